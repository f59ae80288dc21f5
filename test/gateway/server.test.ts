import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { Exchange, Gateway, GatewayRequest, GatewayResponse } from '../../src/gateway/gateway.js';
import { type ServeOptions, type Server, serve } from '../../src/gateway/server.js';
import { Failure } from '../../src/model/index.js';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

type Reply = (request: GatewayRequest) => Promise<GatewayResponse> | GatewayResponse;
const ok: GatewayResponse = { status: 200, headers: [], body: Buffer.from('ok') };

/** Serves a gateway that keeps what it got and answers with `reply`. */
async function start(reply: Reply = () => ok, options: Partial<ServeOptions> = {}, kind: Gateway['kind'] = 'http') {
  const got: GatewayRequest[] = [];
  const handle = async (request: GatewayRequest): Promise<Exchange> => {
    got.push(request);
    return { request, authorization: { kind: 'open' }, calls: [], response: await reply(request), unsupported: [] };
  };
  const server = await serve({ kind, handle }, { port: 0, ...options });
  servers.push(server);
  return { got, server, port: server.port, url: `http://127.0.0.1:${server.port}` };
}

/** Sends bytes and reads all that comes until the server hangs up. */
function raw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(bytes);
  return text(socket);
}

describe('what reaches the gateway', () => {
  it('is what the client sent: letter case, order, repetition, encoding', async () => {
    const { got, port } = await start();
    await raw(
      port,
      'PoST /A%20b//c/?x=%41&x=+&y HTTP/1.1\r\nHost: Api.Example\r\nX-B: 1\r\nx-a: 2\r\nX-b: 3\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi'.replace(
        'PoST',
        'POST',
      ),
    );
    expect(got).toEqual([
      {
        method: 'POST',
        rawPath: '/A%20b//c/',
        rawQuery: 'x=%41&x=+&y',
        headers: [
          ['Host', 'Api.Example'],
          ['X-B', '1'],
          ['x-a', '2'],
          ['X-b', '3'],
          ['Content-Length', '2'],
          ['Connection', 'close'],
        ],
        body: Buffer.from('hi'),
        sourceIp: '127.0.0.1',
      },
    ]);
  });

  it('has no body when there is none', async () => {
    const { got, url } = await start();
    await fetch(url, { method: 'POST' });
    expect(got[0]).not.toHaveProperty('body');
  });

  it('takes a whole URL as target', async () => {
    const { got, port } = await start();
    await raw(port, 'GET http://api.example/a?b HTTP/1.1\r\nHost: api.example\r\nConnection: close\r\n\r\n');
    expect(got[0]).toMatchObject({ rawPath: '/a', rawQuery: 'b' });
  });
});

describe('what reaches the client', () => {
  it('is status, repeated headers and bytes', async () => {
    const { url } = await start(() => ({
      status: 418,
      headers: [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['x-text', 'λ'],
      ],
      body: Buffer.from([0, 255]),
    }));
    const response = await fetch(url);
    expect(response.status).toBe(418);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(Buffer.from(response.headers.get('x-text') ?? '', 'latin1').toString('utf8')).toBe('λ');
    expect(response.headers.get('content-length')).toBe('2');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0, 255]));
  });

  it('is no second answer that a header smuggles in, and no header that HTTP cannot carry', async () => {
    const { url } = await start(() => ({
      ...ok,
      headers: [
        ['x-a', 'b\r\nx-evil: 1'],
        ['bad name', '1'],
      ],
    }));
    const response = await fetch(url);
    expect([response.headers.get('x-a'), response.headers.get('x-evil')]).toEqual(['b x-evil: 1', null]);
  });

  it('has the length of its body, whatever the answer says, and nothing about the connection', async () => {
    const { url } = await start(() => ({
      ...ok,
      headers: [
        ['Content-Length', '9'],
        ['content-length', '1'],
        ['Trailer', 'x-a'],
        ['Transfer-Encoding', 'chunked'],
      ],
    }));
    const response = await fetch(url);
    expect([response.headers.get('content-length'), await response.text()]).toEqual(['2', 'ok']);
    expect([response.headers.get('trailer'), response.headers.get('transfer-encoding')]).toEqual([null, null]);
  });

  it('is an end, even when the answer only says to continue', async () => {
    const { url } = await start(() => ({ ...ok, status: 100 }));
    expect((await fetch(url)).status).toBe(500);
  });

  it('says to HEAD how long the backend says the body is', async () => {
    const { url } = await start(() => ({ ...ok, headers: [['Content-Length', '9']], body: new Uint8Array() }));
    expect((await fetch(url, { method: 'HEAD' })).headers.get('content-length')).toBe('9');
  });

  it.each([204, 304])('is no body with %i', async (status) => {
    const { url } = await start(() => ({ ...ok, status }));
    expect(await (await fetch(url)).text()).toBe('');
  });

  it('is no body for HEAD, but its length', async () => {
    const { url } = await start();
    const response = await fetch(url, { method: 'HEAD' });
    expect([response.headers.get('content-length'), await response.text()]).toEqual(['2', '']);
  });
});

describe('a stage', () => {
  it.each([
    ['/prod/pets', '/pets'],
    ['/prod', '/'],
    ['/prod/', '/'],
    ['//prod/pets', '/pets'],
    ['/prod//pets', '//pets'],
    ['/prod/prod', '/prod'],
  ])('is taken off %s: %s', async (path, rawPath) => {
    const { got, url } = await start(undefined, { stagePrefix: 'prod' }, 'rest');
    await fetch(`${url}${path}`);
    expect(got.map((request) => request.rawPath)).toEqual([rawPath]);
  });

  it.each([
    ['rest' as const, '/dev/pets', 403, '{"message":"Forbidden"}'],
    ['rest' as const, '/production/pets', 403, '{"message":"Forbidden"}'],
    ['rest' as const, '/', 403, '{"message":"Forbidden"}'],
    ['http' as const, '/dev/pets', 404, '{"message":"Not Found"}'],
  ])('of a %s API that is not there: %s', async (kind, path, status, body) => {
    const exchanges: Exchange[] = [];
    const onExchange = (exchange: Exchange) => exchanges.push(exchange);
    const { got, url } = await start(undefined, { stagePrefix: 'prod', onExchange }, kind);
    const response = await fetch(`${url}${path}`);
    expect([response.status, await response.text()]).toEqual([status, body]);
    expect(got).toEqual([]);
    expect(exchanges).toHaveLength(1);
  });
});

describe('input that no gateway should see', () => {
  it.each([
    ['that is not HTTP', 'nonsense\r\n\r\n', 400],
    ['with a broken header', 'GET / HTTP/1.1\r\nbad header\r\n\r\n', 400],
    ['for everything', 'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 400],
    ['with a null byte in the path', 'GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    ['with a null byte in a header', 'GET / HTTP/1.1\r\nHost: a\r\nX-A: a\0b\r\n\r\n', 400],
    ['without a host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['with two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc', 400],
    [
      'with the same length twice',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab',
      400,
    ],
    [
      'with a length, but in chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['that asks for a tunnel', 'CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n', 400],
    ['with more headers than anybody takes', `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(70_000)}\r\n\r\n`, 431],
  ])('%s is refused, and the server goes on', async (_, bytes, status) => {
    const { got, port, url } = await start();
    expect(await raw(port, bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(got).toEqual([]);
    expect((await fetch(url)).status).toBe(200);
  });

  it.each([
    ['rest' as const, 'HTTP content length exceeded 10485760 bytes.'],
    ['http' as const, '{"message":"Request Entity Too Large"}'],
  ])('takes 10 MB for a %s API, and refuses more without reading on', async (kind, told) => {
    const exchanges: Exchange[] = [];
    const { got, url } = await start(undefined, { onExchange: (exchange) => exchanges.push(exchange) }, kind);
    const megabytes = (count: number) => ({ method: 'POST', body: Buffer.alloc(count * 1024 * 1024) });
    expect((await fetch(url, megabytes(10))).status).toBe(200);
    const { port } = new URL(url);
    const answer = await new Promise((resolve) => {
      const outgoing = httpRequest({ port, method: 'POST' }, async (incoming) =>
        resolve([incoming.statusCode, await text(incoming)]),
      );
      outgoing.on('error', () => {});
      outgoing.write(Buffer.alloc(10 * 1024 * 1024));
      outgoing.write('x');
    });
    expect(answer).toEqual([413, told]);
    expect(exchanges.map(({ response }) => response.status)).toEqual([200, 413]);
    expect(got).toHaveLength(1);
    expect((await fetch(url)).status).toBe(200);
  });

  it('forgets a client that leaves in the middle', async () => {
    const { got, port, url } = await start();
    const socket = connect(port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await fetch(url)).status).toBe(200);
    expect(got).toHaveLength(1);
  });
});

describe('a gateway that fails', () => {
  it('gives a 500, tells the owner and not the client, and goes on', async () => {
    const failures: unknown[] = [];
    let calls = 0;
    const reply = () => {
      if (calls++ === 0) throw new Error('secret');
      return ok;
    };
    const { url } = await start(reply, { onFailure: (error) => failures.push(error) });
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(failures).toEqual([new Error('secret')]);
    expect((await fetch(url)).status).toBe(200);
  });
});

describe('closing', () => {
  it('answers what is under way, takes nothing new, and does not wait for idle connections', async () => {
    let release: (value: GatewayResponse) => void = () => {};
    const { server, url, port, got } = await start(() => new Promise((resolve) => (release = resolve)));
    const idle = connect(port, '127.0.0.1');
    const pending = fetch(url);
    while (got.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const closing = server.close();
    await expect(fetch(url)).rejects.toThrow();
    release(ok);
    expect(await (await pending).text()).toBe('ok');
    await closing;
    servers.length = 0;
    idle.destroy();
  });
});

it('says when a port is in use', async () => {
  const { port } = await start();
  const second = start(undefined, { port });
  await expect(second).rejects.toThrow(Failure);
  await expect(second).rejects.toThrow(`Port ${port} of 127.0.0.1 cannot be had: it is in use.`);
});
