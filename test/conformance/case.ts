import type { Evidence, JsonObject } from '../../src/model/index.js';

/** A case as its file has it; the fields beyond these belong to its kind. */
export interface ConformanceCase {
  id: string;
  kind: string;
  evidence: Evidence;
  fields: JsonObject;
}

/** What became of a case: it holds, it does not (with what differs), or the product does not have what it asks for. */
export type Verdict = { result: 'passed' } | { result: 'failed' | 'unsupported'; reason: string };

/** Thrown where a case asks for something that the product, or the runner, does not have; the message names it. */
export class Unsupported extends Error {}

/** @returns passed without differences, else failed with the first of them */
export function verdictOf(differences: readonly string[]): Verdict {
  const shown = differences.slice(0, 8).join('; ');
  const more = differences.length > 8 ? `; and ${differences.length - 8} more` : '';
  return differences.length === 0 ? { result: 'passed' } : { result: 'failed', reason: `${shown}${more}` };
}
