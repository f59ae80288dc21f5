import type { DiffResult } from '../diff/differences.js';

/** @returns the JSON of `migrate diff`, version 1: keys in a fixed order, an absent value is an absent key. */
export function diffJson(result: DiffResult): string {
  const { requests, same, differences, unexplained, ignored, notCompared } = result;
  return JSON.stringify({ version: 1, requests, same, differences, unexplained, ignored, notCompared }, null, 2);
}
