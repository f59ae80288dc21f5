import { Failure, type HttpApi, type HttpRoute, httpRouteKey, isObject, type JsonObject } from '../../model/index.js';
import { type BasePathMode, findBasePath, pathPrefix } from '../../openapi/base-path.js';
import type { OpenApiDocument } from '../../openapi/document.js';
import { type HttpImport, readHttpApi } from '../../openapi/http/read-http-api.js';
import { parseDocument } from '../../openapi/parse.js';
import { type ImportResources, resourcesOf } from '../../plan/resources.js';
import { type ImportRefusal, ImportReport, invalidInput } from '../import-report.js';
import { type World, withAwsVariables } from '../world.js';
import { unmadeAuthorizers } from './issuers.js';

/** A call of ImportApi or ReimportApi. */
export interface HttpImportRequest {
  /** OpenAPI 3.0, JSON or YAML. */
  body: string;
  basepath?: BasePathMode;
  failOnWarnings?: boolean;
}

/** An HTTP API in the words of its control plane. */
export interface HttpApiState extends ImportResources {
  apiId: string;
  apiEndpoint: string;
  tags: Record<string, string>;
  /** By route key, of the routes that have one. */
  operationNames: Record<string, string>;
  ipAddressType?: string;
}

/** What an import leaves behind and says, or why it makes nothing. */
export type HttpImportOutcome =
  | { kind: 'made'; state: HttpApiState; warnings: string[]; importInfo: string[] }
  | ImportRefusal;

/**
 * Makes an HTTP API of a definition, as ImportApi does.
 *
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html
 */
export function importApi(request: HttpImportRequest, world: World): HttpImportOutcome {
  return importWith(world.newId(10), request, world);
}

/** Puts a definition over an existing API: only its id stays (recorded for authorizers; the rest follows from PUT, IM-REIMP). */
export function reimportApi(
  existing: Pick<HttpApiState, 'apiId'>,
  request: HttpImportRequest,
  world: World,
): HttpImportOutcome {
  return importWith(existing.apiId, request, world);
}

function importWith(apiId: string, request: HttpImportRequest, world: World): HttpImportOutcome {
  const document = documentOf(withAwsVariables(request.body, world));
  if (!document) return invalidInput;
  const read = readHttpApi(document);
  const { messages } = read;
  const unmade = unmadeAuthorizers(read.httpApi.authorizers, world);
  const refusal = reportOf(read, [...unmade.values()]).refusal(request.failOnWarnings ?? false);
  if (refusal) return refusal;
  const prefix = pathPrefix(findBasePath(document.root)?.path, request.basepath ?? 'ignore');
  const authorizers = read.httpApi.authorizers.filter(({ name }) => !unmade.has(name));
  const routes = importable({ ...read.httpApi, authorizers }).map((route) => behind(prefix, route));
  const state: HttpApiState = {
    ...resourcesOf({ ...read.httpApi, authorizers, routes }),
    operationNames: operationNamesOf(routes),
    ...addressTypeOf(document.root),
    apiId,
    apiEndpoint: `https://${apiId}.execute-api.${world.region}.amazonaws.com`,
    tags: tagsOf(document.root),
  };
  return {
    kind: 'made',
    state,
    warnings: [...messages.warnings.map(({ text }) => text), ...unmade.values()],
    importInfo: messages.info.map(({ text }) => text),
  };
}

function documentOf(text: string): OpenApiDocument | undefined {
  try {
    return parseDocument({ file: 'the body', text });
  } catch (error) {
    if (error instanceof Failure && error.kind === 'input') return undefined;
    throw error;
  }
}

/** What AWS is not known to warn about stops no import; it is told among the warnings. */
function reportOf({ messages }: HttpImport, more: readonly string[]): ImportReport {
  const report = new ImportReport();
  for (const { text, evidence } of messages.warnings) if (evidence !== 'U') report.warn(text);
  for (const text of more) report.warn(text);
  for (const { text } of messages.errors) report.refuse(text);
  return report;
}

/** A route whose authorizer could not be made is not made either: it is missing, never open (IM-W-JWT). */
function importable({ authorizers, routes }: HttpApi): HttpRoute[] {
  const names = new Set(authorizers.map(({ name }) => name));
  return routes.filter(({ authorization }) => authorization.kind !== 'authorizer' || names.has(authorization.name));
}

function behind(prefix: string, route: HttpRoute): HttpRoute {
  const { key } = route;
  if (prefix === '' || key === '$default') return route;
  return { ...route, key: { ...key, path: key.path === '/' ? prefix : `${prefix}${key.path}` } };
}

/** Tags of the document with the extension's value become tags of the API (XT-TAG); one without a value has an empty one (I). */
function tagsOf(root: JsonObject): Record<string, string> {
  const tags = Array.isArray(root['tags']) ? root['tags'].filter(isObject) : [];
  return Object.fromEntries(
    tags.map(({ name, 'x-amazon-apigateway-tag-value': value }) => [
      String(name),
      typeof value === 'string' ? value : '',
    ]),
  );
}

function operationNamesOf(routes: HttpRoute[]): Record<string, string> {
  return Object.fromEntries(
    routes.flatMap(({ key, operationName }) =>
      operationName === undefined ? [] : [[httpRouteKey(key), operationName]],
    ),
  );
}

/** XT-EPCFG: the first server that has an endpoint configuration counts. */
function addressTypeOf(root: JsonObject): { ipAddressType?: string } {
  const servers = Array.isArray(root['servers']) ? root['servers'].filter(isObject) : [];
  const configuration = servers.map((server) => server['x-amazon-apigateway-endpoint-configuration']).find(isObject);
  const type = configuration?.['ipAddressType'];
  return type === 'ipv4' || type === 'dualstack' ? { ipAddressType: type } : {};
}
