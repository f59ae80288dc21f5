import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that reached the stub. */
export interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

/** An address that stands for AWS: notes what it gets, and answers what it is told. */
export async function openStub() {
  const received: Received[] = [];
  const stub = {
    received,
    answer: {} as Answer,
    endpoint: '',
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    received.push({ method, url, headers, body: await text(incoming) });
    const { status = 200, headers: answered = {}, body = '' } = stub.answer;
    outgoing.writeHead(status, answered).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stub.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return stub;
}
