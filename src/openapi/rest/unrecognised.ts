import {
  below,
  isObject,
  type JsonObject,
  keysOf,
  type Operation,
  type Pointer,
  type Unrecognised,
} from '../../model/index.js';
import { groupBy } from '../groups.js';
import { schemesOf } from './authorizers.js';
import { integrationKey, knownIntegrationKeys } from './integrations.js';
import { authorizerKeys, unreadableKeys } from './properties.js';
import { strayExtensions } from './stray-extensions.js';

/** Root keys of OpenAPI. Others that are no extension, such as `Fn::Transform`, may stand for anything. */
const rootKeys: ReadonlySet<string> = new Set([
  ...['swagger', 'openapi', 'info', 'host', 'basePath', 'schemes', 'consumes', 'produces', 'servers', 'paths'],
  ...[
    'definitions',
    'parameters',
    'responses',
    'securityDefinitions',
    'security',
    'tags',
    'externalDocs',
    'components',
  ],
]);

/** Root extensions whose value is an object; anything else there is not readable. */
const objectExtensions = ['request-validators', 'gateway-responses'].map((name) => `x-amazon-apigateway-${name}`);

/**
 * The net that catches what the reader has no word for: any `x-amazon-*` key where it means nothing known, whatever
 * stands where a method should, and any property of an integration or authorizer that is not known.
 *
 * @param written the document as written
 * @param resolved the same with references resolved
 * @param operations the methods that were read
 */
export function findUnrecognised(written: JsonObject, resolved: JsonObject, operations: Operation[]): Unrecognised[] {
  const found = [
    ...rootProperties(written),
    ...strayExtensions(written, resolved),
    ...pathItems(resolved, operations),
    ...integrationProperties(resolved, operations),
    ...authorizerProperties(resolved),
  ];
  if (found.length === 0) return [];
  const byPlace = new Map(operations.map((operation) => [operation.at, operation]));
  const byPath = groupBy(operations, ({ route }) => route.path);
  return [...new Set(found)].flatMap((at) => {
    const [part, path, method] = keysOf(at);
    const own = byPlace.get(below('', part ?? '', path ?? '', method ?? ''));
    if (own) return placed(at, [own]);
    return placed(at, part === 'paths' && method !== undefined ? (byPath.get(path ?? '') ?? []) : []);
  });
}

/** What stands in a method belongs to it; what stands beside the methods of a path, to each of them. */
function placed(at: Pointer, concerned: Operation[]): Unrecognised[] {
  const key = keysOf(at).at(-1) ?? '';
  return concerned.length === 0 ? [{ at, key }] : concerned.map(({ route }) => ({ at, key, route }));
}

function rootProperties(root: JsonObject): Pointer[] {
  const unknown = Object.keys(root).filter((key) => !rootKeys.has(key) && !key.startsWith('x-'));
  const unreadable = objectExtensions.filter((key) => root[key] !== undefined && !isObject(root[key]));
  return [...unknown, ...unreadable].map((key) => below('', key));
}

/** Keys of a path item that are no method, and have a meaning in OpenAPI. */
const pathItemKeys: ReadonlySet<string> = new Set(['parameters', 'summary', 'description', 'servers']);

/** Paths without a slash in front, and what stands where a method should: a misspelled verb, a method without content, a reference to nowhere. */
function pathItems(root: JsonObject, operations: Operation[]): Pointer[] {
  const read = new Set(operations.map(({ at }) => at));
  const paths = isObject(root['paths']) ? Object.entries(root['paths']) : [];
  return paths.flatMap(([path, item]) => {
    const at = below('/paths', path);
    if (path.startsWith('x-')) return [];
    if (!path.startsWith('/') || !isObject(item)) return [at];
    return Object.keys(item)
      .filter((key) => !pathItemKeys.has(key) && !isIgnored(key))
      .map((key) => below(at, key))
      .filter((place) => !read.has(place));
  });
}

/** Extensions that API Gateway ignores; Amazon's own are looked at one by one. */
function isIgnored(key: string): boolean {
  return key.startsWith('x-') && key !== 'x-amazon-apigateway-any-method' && key !== 'x-dangling-reference';
}

function integrationProperties(root: JsonObject, operations: Operation[]): Pointer[] {
  const paths = isObject(root['paths']) ? root['paths'] : {};
  return operations.flatMap(({ at }) => {
    const [, path = '', key = ''] = keysOf(at);
    const item = paths[path];
    const operation = isObject(item) ? item[key] : undefined;
    const integration = isObject(operation) ? operation[integrationKey] : undefined;
    if (integration !== undefined && !isObject(integration)) return [below(at, integrationKey)];
    return unreadableKeys(integration, knownIntegrationKeys).map((name) => below(at, integrationKey, name));
  });
}

function authorizerProperties(root: JsonObject): Pointer[] {
  const { schemes, at } = schemesOf(root);
  return Object.entries(schemes).flatMap(([name, scheme]) => {
    const extension = isObject(scheme) ? scheme['x-amazon-apigateway-authorizer'] : undefined;
    const place = below(at, name, 'x-amazon-apigateway-authorizer');
    if (extension !== undefined && !isObject(extension)) return [place];
    return unreadableKeys(extension, authorizerKeys).map((key) => below(place, key));
  });
}
