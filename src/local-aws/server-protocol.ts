import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from '../model/index.js';
import type { OperationOutcome, Refusal } from './operation.js';
import type { ServedOperation } from './served-operation.js';

/** A call off the wire. */
export interface WireCall {
  method: string;
  /** As on the wire: segments are still encoded. */
  rawPath: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}

/** An answer for the wire. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A call that has been understood, and how its outcome is written. */
export interface UnderstoodCall {
  operation: ServedOperation;
  input: JsonObject;
  answer(outcome: OperationOutcome, requestId: string): WireAnswer;
}

/** What a protocol makes of a call: understood, or refused in its own form. */
export type Understanding =
  | { kind: 'call'; call: UnderstoodCall }
  | { kind: 'refused'; answer(requestId: string): WireAnswer };

export function refusedBy(refusal: Refusal, write: (refusal: Refusal, requestId: string) => WireAnswer): Understanding {
  return { kind: 'refused', answer: (requestId) => write(refusal, requestId) };
}
