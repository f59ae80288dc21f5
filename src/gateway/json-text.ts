import type { Json } from '../model/index.js';

/**
 * Writes a value that came from outside. JSON can be read at any depth, but not written.
 *
 * @returns `undefined` for what is nested too deep, which only somebody does who means harm
 */
export function jsonText(value: Json): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
