import { isObject, type Json, type JsonObject, jsonOf } from '../model/index.js';
import type { OperationOutcome, Refusal } from './operation.js';
import type { ServedOperation, ServiceName } from './served-operation.js';
import { refusedBy, type Understanding, type WireAnswer, type WireCall } from './server-protocol.js';
import { RouteTable } from './server-routes.js';

/**
 * The protocol of API Gateway and Lambda: an operation is a verb and a path.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export function restJson(operations: readonly ServedOperation[]): (call: WireCall) => Understanding {
  const table = new RouteTable(operations);
  return (call) => {
    const found = table.find(call);
    if (!found) return { kind: 'refused', answer: () => unknownOperation };
    const { operation, labels } = found;
    const body = bodyMembers(operation, call.body);
    if (body === undefined) return refusedBy(malformed, (refusal) => refusalOf(operation.service, refusal));
    const input = { ...body, ...queryMembers(operation, call.query), ...headerMembers(operation, call), ...labels };
    return { kind: 'call', call: { operation, input, answer: (outcome) => answerOf(operation, outcome) } };
  };
}

/** What Amazon's services answer to a path that they do not have (C). */
const unknownOperation: WireAnswer = {
  status: 404,
  headers: { 'content-type': 'application/json', 'x-amzn-ErrorType': 'UnknownOperationException' },
  body: '{"Output":{"__type":"com.amazon.coral.service#UnknownOperationException"},"Version":"1.0"}',
};

const malformed: Refusal = {
  ...{ kind: 'refused', code: 'SerializationException', status: 400 },
  message: 'The body of the call is no JSON object.',
};

/** @returns the members of the body by their own names; `undefined` where it is none that could be read */
function bodyMembers({ body: member, bodyNames = {} }: ServedOperation, text: string): JsonObject | undefined {
  if (member !== undefined) return { [member]: text };
  if (text.trim() === '') return {};
  const value = jsonOf(text);
  if (!isObject(value)) return undefined;
  const own = new Map(Object.entries(bodyNames).map(([name, written]) => [written, name]));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [own.get(name) ?? name, item]));
}

/** A name that stands several times is a list. */
function queryMembers({ query = {} }: ServedOperation, given: URLSearchParams): JsonObject {
  return Object.fromEntries(
    Object.entries(query).flatMap(([member, name]): [string, Json][] => {
      const [first, ...others] = given.getAll(name);
      if (first === undefined) return [];
      return [[member, others.length === 0 ? first : [first, ...others]]];
    }),
  );
}

function headerMembers({ headers = {} }: ServedOperation, call: WireCall): JsonObject {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([member, name]) => {
      const value = call.headers[name.toLowerCase()];
      return value === undefined ? [] : [[member, String(value)]];
    }),
  );
}

function answerOf({ status, service }: ServedOperation, outcome: OperationOutcome): WireAnswer {
  switch (outcome.kind) {
    case 'refused':
      return refusalOf(service, outcome);
    case 'document':
      return { status, headers: { 'content-type': outcome.contentType, ...outcome.headers }, body: outcome.text };
    case 'done': {
      const isEmpty = (status === 204 || status === 202) && Object.keys(outcome.answer).length === 0;
      const headers: Record<string, string> = status === 204 ? {} : { 'content-type': 'application/json' };
      return { status, headers, body: isEmpty ? '' : JSON.stringify(outcome.answer) };
    }
  }
}

/** Lambda's errors look otherwise than those of API Gateway. */
function refusalOf(service: ServiceName, { code, status, message }: Refusal): WireAnswer {
  const body = service === 'lambda' ? { Type: 'User', Message: message } : { message };
  const headers = { 'content-type': 'application/json', 'x-amzn-ErrorType': code };
  return { status, headers, body: JSON.stringify(body) };
}
