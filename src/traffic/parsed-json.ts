import type { Json } from '../model/index.js';

/** @returns the value, or `undefined` for a text that is not JSON */
export function parsedJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
