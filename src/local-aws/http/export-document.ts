import type { JsonObject } from '../../model/index.js';
import type { ApiConfiguration } from './account.js';
import { authorizerScheme, integrationExtension } from './extensions.js';

const anyMethod = 'x-amazon-apigateway-any-method';

/** The security scheme of requests that are signed with AWS credentials, as REST exports name it (GE-SEC-IAM). */
const iamScheme = {
  ...{ type: 'apiKey', name: 'Authorization', in: 'header' },
  'x-amazon-apigateway-authtype': 'awsSigv4',
};

/**
 * Writes an API as ExportApi does. No recording of such an export is known; the form follows the guide's example and what imports
 * back to the same API (I).
 *
 * @param basePath of the server's URL: the stage, `''` without one
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-export.html
 */
export function exportDocument(configuration: ApiConfiguration, basePath: string): JsonObject {
  const { api } = configuration;
  const { schemes, nameOf } = securityOf(configuration);
  const shared = sharedIntegrations(configuration);
  const components: JsonObject = {
    ...(Object.keys(schemes).length > 0 && { securitySchemes: schemes }),
    ...(shared.size > 0 && { 'x-amazon-apigateway-integrations': sharedExtensions(configuration, shared) }),
  };
  return {
    openapi: '3.0.1',
    info: infoOf(api),
    servers: [serverOf(api, basePath)],
    ...tagsOf(api),
    paths: pathsOf(configuration, (route) => ({
      ...(nameOf(route) !== undefined && {
        security: [{ [String(nameOf(route))]: route['authorizationScopes'] ?? [] }],
      }),
      ...integrationOf(configuration, shared, route),
    })),
    ...(Object.keys(components).length > 0 && { components }),
    ...(api['corsConfiguration'] !== undefined && { 'x-amazon-apigateway-cors': api['corsConfiguration'] }),
    'x-amazon-apigateway-importexport-version': '1.0',
  };
}

/** OpenAPI wants a version; an API without one shows when it was made, as exports of REST APIs do (GE-VER, I). */
function infoOf({ name, description, version, createdDate }: JsonObject): JsonObject {
  return { title: name, ...(description !== undefined && { description }), version: version ?? createdDate };
}

function serverOf({ apiEndpoint, disableExecuteApiEndpoint, ipAddressType }: JsonObject, basePath: string): JsonObject {
  return {
    url: `${apiEndpoint}/{basePath}`,
    variables: { basePath: { default: basePath } },
    'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint, ipAddressType },
  };
}

function tagsOf({ tags }: JsonObject): JsonObject {
  const entries = Object.entries(tags ?? {});
  if (entries.length === 0) return {};
  return { tags: entries.map(([name, value]) => ({ name, 'x-amazon-apigateway-tag-value': String(value) })) };
}

function pathsOf({ routes }: ApiConfiguration, rest: (route: JsonObject) => JsonObject): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const route of Object.values(routes)) {
    const key = String(route['routeKey']);
    const [verb, path] = key === '$default' ? ['ANY', '/$default'] : key.split(' ');
    const operation = {
      ...(route['operationName'] !== undefined && { operationId: route['operationName'] }),
      ...(key === '$default' && { isDefaultRoute: true }),
      ...parametersOf(path ?? '/'),
      responses: { default: { description: `Default response for ${key}` } },
      ...rest(route),
    };
    paths[path ?? '/'] = {
      ...paths[path ?? '/'],
      [verb === 'ANY' ? anyMethod : String(verb).toLowerCase()]: operation,
    };
  }
  return paths;
}

function parametersOf(path: string): JsonObject {
  const names = [...path.matchAll(/\{([^{}]+?)\+?\}/g)].map(([, name]) => name ?? '');
  if (names.length === 0) return {};
  return { parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })) };
}

/** @returns the schemes by name, and which of them a route asks for */
function securityOf({ routes, authorizers }: ApiConfiguration) {
  const named = new Map(Object.values(authorizers).map((authorizer) => [String(authorizer['name']), authorizer]));
  let iam = 'sigv4';
  while (named.has(iam)) iam = `${iam}-iam`;
  const schemes = Object.fromEntries([...named].map(([name, authorizer]) => [name, authorizerScheme(authorizer)]));
  if (Object.values(routes).some((route) => route['authorizationType'] === 'AWS_IAM')) schemes[iam] = iamScheme;
  const nameOf = ({ authorizationType, authorizerId }: JsonObject) =>
    authorizationType === 'AWS_IAM' ? iam : authorizers[String(authorizerId)]?.['name'];
  return { schemes, nameOf };
}

/** Integrations of several routes stand with the components, so that they stay one (XT-INTS): id to name. */
function sharedIntegrations({ routes }: ApiConfiguration): Map<string, string> {
  const ids = Object.values(routes).map(targetOf);
  const repeated = new Set(ids.filter((id, index) => id !== undefined && ids.indexOf(id) < index));
  return new Map([...repeated].map((id, index) => [id ?? '', `integration${index + 1}`]));
}

function sharedExtensions({ integrations }: ApiConfiguration, shared: Map<string, string>): JsonObject {
  return Object.fromEntries([...shared].map(([id, name]) => [name, integrationExtension(integrations[id] ?? {})]));
}

function integrationOf({ integrations }: ApiConfiguration, shared: Map<string, string>, route: JsonObject): JsonObject {
  const id = targetOf(route);
  const integration = id === undefined ? undefined : integrations[id];
  if (id === undefined || integration === undefined) return {};
  const name = shared.get(id);
  const reference = { $ref: `#/components/x-amazon-apigateway-integrations/${name}` };
  return { 'x-amazon-apigateway-integration': name === undefined ? integrationExtension(integration) : reference };
}

function targetOf({ target }: JsonObject): string | undefined {
  return /^integrations\/(.+)$/.exec(String(target))?.[1];
}

/** @returns the document without AWS's extensions (D: `includeExtensions`) */
export function withoutExtensions(document: JsonObject): JsonObject {
  const text = JSON.stringify(document, (key, value: unknown) =>
    key.startsWith('x-amazon-') && key !== anyMethod ? undefined : value,
  );
  // What was JSON still is.
  return JSON.parse(text) as JsonObject;
}
