import { type HttpRouteKey, httpRouteKey, type JsonObject, type RouteAuthorization } from '../../../model/index.js';
import { groupBy } from '../../groups.js';
import type { SchemeNames } from './authorizers.js';
import type { WrittenRoute } from './integrations.js';

const anyMethod = 'x-amazon-apigateway-any-method';
const verbs = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', anyMethod];

/** @returns `paths`, sorted, with the verbs of each path in a fixed order. */
export function writePaths(routes: WrittenRoute[], schemes: SchemeNames): JsonObject {
  refuseDuplicates(routes);
  const items = [...groupBy(routes, ({ route }) => pathOf(route.key))];
  const sorted = items.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return Object.fromEntries(sorted.map(([path, operations]) => [path, writePath(operations, schemes)]));
}

function refuseDuplicates(routes: WrittenRoute[]): void {
  for (const [key, { length }] of groupBy(routes, ({ route }) => httpRouteKey(route.key))) {
    if (length > 1) throw new Error(`${length} routes have the key ${key}; all but one would be lost.`);
  }
}

function writePath(operations: WrittenRoute[], schemes: SchemeNames): JsonObject {
  const sorted = operations.toSorted((a, b) => verbs.indexOf(verbOf(a.route.key)) - verbs.indexOf(verbOf(b.route.key)));
  return Object.fromEntries(sorted.map((one) => [verbOf(one.route.key), writeOperation(one, schemes)]));
}

/** The catch-all is written with a slash; without it ImportApi warns (IM-W-DEFAULT). */
function pathOf(key: HttpRouteKey): string {
  return key === '$default' ? '/$default' : key.path;
}

function verbOf(key: HttpRouteKey): string {
  return key === '$default' || key.method === 'ANY' ? anyMethod : key.method.toLowerCase();
}

function writeOperation({ route, integration }: WrittenRoute, schemes: SchemeNames): JsonObject {
  const { key, operationName, summary, description } = route;
  const parameters = key === '$default' ? [] : pathParameters(key.path);
  const security = securityOf(route.authorization, schemes);
  return {
    ...(operationName !== undefined && { operationId: operationName }),
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    ...(key === '$default' && { isDefaultRoute: true }),
    ...(parameters.length > 0 && { parameters }),
    responses: { default: { description: `Response of ${httpRouteKey(key)}` } },
    ...(security && { security: [security] }),
    'x-amazon-apigateway-integration': integration,
  };
}

/** OpenAPI requires the variables of a path to be declared. */
function pathParameters(path: string): JsonObject[] {
  return [...path.matchAll(/\{([^{}]+?)\+?\}/g)].map(([, name]) => ({
    name: name ?? '',
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

/** One requirement at most: ImportApi refuses more (IM-ERR-MULTISEC). */
function securityOf(authorization: RouteAuthorization, { iam }: SchemeNames): JsonObject | undefined {
  switch (authorization.kind) {
    case 'none':
      return undefined;
    case 'iam':
      return { [iam ?? 'sigv4']: [] };
    case 'authorizer':
      return { [authorization.name]: authorization.scopes };
  }
}
