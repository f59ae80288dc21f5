import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayRequest, GatewayResponse } from '../../src/gateway/gateway.js';
import { type Server, serve } from '../../src/gateway/server.js';
import { readWhole } from '../../src/gateway/server-whole.js';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A server that answers with what it was asked. */
async function start(respond?: (request: GatewayRequest) => Promise<GatewayResponse>) {
  const got: GatewayRequest[] = [];
  const echo = async (request: GatewayRequest): Promise<GatewayResponse> => ({
    status: 200,
    headers: [['X-Path', request.rawPath]],
    body: request.body ?? Buffer.from(request.rawQuery),
  });
  const handle = async (request: GatewayRequest) => {
    got.push(request);
    const response = await (respond ?? echo)(request);
    return { request, authorization: { kind: 'open' as const }, calls: [], response, unsupported: [] };
  };
  const server = await serve({ kind: 'http', handle }, { port: 0, onFailure: () => undefined });
  servers.push(server);
  return { port: server.port, got };
}

/** What comes back, up to the end of the connection: the client has nothing more to say once it has heard something. */
async function answered(port: number, pieces: readonly Buffer[]): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  const answer = text(socket);
  const heard = new Promise((resolve) => {
    socket.once('data', resolve);
    socket.once('end', resolve);
  });
  for (const piece of pieces) {
    socket.write(piece);
    if (pieces.length > 1) await setTimeout(4);
  }
  await heard;
  socket.end();
  return (await answer).replace(/^date: .*\r\n/gim, '');
}

const bytes = (...lines: string[]) => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');

describe('a request in one piece', () => {
  it.each<[string, Buffer, object | undefined]>([
    ['without a body', bytes('GET /a/%2F?x=1&x= HTTP/1.1', 'Host: a'), { rawPath: '/a/%2F', rawQuery: 'x=1&x=' }],
    [
      'with its whole body',
      Buffer.concat([bytes('POST / HTTP/1.1', 'host: a', 'content-length: 2'), Buffer.from('hi')]),
      { body: Buffer.from('hi') },
    ],
    ['with blanks around a value', bytes('GET / HTTP/1.1', 'Host: \t a b\t'), { headers: [['Host', 'a b']] }],
    [
      'with a value of bytes',
      bytes('GET / HTTP/1.1', 'Host: a', 'X-A: \xe9\xff'),
      {
        headers: [
          ['Host', 'a'],
          ['X-A', '\xe9\xff'],
        ],
      },
    ],
    [
      'that keeps the connection, as most do',
      bytes('GET / HTTP/1.1', 'Host: a', 'Connection: Keep-Alive'),
      { method: 'GET' },
    ],
    [
      'with half of its body',
      Buffer.concat([bytes('POST / HTTP/1.1', 'Host: a', 'Content-Length: 9'), Buffer.from('half')]),
      undefined,
    ],
    ['with more behind it', Buffer.concat([bytes('GET / HTTP/1.1', 'Host: a'), Buffer.from('GET')]), undefined],
    ['with a body in chunks', bytes('POST / HTTP/1.1', 'Host: a', 'Transfer-Encoding: chunked'), undefined],
    ['with two lengths', bytes('POST / HTTP/1.1', 'Host: a', 'Content-Length: 0', 'Content-Length: 0'), undefined],
    ['that ends the connection', bytes('GET / HTTP/1.1', 'Host: a', 'Connection: close'), undefined],
    ['that wants another protocol', bytes('GET / HTTP/1.1', 'Host: a', 'Upgrade: h2c'), undefined],
    [
      'that waits for leave to go on',
      bytes('POST / HTTP/1.1', 'Host: a', 'Expect: 100-continue', 'Content-Length: 0'),
      undefined,
    ],
    ['without a host', bytes('GET / HTTP/1.1', 'X-A: a'), undefined],
    ['with two hosts', bytes('GET / HTTP/1.1', 'Host: a', 'host: a'), undefined],
    ['of HTTP/1.0', bytes('GET / HTTP/1.0', 'Host: a'), undefined],
    ['with a whole URL', bytes('GET http://a/ HTTP/1.1', 'Host: a'), undefined],
    ['with a fragment', bytes('GET /a#b HTTP/1.1', 'Host: a'), undefined],
    ['with a bare line feed', Buffer.from('GET / HTTP/1.1\nHost: a\n\n'), undefined],
    ['with a space before the colon', bytes('GET / HTTP/1.1', 'Host : a'), undefined],
    ['with a folded line', bytes('GET / HTTP/1.1', 'Host: a', ' b'), undefined],
    ['with a null byte', bytes('GET / HTTP/1.1', 'Host: a\0'), undefined],
  ])('%s is read, or left to node:http', (_, sent, expected) => {
    const request = readWhole(sent);
    if (expected === undefined) expect(request).toBeUndefined();
    else expect(request).toMatchObject(expected);
  });

  it('is seen and answered as node:http sees and answers it, whatever it is', async () => {
    const { port, got } = await start();
    const name = fc.constantFrom(
      'Host',
      'host',
      'X-A',
      'Content-Length',
      'Connection',
      'Expect',
      'Cookie',
      'X A',
      'Upgrade',
    );
    const value = fc.constantFrom(
      'a',
      '',
      ' b\t',
      '0',
      '3',
      'keep-alive',
      'close',
      '\xe9',
      'a\x01',
      'é',
      '100-continue',
    );
    const any = fc.tuple(name, fc.constantFrom(':', ': ', ' :'), value).map((parts) => parts.join(''));
    const line = fc.oneof({ weight: 5, arbitrary: any }, { weight: 1, arbitrary: fc.constant('Content-Length: 3') });
    const first = fc.constantFrom(
      'GET / HTTP/1.1',
      'HEAD /a?b HTTP/1.1',
      'POST /a%2Fb HTTP/1.1',
      'GET /\xe9 HTTP/1.1',
      'PUT /a"{} HTTP/1.1',
      'GET  / HTTP/1.1',
    );
    const request = fc
      .tuple(first, fc.array(line, { maxLength: 3 }), fc.constantFrom('', 'abc'))
      .map(([head, lines, body]) =>
        // A body that never comes gets no answer.
        Buffer.from(
          `${[head, 'Host: a', ...lines].join('\r\n')}\r\n\r\n${lines.some((one) => one.endsWith('3')) ? 'abc' : body}`,
          'latin1',
        ),
      );
    await fc.assert(
      fc.asyncProperty(request, async (sent) => {
        got.length = 0;
        const atOnce = { answer: await answered(port, [sent]), seen: got.splice(0) };
        const inPieces = { answer: await answered(port, [sent.subarray(0, 3), sent.subarray(3)]), seen: got.splice(0) };
        expect(atOnce).toEqual(inPieces);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a connection', () => {
  it('goes on with node:http where its requests are no longer plain, and keeps their order', async () => {
    const { port, got } = await start();
    const one = bytes('GET /1 HTTP/1.1', 'Host: a');
    const two = Buffer.concat([
      bytes('POST /2 HTTP/1.1', 'Host: a', 'Transfer-Encoding: chunked'),
      Buffer.from('2\r\nhi\r\n0\r\n\r\n'),
    ]);
    const three = bytes('GET /3 HTTP/1.1', 'Host: a', 'Connection: close');
    const answer = await answered(port, [one, two, three]);
    expect([...answer.matchAll(/X-Path: (.*)\r/g)].map(([, path]) => path)).toEqual(['/1', '/2', '/3']);
    expect(got.map(({ body }) => body?.length)).toEqual([undefined, 2, undefined]);
  });

  it('answers what comes behind a request that takes its time, after it', async () => {
    const { port } = await start(async ({ rawPath }) => {
      if (rawPath === '/slow') await setTimeout(60);
      return { status: 200, headers: [['X-Path', rawPath]], body: new Uint8Array() };
    });
    const answer = await answered(port, [
      bytes('GET /slow HTTP/1.1', 'Host: a'),
      bytes('GET /next HTTP/1.1', 'Host: a'),
      bytes('GET /last HTTP/1.1', 'Host: a', 'Connection: close'),
    ]);
    expect([...answer.matchAll(/X-Path: (.*)\r/g)].map(([, path]) => path)).toEqual(['/slow', '/next', '/last']);
  });

  it('gets its answer where the client has nothing more to say', async () => {
    const { port } = await start(async () => {
      await setTimeout(30);
      return { status: 200, headers: [], body: Buffer.from('late') };
    });
    expect(await answered(port, [bytes('GET / HTTP/1.1', 'Host: a')])).toContain('late');
  });

  it('is told to end where the server ends, after its answer', async () => {
    const { port } = await start(async () => {
      await setTimeout(50);
      return { status: 200, headers: [], body: Buffer.from('last') };
    });
    const socket = connect(port, '127.0.0.1');
    socket.write(bytes('GET / HTTP/1.1', 'Host: a'));
    await setTimeout(20);
    const closing = servers.splice(0)[0]?.close();
    const answer = await text(socket);
    expect(answer).toMatch(/connection: close[\s\S]*last$/i);
    await closing;
  });

  it('writes a large body whole', async () => {
    const { port } = await start(async () => ({ status: 200, headers: [], body: Buffer.alloc(300_000, 'x') }));
    expect((await answered(port, [bytes('GET / HTTP/1.1', 'Host: a')])).split('\r\n\r\n')[1]).toHaveLength(300_000);
  });
});
