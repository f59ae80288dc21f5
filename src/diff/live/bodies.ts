import { isObject, type Json, type JsonObject } from '../../model/index.js';

/** @returns what a body holds as JSON; nothing where it holds none */
export function jsonOf(body: Uint8Array): Json | undefined {
  try {
    const json: Json = JSON.parse(new TextDecoder().decode(body));
    return json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A way into a value: keys, and `*` for every item of a list. */
export type Way = readonly string[];

/** @returns the ways to what is not the same in two values; lists of unequal length differ as wholes */
export function differingWays(one: Json | undefined, other: Json | undefined, way: Way = []): Way[] {
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    return unique(one.flatMap((item, index) => differingWays(item, other[index], [...way, '*'])));
  }
  if (isObject(one) && isObject(other)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return keys.flatMap((key) => differingWays(one[key], other[key], [...way, key]));
  }
  return JSON.stringify(one) === JSON.stringify(other) ? [] : [way];
}

function unique(ways: readonly Way[]): Way[] {
  return [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()];
}

/** Stands where a value was that differs from call to call. */
const noise = '<noise>';

/** @returns the value with what stands at these ways taken out; what is absent stays absent */
export function without(value: Json, ways: readonly Way[]): Json {
  if (ways.some((way) => way.length === 0)) return noise;
  const below = (key: string) => ways.flatMap(([first, ...rest]) => (first === key ? [rest] : []));
  if (Array.isArray(value)) {
    const ofItems = below('*');
    return ofItems.length === 0 ? value : value.map((item) => without(item, ofItems));
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => {
    const inside = below(key);
    return [key, item === undefined || inside.length === 0 ? item : without(item, inside)];
  });
  return Object.fromEntries(entries) satisfies JsonObject;
}
