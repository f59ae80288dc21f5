import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { serverLimits } from '../gateway/server-limits.js';
import type { Invoking } from './invoke/invoking.js';
import type { OperationOutcome, Refusal } from './operation.js';
import type { RpcService, ServedOperation } from './served-operation.js';
import { bodyOf } from './server-body.js';
import { type AwsCall, type Faults, faultRefusal } from './server-faults.js';
import { jsonRpc } from './server-json-rpc.js';
import type { UnderstoodCall, WireAnswer, WireCall } from './server-protocol.js';
import { queryRpc } from './server-query.js';
import { restJson } from './server-rest-json.js';
import { closed, listen, requestIdOf, send } from './server-socket.js';
import type { World } from './world.js';

export interface ServeAwsOptions {
  /** 0 takes any free port. */
  port: number;
  /** Default: this machine only. */
  host?: string;
  world: World;
  /** Of API Gateway v1 and v2, and of Lambda. */
  operations: readonly ServedOperation[];
  /** STS, Cognito, CloudWatch. */
  rpc?: readonly RpcService[];
  /** Refuse calls without a signature, as AWS does. Signatures themselves are never checked. */
  requireSignature?: boolean;
  /** What is to go wrong, for tests. */
  faults?: Faults;
  /** Told of each call before it is run. */
  onCall?(call: AwsCall): void;
  /** Told of each call when it is answered, but for those that a fault cut off. */
  onAnswered?(call: AnsweredCall): void;
  /** Keeps the account where a call may have changed it; the client is answered when that is done. */
  keep?(): Promise<void>;
  /** Calls of the APIs themselves; without it all calls are for the control planes. */
  invoking?: Invoking;
  /** Called when the endpoint itself failed; the client has got a 500. Default: the error is thrown on and ends the process. */
  onFailure?(error: unknown): void;
}

/** What came of a call. */
export interface AnsweredCall {
  /** As on the wire, without the query. */
  path: string;
  verb: string;
  /** Absent where no service has such an operation. */
  operation?: ServedOperation;
  status: number;
  /** Code and message of an error. */
  refusal?: Pick<Refusal, 'code' | 'message'>;
  millis: number;
}

export interface AwsServer {
  /** For `endpoint` of clients: `http://127.0.0.1:4566`. */
  url: string;
  close(): Promise<void>;
}

/**
 * Serves AWS's control planes on one port, in their own wire formats.
 *
 * @throws Failure (`usage`) when the port cannot be had
 */
export async function serveAws(options: ServeAwsOptions): Promise<AwsServer> {
  const answer = answerer(options);
  const underWay = new Set<ServerResponse>();
  const server = createServer(serverLimits(), (incoming, outgoing) => {
    underWay.add(outgoing);
    // A client with more to ask would hold up the end.
    if (!server.listening) outgoing.setHeader('connection', 'close');
    outgoing.once('close', () => underWay.delete(outgoing));
    const answered = options.invoking?.answer(incoming, outgoing) ?? answer(incoming, outgoing);
    answered.catch((error: unknown) => {
      if (outgoing.headersSent) outgoing.destroy();
      else send(outgoing, { status: 500, headers: {}, body: '{"message":"Internal server error"}' });
      if (!options.onFailure) throw error;
      options.onFailure(error);
    });
  });
  server.maxHeadersCount = 0;
  const { port, address } = await listen(server, options);
  return {
    url: `http://${address.includes(':') ? `[${address}]` : address}:${port}`,
    close: () => closed(server, underWay),
  };
}

function answerer(options: ServeAwsOptions) {
  const { rpc = [], operations } = options;
  const [fromHeader, fromForm, fromPath] = [jsonRpc(rpc), queryRpc(rpc), restJson(operations)];
  let number = 0;
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const start = performance.now();
    const body = await bodyOf(incoming);
    if (body === 'gone') return;
    if (body === 'too-long') return send(outgoing, tooLong);
    const call = wireCallOf(incoming, body.text);
    const wire = { outgoing, start, path: call.rawPath, verb: call.method };
    if (options.requireSignature && !isSigned(call)) return finish(options, wire, { answer: missingToken });
    const understood = fromHeader(call) ?? fromForm(call) ?? fromPath(call);
    if (understood.kind === 'refused') {
      return finish(options, wire, { answer: understood.answer(requestIdOf(outgoing)) });
    }
    number++;
    await run(options, understood.call, { ...wire, number });
  };
}

interface Wire {
  outgoing: ServerResponse;
  path: string;
  verb: string;
  /** When the call began, in milliseconds. */
  start: number;
}

async function run(
  options: ServeAwsOptions,
  { operation, input, answer }: UnderstoodCall,
  { number, ...wire }: Wire & { number: number },
): Promise<void> {
  const { world, faults, onCall } = options;
  const { outgoing, path: rawPath } = wire;
  const call: AwsCall = { name: operation.name, number };
  onCall?.(call);
  const fault = faults?.(call);
  if (fault === 'drop-before') return drop(outgoing);
  const refusal =
    fault === 'throttle' || fault === 'deny' ? faultRefusal(fault, { operation, rawPath, world }) : undefined;
  const outcome = refusal ?? (await operation.run(input, world));
  if (operation.verb !== 'GET' && outcome.kind !== 'refused') await options.keep?.();
  if (fault === 'drop-after') return drop(outgoing);
  finish(options, wire, { operation, outcome, answer: answer(outcome, requestIdOf(outgoing)) });
}

interface Finished {
  operation?: ServedOperation;
  outcome?: OperationOutcome;
  answer: WireAnswer;
}

function finish(
  { onAnswered }: ServeAwsOptions,
  { outgoing, start, path, verb }: Wire,
  { operation, outcome, answer }: Finished,
) {
  send(outgoing, answer);
  onAnswered?.({
    ...{ path, verb, status: answer.status, millis: performance.now() - start },
    ...(operation && { operation }),
    ...(outcome?.kind === 'refused' && { refusal: outcome }),
  });
}

function drop(outgoing: ServerResponse): void {
  outgoing.destroy();
}

function wireCallOf({ method = 'GET', url = '/', headers }: IncomingMessage, body: string): WireCall {
  const start = url.indexOf('?');
  const rawPath = start < 0 ? url : url.slice(0, start);
  return { method, rawPath, query: new URLSearchParams(start < 0 ? '' : url.slice(start + 1)), headers, body };
}

function isSigned({ headers, query }: WireCall): boolean {
  return /^AWS4-/.test(headers.authorization ?? '') || query.has('X-Amz-Signature');
}

/** AWS's answer to a call without a signature (C). */
const missingToken: WireAnswer = {
  status: 403,
  headers: { 'content-type': 'application/json', 'x-amzn-ErrorType': 'MissingAuthenticationTokenException' },
  body: '{"message":"Missing Authentication Token"}',
};

const tooLong: WireAnswer = {
  status: 413,
  headers: {
    'content-type': 'application/json',
    'x-amzn-ErrorType': 'RequestEntityTooLargeException',
    connection: 'close',
  },
  body: '{"message":"Request Too Long"}',
};
