import { openExpression, requestReference } from './expressions.js';
import type { Invocation } from './invocation.js';

/** Reads the values that an authorizer decides by. */
export type ReadIdentity = (invocation: Invocation) => string[] | undefined;

/**
 * Opens identity sources: `$request.header.X`, `$request.querystring.X`, `$context.V`, `$stageVariables.V`.
 *
 * @returns gives the values in order, or `undefined` when one is missing or empty: the gateway then answers 401 by itself and
 *   calls nobody (RT-PIPE-IDSRC, RT-AUTH-F-MISSING)
 */
export function openIdentity(sources: readonly string[]): ReadIdentity {
  const reads = sources.map((source) => openExpression(source, requestReference));
  return (invocation) => {
    const source = { invocation, caller: { kind: 'anonymous' } } as const;
    const values = reads.map((read) => read(source) ?? '');
    return values.includes('') ? undefined : values;
  };
}
