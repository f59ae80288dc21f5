import {
  below,
  isObject,
  type Json,
  type JsonObject,
  type ModelUse,
  type Pointer,
  type ResponseModel,
} from '../../model/index.js';
import type { OperationSource } from './operations.js';

/** Reads the models of a request body: `requestBody` of OpenAPI 3.0, or the `body` parameter of Swagger 2.0. */
export function readBodyModels(source: OperationSource): ModelUse[] {
  const { requestBody } = source.value;
  return isObject(requestBody)
    ? contentModels(requestBody, below(source.at, 'requestBody'))
    : bodyParameterModels(source);
}

function contentModels(requestBody: JsonObject, at: Pointer): ModelUse[] {
  const content = isObject(requestBody['content']) ? requestBody['content'] : {};
  return Object.entries(content).flatMap(([contentType, media]) => {
    if (!isObject(media) || media['schema'] === undefined) return [];
    const required = requestBody['required'] === true;
    return [{ at: below(at, 'content', contentType, 'schema'), contentType, schema: media['schema'], required }];
  });
}

/** A body parameter of the path holds for all its methods. */
function bodyParameterModels(source: OperationSource): ModelUse[] {
  const { value, item, at } = source;
  const own = bodyParameters(source, value['parameters'], at);
  return own.length > 0 ? own : bodyParameters(source, item['parameters'], at.slice(0, at.lastIndexOf('/')));
}

function bodyParameters({ value, root }: OperationSource, list: Json | undefined, at: Pointer): ModelUse[] {
  const parameters = Array.isArray(list) ? list : [];
  return parameters.flatMap((parameter, index) => {
    if (!isObject(parameter) || parameter['in'] !== 'body' || parameter['schema'] === undefined) return [];
    const model = {
      at: below(at, 'parameters', index, 'schema'),
      schema: parameter['schema'],
      required: parameter['required'] === true,
    };
    return consumed(value['consumes'] ?? root['consumes']).map((contentType) => ({ ...model, contentType }));
  });
}

/** One model a body parameter: of several content types the first stands for all, as in the file. */
function consumed(consumes: Json | undefined): string[] {
  const first = Array.isArray(consumes) ? consumes.find((type) => typeof type === 'string') : undefined;
  return [typeof first === 'string' ? first : 'application/json'];
}

/** Reads the models of a method's answers. */
export function readResponseModels(value: JsonObject, at: Pointer): ResponseModel[] {
  const responses = isObject(value['responses']) ? value['responses'] : {};
  return Object.entries(responses).flatMap(([status, response]) => {
    if (!isObject(response)) return [];
    const responseAt = below(at, 'responses', status);
    if (response['schema'] !== undefined) return [{ at: below(responseAt, 'schema'), status }];
    const content = isObject(response['content']) ? response['content'] : {};
    return Object.entries(content).flatMap(([contentType, media]) =>
      isObject(media) && media['schema'] !== undefined
        ? [{ at: below(responseAt, 'content', contentType, 'schema'), status }]
        : [],
    );
  });
}
