import type { Code, Span } from './code.js';
import { calleeText, textOf } from './places.js';
import type { Reading } from './reading.js';
import type { Scope } from './scope.js';

type MapCode = Extract<Code, { kind: 'map' }>;
type CallCode = Extract<Code, { kind: 'call' }>;

const telling = new Set(['statusCode', 'policyDocument', 'isAuthorized', 'usageIdentifierKey']);

/** @returns what an object says wherever it is made: an answer is told by its status, a decision by its policy */
export function toldBy(code: MapCode): Reading[] {
  return code.entries.some(({ key }) => telling.has(key)) ? [answerOf(code)] : [];
}

/** @returns the answer that a handler returns; nothing where not all of it is seen */
export function returned(value: Code, scope: Scope): Reading[] {
  const bound = value.kind === 'name' ? scope.find(value.name) : undefined;
  const code = bound?.kind === 'map' ? bound.code : value;
  return code.kind === 'map' && code.rest.length === 0 ? [answerOf(code)] : [];
}

function answerOf(code: MapCode): Reading {
  const keys = [...code.entries.map(({ key }) => key), ...code.rest.map(() => '...')];
  const headers = code.entries.flatMap(({ key, value }) =>
    key === 'headers' && value.kind === 'map' ? value.entries.map((one) => one.key) : [],
  );
  return { ...spanOf(code), kind: 'answer', keys, headers };
}

/** @returns what is thrown: `throw new Error("…")`, `raise Exception("…")` */
export function thrown(value: Code, scope: Scope): Reading[] {
  const inside = value.kind === 'call' && value.args[0] ? textOf(value.args[0], scope) : undefined;
  const text = textOf(value, scope) ?? inside;
  return text === undefined ? [] : [{ ...spanOf(value), kind: 'thrown', text }];
}

/** @returns what `callback("…")`, `context.fail("…")` and `Promise.reject(new Error("…"))` throw, and `callback(null, …)` answers */
export function calledBack(code: CallCode, scope: Scope): Reading[] {
  const callee = calleeText(code.callee) ?? '';
  const [first, second] = code.args;
  const isCallback = /^(?:callback|cb|done)$/.test(callee);
  if (!first || !(isCallback || /^(?:reject|context\.fail|Promise\.reject)$/.test(callee))) return [];
  return [...thrown(first, scope), ...(second && isCallback ? returned(second, scope) : [])];
}

function spanOf({ from, to }: Span): Span {
  return { from, to };
}
