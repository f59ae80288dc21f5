import { isObject, type Json, type JsonObject } from '../src/model/index.js';

/** Parts of a definition that references name; the copies have their own. Security schemes are shared: an API has ten at most. */
const shelves: Record<'swagger' | 'openapi', readonly (readonly string[])[]> = {
  swagger: [['definitions'], ['parameters'], ['responses']],
  openapi: ['schemas', 'parameters', 'responses', 'requestBodies', 'headers', 'examples'].map((name) => [
    'components',
    name,
  ]),
};

/**
 * Enlarges a definition by copies of all that is in it, each with paths, operation ids, models and references of its own,
 * as a large real one has. Deterministic.
 *
 * @param copies 1 gives the definition as it is
 */
export function enlarge(root: JsonObject, copies: number): JsonObject {
  const places = shelves[root['swagger'] === undefined ? 'openapi' : 'swagger'];
  const large = structuredClone(root);
  for (let number = 2; number <= copies; number++) {
    for (const place of [['paths'], ...places]) addCopy(large, root, { place, number });
  }
  return large;
}

interface Copy {
  place: readonly string[];
  number: number;
}

function addCopy(large: JsonObject, root: JsonObject, { place, number }: Copy): void {
  const from = nodeAt(root, place);
  const to = nodeAt(large, place);
  if (!isObject(from) || !isObject(to)) return;
  for (const [name, value] of Object.entries(from)) {
    if (value !== undefined) to[copyName(name, number)] = renamed(value, number);
  }
}

function nodeAt(root: JsonObject, place: readonly string[]): Json | undefined {
  return place.reduce<Json | undefined>((node, key) => (isObject(node) ? node[key] : undefined), root);
}

/** `/orders/{id}` is copied to `/copy2/orders/{id}`, the model `Order` to `OrderCopy2`. */
function copyName(name: string, number: number): string {
  if (!name.startsWith('/')) return `${name}Copy${number}`;
  return name === '/' ? `/copy${number}` : `/copy${number}${name}`;
}

function renamed(value: Json, number: number): Json {
  if (Array.isArray(value)) return value.map((item) => renamed(item, number));
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const [key, child] of Object.entries(value)) {
    const isName = typeof child === 'string' && (key === 'operationId' || isLocalReference(key, child));
    copy[key] = isName ? copyName(String(child), number) : renamed(child ?? null, number);
  }
  return copy;
}

/** References to a whole part of a shelf; those into a path keep naming the original. */
function isLocalReference(key: string, target: string): boolean {
  return key === '$ref' && /^#\/(components\/\w+|definitions|parameters|responses)\/[^/]+$/.test(target);
}
