import { isObject, jsonOf } from '../model/index.js';
import type { OperationOutcome, Refusal } from './operation.js';
import type { RpcService } from './served-operation.js';
import { refusedBy, type Understanding, type WireAnswer, type WireCall } from './server-protocol.js';

/**
 * The JSON protocols, in which a header names the operation: Cognito, CloudWatch.
 *
 * @returns a protocol; it has `undefined` for calls of other protocols
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function jsonRpc(services: readonly RpcService[]): (call: WireCall) => Understanding | undefined {
  return ({ headers, body }) => {
    const target = headers['x-amz-target'];
    if (typeof target !== 'string') return undefined;
    const contentType = headers['content-type'] ?? 'application/x-amz-json-1.0';
    const write = (outcome: OperationOutcome) => answerOf(outcome, contentType);
    const [prefix, name] = target.split('.');
    const service = services.find((one) => one.target === prefix);
    const operation = service?.operations.find((one) => one.name === name);
    const input = body.trim() === '' ? {} : jsonOf(body);
    if (!operation) return refusedBy(unknownOperation, write);
    if (!isObject(input)) return refusedBy(malformed, write);
    return { kind: 'call', call: { operation, input, answer: write } };
  };
}

const unknownOperation: Refusal = { kind: 'refused', code: 'UnknownOperationException', status: 400, message: '' };
const malformed: Refusal = {
  ...unknownOperation,
  code: 'SerializationException',
  message: 'The body is no JSON object.',
};

/** Errors have the status 400, whatever they would have in a REST protocol. */
function answerOf(outcome: OperationOutcome, contentType: string): WireAnswer {
  const headers = { 'content-type': contentType };
  switch (outcome.kind) {
    case 'done':
      return { status: 200, headers, body: JSON.stringify(outcome.answer) };
    case 'document':
      return { status: 200, headers, body: outcome.text };
    case 'refused': {
      const { code, message } = outcome;
      const body = { __type: code, ...(message !== '' && { message }) };
      return { status: 400, headers: { ...headers, 'x-amzn-ErrorType': code }, body: JSON.stringify(body) };
    }
  }
}
