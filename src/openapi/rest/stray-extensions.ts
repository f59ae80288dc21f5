import { below, isObject, type Json, type JsonObject, type Pointer } from '../../model/index.js';
import { schemesOf } from './authorizers.js';

/** Where an extension of Amazon's means something to a REST API; `*` is any key. Elsewhere nobody reads it. */
const knownPlaces = [
  ...['policy', 'binary-media-types', 'api-key-source', 'minimum-compression-size', 'documentation'].map(atRoot),
  ...['endpoint-configuration', 'endpoint-access-mode', 'security-policy', 'cors', 'importexport-version'].map(atRoot),
  ...['request-validators', 'request-validator', 'gateway-responses'].map(atRoot),
  '/servers/*/x-amazon-apigateway-endpoint-configuration',
  '/tags/*/x-amazon-apigateway-tag-value',
  '/components/x-amazon-apigateway-integrations',
  // Shared path items are read where a path refers to them.
  ...['/paths', '/components/pathItems'].flatMap((items) => [
    `${items}/*/x-amazon-apigateway-any-method`,
    ...['integration', 'request-validator', 'auth'].map((name) => `${items}/*/*/x-amazon-apigateway-${name}`),
  ]),
  ...['/securityDefinitions/*', '/components/securitySchemes/*'].flatMap((scheme) => [
    `${scheme}/x-amazon-apigateway-authorizer`,
    `${scheme}/x-amazon-apigateway-authtype`,
  ]),
].map((pattern) => pattern.split('/').slice(1));

function atRoot(name: string): string {
  return `/x-amazon-apigateway-${name}`;
}

/** A part of the document that is walked by itself: what two parts share is found in both. */
interface Region {
  value: Json | undefined;
  keys: string[];
}

/**
 * Finds extensions of Amazon's where nobody reads them. Methods and security schemes are walked as they are once
 * references are resolved, each by itself, so that what two of them share counts for both; the rest as it is written.
 */
export function strayExtensions(written: JsonObject, resolved: JsonObject): Pointer[] {
  return regionsOf(written, resolved).flatMap((region) => [...strayIn(region)]);
}

function regionsOf(written: JsonObject, resolved: JsonObject): Region[] {
  const paths = isObject(resolved['paths']) ? Object.entries(resolved['paths']) : [];
  const methods = paths.flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).map(([key, value]) => ({
      value: { [key]: value ?? null },
      keys: ['paths', path],
    })),
  );
  const { schemes, at } = schemesOf(resolved);
  const place = at.split('/').slice(1);
  const authorizers = Object.entries(schemes).map(([name, value]) => ({
    value: { [name]: value ?? null },
    keys: place,
  }));
  const rest = Object.fromEntries(Object.entries(written).filter(([key]) => key !== 'paths' && key !== place[0]));
  const { securitySchemes: _, ...components } = isObject(written['components']) ? written['components'] : {};
  return [...methods, ...authorizers, { value: rest, keys: [] }, { value: components, keys: ['components'] }];
}

/** A node on the way down. Its keys are put together only where they are needed. */
interface Visited {
  value: Json | undefined;
  key: string;
  above: Visited | undefined;
}

function* strayIn({ value: start, keys: place }: Region): Generator<Pointer> {
  const open: Visited[] = [{ value: start, key: '', above: undefined }];
  const seen = new Set<object>();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { value } = node;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const key of Object.keys(value)) {
      const isAmazons = /^x-amazon-/i.test(key);
      if (isAmazons) {
        const keys = [...place, ...keysTo(node), key];
        if (!isKnown(keys)) {
          yield below('', ...keys);
          continue;
        }
      }
      // Other extensions are ignored with all that is in them; people keep what they refer to there.
      // Models are walked where they are defined, not with each method that uses one.
      const child = (value as JsonObject)[key];
      if (typeof child === 'object' && child !== null && key !== 'schema' && (isAmazons || !key.startsWith('x-'))) {
        open.push({ value: child, key, above: node });
      }
    }
  }
}

/** @returns the keys from the start of a region to a node of it */
function keysTo(node: Visited): string[] {
  const keys: string[] = [];
  for (let each = node; each.above !== undefined; each = each.above) keys.unshift(each.key);
  return keys;
}

function isKnown(place: string[]): boolean {
  return knownPlaces.some(
    (pattern) =>
      pattern.length === place.length && pattern.every((part, index) => part === '*' || part === place[index]),
  );
}
