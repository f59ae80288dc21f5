import type { Json } from '../model/index.js';
import type { VolatileValue } from './volatile.js';

/** One thing that is not the same in two exchanges. `undefined` means absent, which is not the same as `null`. */
export interface RawDifference {
  /**
   * What differs, as a path: `route`, `authorization`, `calls.integration`, `event.headers.accept`,
   * `upstream.url`, `reply.status`. A header name that differs in letter case only is `event.headers.accept (name)`.
   */
  aspect: string;
  rest: Json | undefined;
  http: Json | undefined;
}

/** What a comparison found, and what it took for noise. */
export interface Findings {
  differences: RawDifference[];
  /** The noise in values that differ on every call for reasons of their own, one for each value. */
  ignored: readonly VolatileValue[];
}

/** What most comparisons find. */
export const noFindings: Findings = { differences: [], ignored: [] };

/** @returns several findings as one. Every value of an event is compared, and nearly all are equal: those cost nothing here. */
export function together(findings: readonly Findings[]): Findings {
  const found = findings.filter((one) => one !== noFindings);
  const [first] = found;
  if (first === undefined) return noFindings;
  if (found.length === 1) return first;
  return {
    differences: found.flatMap(({ differences }) => differences),
    ignored: found.flatMap(({ ignored }) => ignored),
  };
}
