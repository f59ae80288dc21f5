import type { DiffResult } from '../diff/differences.js';

/** @returns the JSON of `migrate diff`, version 1: keys in a fixed order, an absent value is an absent key. */
export function diffJson(result: DiffResult): string {
  const { requests, same, recorded, traffic, differences, unexplained, ignored, notCompared, staying } = result;
  return JSON.stringify(
    { version: 1, requests, same, recorded, traffic, differences, unexplained, ignored, notCompared, staying },
    null,
    2,
  );
}
