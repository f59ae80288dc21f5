import type { JsonObject } from '../../../model/index.js';
import type { MethodItem, MethodResponseItem } from '../control-plane.js';
import { type ExportedApi, versionOf } from './exported-api.js';
import { parametersOf } from './parameters.js';
import { headerName, pathsOf } from './paths.js';
import { schemasOf } from './schemas.js';
import { schemesOf } from './security.js';
import { endpointExtension, rootExtensions } from './settings.js';

const place = '#/components/schemas/';

/** @returns an export as OpenAPI 3.0.1 (GE-SRV, GE-COMP, GE-OAS; order of keys as recorded) */
export function writeOas30(exported: ExportedApi): JsonObject {
  const { state, stageName, host } = exported;
  const { name, description } = state.api;
  const schemas = schemasOf(state, place);
  const securitySchemes = schemesOf(exported);
  const variables = { basePath: { default: stageName } };
  return {
    openapi: '3.0.1',
    info: { title: name, ...(description !== undefined && { description }), version: versionOf(state) },
    servers: [{ url: `https://${host}/{basePath}`, variables, ...endpointExtension(exported) }],
    paths: pathsOf(exported, writeMethod),
    components: {
      ...(Object.keys(schemas).length > 0 && { schemas }),
      ...(Object.keys(securitySchemes).length > 0 && { securitySchemes }),
    },
    ...rootExtensions(exported),
  };
}

function writeMethod(method: MethodItem): JsonObject {
  const parameters = parametersOf(method).map(({ name, in: where, required }) => ({
    name,
    in: where,
    ...(required && { required }),
    schema: { type: 'string' },
  }));
  const responses = Object.values(method.methodResponses ?? {});
  const content = contentOf(method.requestModels ?? {});
  return {
    ...(parameters.length > 0 && { parameters }),
    ...(Object.keys(content).length > 0 && { requestBody: { content, required: true } }),
    ...(responses.length > 0 && {
      responses: Object.fromEntries(responses.map((one) => [one.statusCode, writeResponse(one)])),
    }),
  };
}

/** An answer without a model has a `content` with nothing in it (recorded). */
function writeResponse({ statusCode, responseParameters = {}, responseModels = {} }: MethodResponseItem): JsonObject {
  const headers = Object.entries(responseParameters).map(([parameter, required]) => [
    headerName(parameter),
    { ...(required && { required }), schema: { type: 'string' } },
  ]);
  return {
    description: `${statusCode} response`,
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    content: contentOf(responseModels),
  };
}

function contentOf(models: Record<string, string>): JsonObject {
  return Object.fromEntries(
    Object.entries(models).map(([type, model]) => [type, { schema: { $ref: `${place}${model}` } }]),
  );
}
