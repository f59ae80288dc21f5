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

/** @returns several findings as one. */
export function together(findings: readonly Findings[]): Findings {
  return {
    differences: findings.flatMap(({ differences }) => differences),
    ignored: findings.flatMap(({ ignored }) => ignored),
  };
}
