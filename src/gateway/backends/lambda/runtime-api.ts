import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LARGEST_RESULT } from './failures.js';

/** What a runtime does over its API, one at a time. */
export interface RuntimeEvents {
  /** It is ready for an event. @returns headers and body of the next one, or undefined when there is one under way already */
  next(): Promise<RuntimeInvocation> | undefined;
  /** It has answered a call; `too-large` in place of more than Lambda hands back. @returns whether that is the call under way */
  answered(requestId: string, result: string | 'too-large'): boolean;
  /** @returns whether that is the call under way */
  failed(requestId: string, report: Report): boolean;
  /** It could not start. */
  initFailed(report: Report): void;
}

export interface RuntimeInvocation {
  headers: Record<string, string>;
  event: string;
}

/** The body of an error report, and the type that its header names. */
export interface Report {
  text: string;
  errorType?: string;
}

/** A Lambda Runtime API on this machine, for one execution environment. */
export interface RuntimeApi {
  /** Host and port, as `AWS_LAMBDA_RUNTIME_API` has them. */
  address: string;
  close(): void;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
export async function serveRuntimeApi(events: RuntimeEvents): Promise<RuntimeApi> {
  const server = createServer((incoming, outgoing) => {
    answer(events, incoming, outgoing).catch(() => outgoing.destroy());
  });
  // A connection lasts as long as the runtime: one that ends while it is reused would fail a call.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `127.0.0.1:${portOf(server.address())}`, close };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const PATH = /^\/2018-06-01\/runtime\/(?:invocation\/(?:(next)|([^/]+)\/(response|error))|(init)\/error)$/;

async function answer(events: RuntimeEvents, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const [, next, requestId, what, init] = PATH.exec(incoming.url ?? '') ?? [];
  if (incoming.method === 'GET' && next !== undefined) return giveNext(events, outgoing);
  if (incoming.method !== 'POST' || (requestId ?? init) === undefined) return refuse(outgoing, 404, 'NotFound');
  const body = await bodyOf(incoming);
  if (requestId === undefined) {
    events.initFailed(reportOf(incoming, body));
    return write(outgoing, 202, accepted);
  }
  const isUnderWay =
    what === 'response' ? events.answered(requestId, body) : events.failed(requestId, reportOf(incoming, body));
  if (!isUnderWay) return refuse(outgoing, 400, 'InvalidRequestID');
  return body === 'too-large' && what === 'response'
    ? refuse(outgoing, 413, 'RequestEntityTooLarge')
    : write(outgoing, 202, accepted);
}

const accepted = { status: 'OK' };

async function giveNext(events: RuntimeEvents, outgoing: ServerResponse): Promise<void> {
  const invocation = await events.next();
  if (invocation === undefined) return refuse(outgoing, 403, 'InvalidStateTransition');
  outgoing.writeHead(200, { 'Content-Type': 'application/json', ...invocation.headers });
  outgoing.end(invocation.event);
}

function reportOf({ headers }: IncomingMessage, text: string): Report {
  const errorType = headers['lambda-runtime-function-error-type'];
  return { text, ...(typeof errorType === 'string' && { errorType }) };
}

/** More than Lambda hands back is read and forgotten, so that the runtime gets to know. */
async function bodyOf(incoming: IncomingMessage): Promise<string | 'too-large'> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += chunk.length;
    if (length <= LARGEST_RESULT) chunks.push(chunk);
  }
  return length > LARGEST_RESULT ? 'too-large' : Buffer.concat(chunks).toString('utf8');
}

function refuse(outgoing: ServerResponse, status: number, errorType: string): void {
  write(outgoing, status, { errorType, errorMessage: `${status} ${errorType}` });
}

function write(outgoing: ServerResponse, status: number, body: object): void {
  outgoing.writeHead(status, { 'Content-Type': 'application/json' });
  outgoing.end(JSON.stringify(body));
}
