import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { liveGateway } from '../../../src/gateway/backends/live.js';
import { openUpstream, type Upstream } from '../../../src/gateway/backends/upstream.js';
import type { GatewayRequest } from '../../../src/gateway/gateway.js';
import { Failure } from '../../../src/model/index.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function served(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  // A server that listens on a port has such an address.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function upstream(): Upstream {
  const opened = openUpstream();
  closing.unshift(() => opened.close());
  return opened;
}

const request: GatewayRequest = {
  method: 'GET',
  rawPath: '/a%20b',
  rawQuery: 'x=1&x=2',
  headers: [
    ['Host', 'api.example.com'],
    ['X-One', '1'],
  ],
  sourceIp: '192.0.2.1',
};

const gatewayAt = (url: string, timeoutInMillis = 5000) =>
  liveGateway({ kind: 'rest', url, timeoutInMillis }, upstream());
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a live API', () => {
  it('is sent path, query and headers as they are, below the stage, and its own host', async () => {
    const seen: unknown[] = [];
    const url = await served(({ url: target, headers }, answer) => {
      seen.push(target, headers['x-one'], headers.host);
      answer.writeHead(201, { 'X-Two': '2' }).end('done');
    });
    const { response, route, calls } = await gatewayAt(`${url}/prod`).handle(request);
    expect(seen).toEqual(['/prod/a%20b?x=1&x=2', '1', new URL(url).host]);
    expect([response.status, new TextDecoder().decode(response.body), route, calls]).toEqual([
      201,
      'done',
      undefined,
      [],
    ]);
    expect(response.headers.map(([name]) => name.toLowerCase())).not.toContain('keep-alive');
  });

  it('is not followed where it leads elsewhere', async () => {
    const url = await served((_, answer) => answer.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
    expect((await gatewayAt(url).handle(request)).response.status).toBe(302);
  });

  it('that does not answer in time is told as that, and nobody waits', async () => {
    const url = await served(() => {});
    const { unsupported } = await gatewayAt(url, 50).handle(request);
    expect(unsupported).toEqual(['no answer within 0.05 seconds']);
  });

  it('that nobody serves is a failure of the network, with its address', async () => {
    const url = await served(() => {});
    await closing.pop()?.();
    const failure = await failureOf(gatewayAt(url).handle(request));
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({
      kind: 'aws',
      message: `The REST API cannot be called at ${url}: nothing listens there.`,
    });
  });

  it('is tried once more where a connection breaks, but not with what changes something', async () => {
    let count = 0;
    const url = await served(({ socket }, answer) => {
      count += 1;
      if (count % 2 === 1) socket.destroy();
      else answer.end('second');
    });
    const { response } = await gatewayAt(url).handle(request);
    expect(new TextDecoder().decode(response.body)).toBe('second');
    expect(await failureOf(gatewayAt(url).handle({ ...request, method: 'POST' }))).toBeInstanceOf(Failure);
    expect(count).toBe(3);
  });
});
