import { isObject, type Json, type JsonObject } from '../../../model/index.js';
import type { LambdaOutcome } from '../../gateway.js';
import type { Threw } from './function.js';

/**
 * @param text what a runtime reported about a failed call or start
 * @param errorType where the report names none
 */
export function reportedError(text: string, errorType: string): Threw {
  const report = jsonOf(text);
  if (!isObject(report)) return { kind: 'threw', errorType, errorMessage: text };
  return {
    kind: 'threw',
    errorType: textOf(report['errorType']) ?? errorType,
    errorMessage: textOf(report['errorMessage']) ?? '',
    ...traceOf(report),
    payload: report,
  };
}

/** Node.js reports `trace`, Python, Java and others `stackTrace`. */
function traceOf({ trace, stackTrace }: JsonObject): Pick<Threw, 'trace'> {
  const lines = trace ?? stackTrace;
  return Array.isArray(lines) ? { trace: lines.map((line) => textOf(line) ?? JSON.stringify(line)) } : {};
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * @param text what a function answered. Lambda hands on what is not JSON as it is, and no API can read that; here it is told
 *   as an error of the function (I)
 */
export function reportedResult(text: string): LambdaOutcome {
  const value = jsonOf(text);
  if (value !== undefined) return { kind: 'returned', value };
  const errorMessage = `The function answered what is not JSON: ${text.slice(0, 200)}`;
  return { kind: 'threw', errorType: 'Runtime.InvalidResponse', errorMessage };
}

function jsonOf(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
