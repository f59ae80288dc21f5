import {
  below,
  isObject,
  type Json,
  type JsonObject,
  keysOf,
  type Operation,
  type Pointer,
  type Unrecognised,
} from '../../model/index.js';
import { schemesOf } from './authorizers.js';
import { integrationKey, knownIntegrationKeys } from './integrations.js';

/** Where an extension of Amazon's means something to a REST API; `*` is any key. Elsewhere nobody reads it. */
const knownPlaces = [
  ...['policy', 'binary-media-types', 'api-key-source', 'minimum-compression-size', 'documentation'].map(atRoot),
  ...['endpoint-configuration', 'endpoint-access-mode', 'security-policy', 'cors', 'importexport-version'].map(atRoot),
  ...['request-validators', 'request-validator', 'gateway-responses'].map(atRoot),
  '/servers/*/x-amazon-apigateway-endpoint-configuration',
  '/tags/*/x-amazon-apigateway-tag-value',
  '/components/x-amazon-apigateway-integrations',
  '/paths/*/x-amazon-apigateway-any-method',
  ...['integration', 'request-validator', 'auth'].map((name) => `/paths/*/*/x-amazon-apigateway-${name}`),
  ...['/securityDefinitions/*', '/components/securitySchemes/*'].flatMap((scheme) => [
    `${scheme}/x-amazon-apigateway-authorizer`,
    `${scheme}/x-amazon-apigateway-authtype`,
  ]),
].map((pattern) => pattern.split('/').slice(1));

function atRoot(name: string): string {
  return `/x-amazon-apigateway-${name}`;
}

/**
 * The net that catches what the reader has no word for: any `x-amazon-*` key outside the places above, and any
 * property of an integration or authorizer that is not known.
 *
 * @param written the document as written
 * @param resolved the same with references resolved
 * @param operations the methods that were read
 */
export function findUnrecognised(written: JsonObject, resolved: JsonObject, operations: Operation[]): Unrecognised[] {
  const found = [
    ...strayExtensions(written),
    ...integrationProperties(resolved, operations),
    ...authorizerProperties(resolved),
  ];
  const byPath = new Map(operations.map((operation) => [operation.at, operation.route]));
  return found.map((at) => {
    const keys = keysOf(at);
    const route = keys[0] === 'paths' ? byPath.get(below('', ...keys.slice(0, 3))) : undefined;
    return { at, key: keys.at(-1) ?? '', ...(route && { route }) };
  });
}

function* strayExtensions(root: JsonObject): Generator<Pointer> {
  const open: { value: Json | undefined; keys: string[] }[] = [{ value: root, keys: [] }];
  const seen = new Set<object>();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { value, keys } = node;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const [key, child] of Object.entries(value)) {
      const place = [...keys, key];
      const isAmazons = key.toLowerCase().startsWith('x-amazon-');
      if (isAmazons && !knownPlaces.some((known) => matches(known, place))) yield below('', ...place);
      // Other extensions are ignored with all that is in them; people keep what they refer to there.
      else if (typeof child === 'object' && (isAmazons || !key.startsWith('x-')))
        open.push({ value: child, keys: place });
    }
  }
}

function matches(pattern: string[], place: string[]): boolean {
  return pattern.length === place.length && pattern.every((part, index) => part === '*' || part === place[index]);
}

function integrationProperties(root: JsonObject, operations: Operation[]): Pointer[] {
  const paths = isObject(root['paths']) ? root['paths'] : {};
  return operations.flatMap(({ at }) => {
    const [, path = '', key = ''] = keysOf(at);
    const item = paths[path];
    const operation = isObject(item) ? item[key] : undefined;
    const integration = isObject(operation) ? operation[integrationKey] : undefined;
    return unknownKeys(integration, knownIntegrationKeys).map((name) => below(at, integrationKey, name));
  });
}

/** Properties of an authorizer (XA-*). The last three are HTTP API's; REST ignores them. */
const authorizerKeys: ReadonlySet<string> = new Set([
  ...[
    'type',
    'authorizerUri',
    'authorizerCredentials',
    'identitySource',
    'identityValidationExpression',
    'providerARNs',
  ],
  ...['authorizerResultTtlInSeconds', 'authorizerPayloadFormatVersion', 'enableSimpleResponses', 'jwtConfiguration'],
]);

function authorizerProperties(root: JsonObject): Pointer[] {
  const { schemes, at } = schemesOf(root);
  return Object.entries(schemes).flatMap(([name, scheme]) => {
    const extension = isObject(scheme) ? scheme['x-amazon-apigateway-authorizer'] : undefined;
    return unknownKeys(extension, authorizerKeys).map((key) => below(at, name, 'x-amazon-apigateway-authorizer', key));
  });
}

function unknownKeys(value: Json | undefined, known: ReadonlySet<string>): string[] {
  return isObject(value) ? Object.keys(value).filter((key) => !known.has(key)) : [];
}
