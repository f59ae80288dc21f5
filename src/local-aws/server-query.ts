import { isObject, type Json, type JsonObject } from '../model/index.js';
import type { OperationOutcome, Refusal } from './operation.js';
import type { RpcService } from './served-operation.js';
import { refusedBy, type Understanding, type WireAnswer, type WireCall } from './server-protocol.js';

/**
 * The query protocol, in which a form names the operation, and answers are XML: STS, CloudWatch of older clients.
 *
 * @returns a protocol; it has `undefined` for calls of other protocols
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryRpc(services: readonly RpcService[]): (call: WireCall) => Understanding | undefined {
  return ({ method, rawPath, headers, query, body }) => {
    const isForm = method === 'POST' && /^application\/x-www-form-urlencoded\b/.test(headers['content-type'] ?? '');
    const form = isForm ? new URLSearchParams(body) : query;
    const action = form.get('Action');
    if (rawPath !== '/' || action === null) return undefined;
    const version = form.get('Version');
    const service = services.find((one) => one.version !== undefined && one.version === version);
    const write = (outcome: OperationOutcome, requestId: string) =>
      answerOf(outcome, { action, requestId, namespace: service?.xmlNamespace ?? '' });
    const operation = service?.operations.find(({ name }) => name === action);
    if (!operation) return refusedBy(invalidAction(action, version), write);
    return { kind: 'call', call: { operation, input: membersOf(form), answer: write } };
  };
}

function invalidAction(action: string, version: string | null): Refusal {
  const message = `Could not find operation ${action} for version ${version}`;
  return { kind: 'refused', code: 'InvalidAction', status: 400, message };
}

/** `A.member.1.B=c` is `{ A: [{ B: c }] }`. */
function membersOf(form: URLSearchParams): JsonObject {
  const root: JsonObject = {};
  for (const [name, value] of form) {
    if (name !== 'Action' && name !== 'Version') put(root, name.split('.'), value);
  }
  const listed = withLists(root);
  return isObject(listed) ? listed : {};
}

function put(node: JsonObject, [step = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    node[step] = value;
    return;
  }
  const existing = Object.hasOwn(node, step) ? node[step] : undefined;
  const next: JsonObject = isObject(existing) ? existing : {};
  Object.defineProperty(node, step, { value: next, enumerable: true, configurable: true, writable: true });
  put(next, rest, value);
}

function withLists(value: Json): Json {
  if (!isObject(value)) return value;
  const { member } = value;
  if (isObject(member) && Object.keys(value).length === 1)
    return Object.values(member).map((item) => withLists(item ?? null));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withLists(item ?? null)]));
}

interface Envelope {
  action: string;
  requestId: string;
  namespace: string;
}

function answerOf(outcome: OperationOutcome, { action, requestId, namespace }: Envelope): WireAnswer {
  const headers = { 'content-type': 'text/xml' };
  switch (outcome.kind) {
    case 'document':
      return { status: 200, headers, body: outcome.text };
    case 'done': {
      const metadata = { ResponseMetadata: { RequestId: requestId } };
      const content = xmlOf({ [`${action}Result`]: outcome.answer, ...metadata });
      return { status: 200, headers, body: `<${action}Response xmlns="${namespace}">${content}</${action}Response>` };
    }
    case 'refused': {
      const error = { Type: 'Sender', Code: outcome.code, Message: outcome.message };
      const content = xmlOf({ Error: error, RequestId: requestId });
      return {
        status: outcome.status,
        headers,
        body: `<ErrorResponse xmlns="${namespace}">${content}</ErrorResponse>`,
      };
    }
  }
}

function xmlOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item) => `<member>${xmlOf(item)}</member>`).join('');
  if (!isObject(value)) return escaped(String(value));
  return Object.entries(value)
    .map(([name, item]) => `<${name}>${xmlOf(item)}</${name}>`)
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
