import type { Json } from '../../../model/index.js';
import type { LambdaOutcome } from '../../gateway.js';
import { thrown, tooLargeResult } from './failures.js';
import type { Threw } from './function.js';
import type { Ended } from './run-handler.js';

/** @returns the result as JSON text, or how the call failed: what JSON cannot carry, or is too large, fails it as in Lambda */
export function resultText(ended: Ended): string | Threw {
  if ('error' in ended) return thrown(ended.error);
  try {
    // What JSON leaves out (`undefined`, a function) arrives as null.
    const text = JSON.stringify(ended.value) ?? 'null';
    return tooLargeResult(text) ?? text;
  } catch (error) {
    return { ...thrown(error), errorType: 'Error', errorMessage: 'Unable to stringify response body' };
  }
}

export function outcomeOf(result: string | Threw): LambdaOutcome {
  if (typeof result !== 'string') return result;
  const value: Json = JSON.parse(result);
  return { kind: 'returned', value };
}
