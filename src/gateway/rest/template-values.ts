import type { Json } from '../../model/index.js';

/** A list out of JSON. It prints as JSON, where a list that the template made prints as Java prints it (RT-VTL-INPUT-PATH-LIST). */
export class JsonList extends Array<Json> {}

/** @throws SyntaxError for text that is not JSON */
export function parseJson(text: string): Json {
  const parsed: Json = JSON.parse(text, (_key, value) => (Array.isArray(value) ? JsonList.from(value) : value));
  return parsed;
}

/** A map of `$context`, such as `identity`. It prints as nothing, where a map out of JSON prints its entries (recorded). */
export class ContextMap {
  [name: string]: Json | undefined;
}

/** @returns a value as a template prints it: maps as `{a=1, b=2}`, lists out of JSON as JSON (RT-VTL-INPUT-PATH-DICT, recorded). */
export function printed(value: unknown): string {
  if (value instanceof JsonList) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof ContextMap) return '';
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}=${printed(item)}`)
    .join(', ')}}`;
}

/**
 * Whether `==` holds. What is missing, and null, equals the empty text; an empty list does not (RT-VTL-INPUT-PATH-NULL,
 * recorded). Values of different kinds are compared as text.
 *
 * @see https://velocity.apache.org/engine/1.7/user-guide.html#conditionals
 */
export function areEqual(left: unknown, right: unknown): boolean {
  return kindOf(left) === kindOf(right) && printed(left ?? '') === printed(right ?? '');
}

function kindOf(value: unknown): 'list' | 'map' | 'scalar' {
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' && value !== null ? 'map' : 'scalar';
}
