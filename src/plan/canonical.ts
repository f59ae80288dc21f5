import { createHash } from 'node:crypto';
import { isObject, type Json } from '../model/index.js';

/** @returns the value as text that is the same whatever the order of its keys */
export function canonical(value: Json | undefined): string {
  return JSON.stringify(sorted(value ?? null));
}

/** @returns SHA-256 of the value, in hexadecimal digits; the order of keys does not count */
export function hashOf(value: Json | undefined): string {
  return hashOfText(canonical(value));
}

/** @returns SHA-256 of a text, in hexadecimal digits */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, member]) => [key, sorted(member ?? null)]),
  );
}

/**
 * Takes out what says nothing: AWS reports an absent text, list or map in either way, and so do definitions.
 *
 * @returns the members that hold something; `false` and `0` do
 */
export function filled(members: Record<string, Json | undefined>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => {
      if (value === undefined || value === null || value === '') return [];
      if (typeof value === 'object' && Object.keys(value).length === 0) return [];
      return [[name, value]];
    }),
  );
}
