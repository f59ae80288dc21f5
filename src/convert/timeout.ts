import type { Integration } from '../model/index.js';
import type { Verdict } from './claim.js';

/** REST's default, which exports omit (GE-INT-DEF); HTTP's own is 30 s, so it is written out (FE-INT-TIMEOUT). */
const restDefault = 29_000;

/** Longest an HTTP API waits (Q-TIMEOUT). */
const longest = 30_000;

/** @returns the integration timeout in milliseconds, never more than HTTP APIs take; who exceeds that is blocked by rule. */
export function timeoutOf({ timeoutInMillis }: Integration): number {
  return Math.min(timeoutInMillis ?? restDefault, longest);
}

/** What becomes of an integration that may take longer than HTTP APIs wait. Accepting the loss cuts it to their limit. */
export function timeoutVerdict({ timeoutInMillis }: Integration): Verdict {
  const message = `The integration may take ${timeoutInMillis} ms; HTTP APIs end it after ${longest} ms.`;
  return { rule: 'integrations/timeout', outcome: 'blocked', message };
}

/** @returns whether the integration may take longer than HTTP APIs wait */
export function exceedsTimeout({ timeoutInMillis }: Integration): boolean {
  return (timeoutInMillis ?? restDefault) > longest;
}
