import type { createServer, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '../model/index.js';
import type { WireAnswer } from './server-protocol.js';

/** The request id, given to the answer's head the first time it is asked for. */
export function requestIdOf(outgoing: ServerResponse): string {
  const before = outgoing.getHeader('x-amzn-RequestId');
  if (typeof before === 'string') return before;
  const id = crypto.randomUUID();
  outgoing.setHeader('x-amzn-RequestId', id);
  return id;
}

export function send(outgoing: ServerResponse, { status, headers, body }: WireAnswer): void {
  requestIdOf(outgoing);
  const bytes = Buffer.from(body, 'utf8');
  outgoing.writeHead(status, { ...headers, ...(status !== 204 && { 'content-length': bytes.length }) });
  outgoing.end(status === 204 ? undefined : bytes);
}

type HttpServer = ReturnType<typeof createServer>;

interface Place {
  port: number;
  host?: string;
}

/** @throws Failure (`usage`) when the port cannot be had */

export function listen(server: HttpServer, { port, host = '127.0.0.1' }: Place): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'it is in use' : (error.code ?? error.message);
      const message = `Port ${port} of ${host} cannot be had: ${reason}.`;
      reject(new Failure('usage', message, 'Choose another --port; 0 takes a free one.'));
    });
    server.listen(port, host, () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address);
    });
  });
}

/** Calls under way are answered first; connections that clients keep open do not hold it up. */
export async function closed(server: HttpServer, underWay: ReadonlySet<ServerResponse>): Promise<void> {
  const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
  await Promise.all([...underWay].map((outgoing) => new Promise((resolve) => outgoing.once('close', resolve))));
  server.closeAllConnections();
  await stopped;
}
