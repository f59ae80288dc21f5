import { evaluate, requestLookup } from './expressions.js';
import type { Invocation } from './invocation.js';

/**
 * Reads the values an authorizer decides by: `$request.header.X`, `$request.querystring.X`, `$context.V`,
 * `$stageVariables.V`.
 *
 * @returns the values in order, or `undefined` when one is missing or empty: the gateway then answers 401 by itself and
 *   calls nobody (RT-PIPE-IDSRC, RT-AUTH-F-MISSING)
 */
export function identityValues(sources: readonly string[], invocation: Invocation): string[] | undefined {
  const lookup = requestLookup(invocation, { kind: 'anonymous' });
  const values = sources.map((source) => evaluate(source, lookup));
  return values.every((value) => value !== undefined && value !== '') ? values.map((value) => value ?? '') : undefined;
}
