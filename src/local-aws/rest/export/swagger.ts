import type { JsonObject } from '../../../model/index.js';
import type { MethodItem, MethodResponseItem } from '../control-plane.js';
import { type ExportedApi, versionOf } from './exported-api.js';
import { parametersOf } from './parameters.js';
import { headerName, pathsOf } from './paths.js';
import { schemasOf } from './schemas.js';
import { schemesOf } from './security.js';
import { endpointExtension, rootExtensions } from './settings.js';

const place = '#/definitions/';

/** @returns an export as Swagger 2.0 (GE-SRV-SW; order of keys as recorded) */
export function writeSwagger(exported: ExportedApi): JsonObject {
  const { state, stageName, host } = exported;
  const { name, description } = state.api;
  const definitions = schemasOf(state, place);
  const securityDefinitions = schemesOf(exported);
  return {
    swagger: '2.0',
    info: { ...(description !== undefined && { description }), version: versionOf(state), title: name },
    host,
    basePath: `/${stageName}`,
    schemes: ['https'],
    paths: pathsOf(exported, writeMethod),
    ...(Object.keys(securityDefinitions).length > 0 && { securityDefinitions }),
    ...(Object.keys(definitions).length > 0 && { definitions }),
    ...endpointExtension(exported),
    ...rootExtensions(exported),
  };
}

/** Types that a method takes and gives: those of its models, and those that its templates turn from or into (recorded). */
function writeMethod(method: MethodItem): JsonObject {
  const { requestModels = {}, methodResponses = {}, methodIntegration } = method;
  const responses = Object.values(methodResponses);
  const integrationResponses = Object.values(methodIntegration?.integrationResponses ?? {});
  const consumes = typesOf([requestModels, methodIntegration?.requestTemplates]);
  const produces = typesOf([
    ...responses.map(({ responseModels }) => responseModels),
    ...integrationResponses.map(({ responseTemplates }) => responseTemplates),
  ]);
  const parameters = [...parametersOf(method).map((one) => ({ ...one, type: 'string' })), ...bodyOf(requestModels)];
  return {
    ...(consumes.length > 0 && { consumes }),
    ...(produces.length > 0 && { produces }),
    ...(parameters.length > 0 && { parameters }),
    responses: Object.fromEntries(responses.map((one) => [one.statusCode, writeResponse(one)])),
  };
}

function typesOf(maps: readonly (Record<string, string | null> | undefined)[]): string[] {
  return [...new Set(maps.flatMap((one) => Object.keys(one ?? {})))];
}

/** The body is called by its model (recorded). There is room for one: that of JSON, else the first. */
function bodyOf(models: Record<string, string>): JsonObject[] {
  const model = modelOf(models);
  return model === undefined ? [] : [{ in: 'body', name: model, required: true, schema: { $ref: `${place}${model}` } }];
}

function modelOf(models: Record<string, string>): string | undefined {
  return models['application/json'] ?? Object.values(models)[0];
}

function writeResponse({ statusCode, responseParameters = {}, responseModels = {} }: MethodResponseItem): JsonObject {
  const model = modelOf(responseModels);
  const headers = Object.keys(responseParameters).map((parameter) => [headerName(parameter), { type: 'string' }]);
  return {
    description: `${statusCode} response`,
    ...(model !== undefined && { schema: { $ref: `${place}${model}` } }),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
  };
}
