import type { DiffResult } from '../diff/differences.js';
import type { HandlersResult } from '../handlers/handlers.js';

/** @returns the JSON of `migrate diff`, version 1: keys in a fixed order, an absent value is an absent key. */
export function diffJson(result: DiffResult, handlers?: HandlersResult): string {
  const { requests, same, differences, unexplained, ignored, notCompared, noise } = result;
  const more = { ...(noise && { noise }), ...(handlers && { handlers }) };
  const shown = { version: 1, requests, same, differences, unexplained, ignored, notCompared, ...more };
  return JSON.stringify(shown, null, 2);
}
