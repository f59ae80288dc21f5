import type { Cors, HttpApi, JsonObject, Templated } from '../../model/index.js';
import { type Limit, lengths } from './limits.js';
import { schemeNames, writeSchemes } from './write/authorizers.js';
import { shareIntegrations } from './write/integrations.js';
import { writePaths } from './write/routes.js';

/**
 * Writes an HTTP API as OpenAPI 3.0.1, ready for ImportApi with failOnWarnings=true (facts import-export.md b,
 * extensions). `readHttpApi` gives back an equal API without a message. The order is fixed: paths and authorizers by
 * name, verbs as OpenAPI lists them.
 *
 * @param api a valid HTTP API. Name, description and version longer than API Gateway takes are cut (NM-*); OpenAPI
 *   requires a version, so an API without one gets "1.0"
 * @throws Error when two routes have the same key, which is a bug of the caller
 */
export function writeHttpApi(api: HttpApi): JsonObject {
  const schemes = schemeNames(api);
  const { routes, shared } = shareIntegrations(api.routes);
  const securitySchemes = writeSchemes(api, schemes);
  const components: JsonObject = {
    ...(Object.keys(securitySchemes).length > 0 && { securitySchemes }),
    ...(Object.keys(shared).length > 0 && { 'x-amazon-apigateway-integrations': shared }),
  };
  return {
    openapi: '3.0.1',
    info: writeInfo(api),
    ...(api.disableExecuteApiEndpoint !== undefined && { servers: writeServers(api.disableExecuteApiEndpoint) }),
    paths: writePaths(routes, schemes),
    ...(Object.keys(components).length > 0 && { components }),
    ...(api.cors && { 'x-amazon-apigateway-cors': writeCors(api.cors) }),
    'x-amazon-apigateway-importexport-version': '1.0',
  };
}

function writeInfo({ name, description, version }: HttpApi): JsonObject {
  return {
    title: cut(name, lengths.title),
    ...(description && { description: cut(description, lengths.description) }),
    version: version === undefined ? '1.0' : cut(version, lengths.version),
  };
}

/** Cuts plain text to what API Gateway takes. What a template engine has still to fill in has no length yet. */
function cut({ raw }: Templated, { most }: Limit): Templated['raw'] {
  if (typeof raw !== 'string' || raw.includes('${')) return raw;
  const characters = [...raw];
  return characters.length <= most ? raw : characters.slice(0, most).join('');
}

/** OpenAPI requires a url; `/` is no base path, so the routes stay as they are (BP-NONE). */
function writeServers(disableExecuteApiEndpoint: boolean): JsonObject[] {
  return [{ url: '/', 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint } }];
}

function writeCors(cors: Cors): JsonObject {
  const lists = {
    allowOrigins: cors.allowOrigins,
    allowMethods: cors.allowMethods,
    allowHeaders: cors.allowHeaders,
    exposeHeaders: cors.exposeHeaders,
  };
  return {
    ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
    allowCredentials: cors.allowCredentials,
    ...(cors.maxAge !== undefined && { maxAge: cors.maxAge }),
  };
}
