import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Exchange, Gateway, GatewayRequest, GatewayResponse } from './gateway.js';
import { refusal, refusedExchange } from './refusals.js';
import { cannotListen } from './server-address.js';
import { type Lane, openLane, type WholeAnswer } from './server-lane.js';
import { serverLimits } from './server-limits.js';
import { readRequest, splitStage } from './server-request.js';
import { writeResponse } from './server-response.js';
import { afterAnswers } from './server-turns.js';

export interface ServeOptions {
  /** 0 takes any free port. */
  port: number;
  /** Default: this machine only. */
  host?: string;
  /** First path segment that names the stage, without slash; requests to any other are refused. */
  stagePrefix?: string;
  /** How long a client may take to send line and headers; five times that for the whole request. Default: a minute. */
  patienceInMillis?: number;
  /** Sees requests to paths that begin so first, by their head alone, and answers those that are not for the API. */
  aside?: Aside;
  /** Called after each answer, with how long it took. */
  onExchange?(exchange: Exchange, millis: number): void;
  /** Called when the gateway itself failed; the client has got a 500. Default: the error is thrown on and ends the process. */
  onFailure?(error: unknown): void;
}

/** Who answers in place of the API. */
export interface Aside {
  below: string;
  /** @returns whether it answers */
  takes(incoming: IncomingMessage, outgoing: ServerResponse): boolean;
}

export interface Server {
  port: number;
  /** Takes no more requests, waits for those under way. */
  close(): Promise<void>;
}

/**
 * Puts a gateway on a real HTTP port. Header names, their order and letter case, path and query reach it as the client
 * sent them.
 *
 * @throws Failure (`usage`) when the port cannot be had
 */
export async function serve(gateway: Gateway, options: ServeOptions): Promise<Server> {
  const underWay = new Set<ServerResponse>();
  const aside = options.aside?.below ?? '/';
  const server = createServer(serverLimits(options.patienceInMillis), (incoming, outgoing) => {
    if (incoming.url?.startsWith(aside) && options.aside?.takes(incoming, outgoing)) return;
    underWay.add(outgoing);
    // A client with more to ask would hold up the end.
    if (!server.listening) outgoing.setHeader('connection', 'close');
    outgoing.once('close', () => underWay.delete(outgoing));
    answer(gateway, options, incoming, outgoing).catch((error: unknown) => {
      if (outgoing.headersSent) outgoing.destroy();
      else writeResponse(outgoing, refusal(500, 'Internal Server Error'));
      if (!options.onFailure) throw error;
      options.onFailure(error);
    });
  });
  server.maxHeadersCount = 0;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) =>
    afterAnswers(underWay, socket, () => refuse(socket, statusLines[error.code ?? ''])),
  );
  // CONNECT asks a proxy for a tunnel, and this is none.
  server.on('connect', (_request, socket) => refuse(socket));
  const lane = openLane(server, {
    answer: (request) => answerWhole(gateway, options, request),
    isAside: (rawPath) => options.aside !== undefined && rawPath.startsWith(aside),
  });
  const { port } = await listen(server, options);
  return { port, close: () => drained(server, underWay, lane) };
}

/** The same for a request that came in one piece, see `server-lane.ts`. */
async function answerWhole(gateway: Gateway, options: ServeOptions, request: GatewayRequest): Promise<WholeAnswer> {
  const start = performance.now();
  try {
    const exchange = await exchangeOf(gateway, request, options.stagePrefix);
    return { response: exchange.response, after: () => options.onExchange?.(exchange, performance.now() - start) };
  } catch (error) {
    const after = () => {
      if (!options.onFailure) throw error;
      options.onFailure(error);
    };
    return { response: refusal(500, 'Internal Server Error'), after };
  }
}

async function answer(
  gateway: Gateway,
  options: ServeOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const start = performance.now();
  const read = await readRequest(incoming, gateway.kind);
  if (read === 'gone') return;
  const { request, refused } = read;
  // What is left of the request is not read: the connection is of no more use.
  if (refused) outgoing.setHeader('connection', 'close');
  const exchange = refused
    ? refusedExchange(request, refused)
    : await exchangeOf(gateway, request, options.stagePrefix);
  writeResponse(outgoing, exchange.response);
  options.onExchange?.(exchange, performance.now() - start);
}

function exchangeOf(
  gateway: Gateway,
  request: GatewayRequest,
  stage: string | undefined,
): Promise<Exchange> | Exchange {
  const rawPath = stage === undefined ? request.rawPath : splitStage(request.rawPath, stage);
  if (rawPath !== undefined) return gateway.handle({ ...request, rawPath });
  return refusedExchange(request, noStage(gateway));
}

/** REST: a 403 is expected, its body is not known (RT-ROUTE-STAGE-UNKNOWN, U); HTTP: 404. */
function noStage({ kind }: Gateway): GatewayResponse {
  switch (kind) {
    case 'rest':
      return refusal(403, 'Forbidden', [['x-amzn-ErrorType', 'ForbiddenException']]);
    case 'http':
      return refusal(404, 'Not Found');
  }
}

/** Answers to what is no request that could be read; the parser's codes: https://nodejs.org/api/http.html#event-clienterror */
const statusLines: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

function refuse(socket: Duplex, statusLine = '400 Bad Request'): void {
  // A client that is gone already needs no answer, and the server no longer listens for its errors.
  socket.once('error', () => socket.destroy());
  if (socket.writable) socket.end(`HTTP/1.1 ${statusLine}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

type HttpServer = ReturnType<typeof createServer>;

function listen(server: HttpServer, { port, host = '127.0.0.1' }: ServeOptions): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, { host, port })));
    server.listen(port, host, () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address);
    });
  });
}

/** Open connections without a request, as browsers keep them, do not hold it up. */
async function drained(server: HttpServer, underWay: ReadonlySet<ServerResponse>, lane: Lane): Promise<void> {
  const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
  const left = lane.drained();
  for (const outgoing of underWay) if (!outgoing.headersSent) outgoing.setHeader('connection', 'close');
  while (underWay.size > 0) {
    await Promise.all([...underWay].map((outgoing) => new Promise((resolve) => outgoing.once('close', resolve))));
  }
  await left;
  server.closeAllConnections();
  await stopped;
}
