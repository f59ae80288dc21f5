import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '../model/index.js';
import type { Exchange, Gateway, GatewayRequest, GatewayResponse } from './gateway.js';
import { readRequest, splitStage } from './server-request.js';
import { refusal, writeResponse } from './server-response.js';

export interface ServeOptions {
  /** 0 takes any free port. */
  port: number;
  /** Default: this machine only. */
  host?: string;
  /** First path segment that names the stage, without slash; requests to any other are refused. */
  stagePrefix?: string;
  /** Called after each answer, with how long it took. */
  onExchange?(exchange: Exchange, millis: number): void;
  /** Called when the gateway itself failed; the client has got a 500. Default: the error is thrown on and ends the process. */
  onFailure?(error: unknown): void;
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
  const server = createServer((incoming, outgoing) => {
    underWay.add(outgoing);
    outgoing.once('close', () => underWay.delete(outgoing));
    answer(gateway, options, incoming, outgoing).catch((error: unknown) => {
      if (outgoing.headersSent) outgoing.destroy();
      else writeResponse(outgoing, refusal(500, 'Internal Server Error'));
      if (!options.onFailure) throw error;
      options.onFailure(error);
    });
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  const { port } = await listen(server, options);
  return { port, close: () => drained(server, underWay) };
}

async function answer(
  gateway: Gateway,
  options: ServeOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const start = performance.now();
  const request = await readRequest(incoming);
  if (request === 'gone') return;
  if ('status' in request) {
    outgoing.setHeader('connection', 'close');
    writeResponse(outgoing, request);
    return;
  }
  const exchange = await exchangeOf(gateway, request, options.stagePrefix);
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
  return { request, authorization: { kind: 'open' }, calls: [], response: noStage(gateway), unsupported: [] };
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

type HttpServer = ReturnType<typeof createServer>;

function listen(server: HttpServer, { port, host = '127.0.0.1' }: ServeOptions): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'it is in use' : (error.code ?? error.message);
      reject(
        new Failure(
          'usage',
          `Port ${port} of ${host} cannot be had: ${reason}.`,
          'Choose another --port; 0 takes a free one.',
        ),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address);
    });
  });
}

/** Open connections without a request, as browsers keep them, do not hold it up. */
async function drained(server: HttpServer, underWay: ReadonlySet<ServerResponse>): Promise<void> {
  const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
  await Promise.all([...underWay].map((outgoing) => new Promise((resolve) => outgoing.once('close', resolve))));
  server.closeAllConnections();
  await stopped;
}
