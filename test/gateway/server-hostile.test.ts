import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { echoBackends } from '../../src/gateway/backends/echo.js';
import type { Exchange, Gateway } from '../../src/gateway/gateway.js';
import { type ServeOptions, type Server, serve } from '../../src/gateway/server.js';
import { everyFeature } from './every-feature.js';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Serves an API of one kind, with an echo behind it; keeps what it did and how it failed. */
async function start(kind: Gateway['kind'], options: Partial<ServeOptions> = {}) {
  const exchanges: Exchange[] = [];
  const failures: unknown[] = [];
  const server = await serve(everyFeature(echoBackends())[kind], {
    port: 0,
    onExchange: (exchange) => exchanges.push(exchange),
    onFailure: (error) => failures.push(error),
    ...options,
  });
  servers.push(server);
  return { port: server.port, exchanges, failures };
}

/** Sends bytes, ends, and reads all that comes until the server hangs up. */
async function raw(port: number, bytes: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  // A server may hang up on what it does not want to read.
  socket.on('error', () => {});
  socket.end(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  return text(socket).catch(() => '');
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? Number.NaN);
const lines = (...all: string[]) => `${all.join('\r\n')}\r\n\r\n`;
const get = (target: string, ...headers: string[]) =>
  lines(`GET ${target} HTTP/1.1`, 'Host: a', 'Connection: close', ...headers);
const post = (headers: string[], body: string) => `${lines('POST /x HTTP/1.1', 'Host: a', ...headers)}${body}`;

const isAlive = async (port: number) => statusOf(await raw(port, get('/'))) === 200;

describe.each(['rest', 'http'] as const)('a %s API on a socket', (kind) => {
  it.each<[string, string, number]>([
    ['bytes that are not HTTP', '\x00\x01\x02\r\n\r\n', 400],
    ['a TLS handshake', '\x16\x03\x01\x00\xc8\x01\x00\x00\xc4\x03\x03', 400],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['HTTP/0.9', 'GET /\r\n\r\n', 400],
    ['an unknown version', lines('GET / HTTP/9.9', 'Host: a'), 400],
    ['a method that is none', lines('GIVE / HTTP/1.1', 'Host: a'), 400],
    ['a method in lower case', lines('get / HTTP/1.1', 'Host: a'), 400],
    ['a space in the path', lines('GET /a b HTTP/1.1', 'Host: a'), 400],
    ['a null byte in the path', lines('GET /a\0b HTTP/1.1', 'Host: a'), 400],
    ['bytes beyond ASCII in the path', lines('GET /\xe9 HTTP/1.1', 'Host: a'), 400],
    ['a relative path', lines('GET a HTTP/1.1', 'Host: a'), 400],
    ['a target of another scheme', get('ftp://a/b'), 400],
    ['line ends without carriage return', 'GET / HTTP/1.1\nHost: a\n\n', 400],
    ['no host', lines('GET / HTTP/1.1', 'Connection: close'), 400],
    ['two hosts', get('/', 'Host: b'), 400],
    ['a null byte in a header', get('/', 'X-A: a\0b'), 400],
    ['a control character in a header', get('/', 'X-A: a\x01b'), 400],
    ['a lone carriage return in a header', get('/', 'X-A: a\rX-B: b'), 400],
    ['a header that goes on in the next line', get('/', 'X-A: a', ' b'), 400],
    ['a space before the colon', get('/', 'X-A : a'), 400],
    ['a header without a name', get('/', ': a'), 400],
    ['a negative length', post(['Content-Length: -1'], 'hi'), 400],
    ['a length that is no number', post(['Content-Length: 0x2'], 'hi'), 400],
    ['a length beyond all numbers', post(['Content-Length: 99999999999999999999999'], 'hi'), 400],
    ['two lengths in one header', post(['Content-Length: 2, 2'], 'hi'), 400],
    ['two lengths that differ', post(['Content-Length: 2', 'Content-Length: 3'], 'hi!'), 400],
    ['chunks, then a length', post(['Transfer-Encoding: chunked', 'Content-Length: 2'], '0\r\n\r\n'), 400],
    ['a length, then chunks', post(['Content-Length: 2', 'Transfer-Encoding: chunked'], '0\r\n\r\n'), 400],
    ['chunked spelled wrong', post(['Transfer-Encoding: xchunked'], '0\r\n\r\n'), 400],
    ['another coding below the chunks', post(['Transfer-Encoding: gzip, chunked'], '2\r\nhi\r\n0\r\n\r\n'), 501],
    ['a chunk whose length is no number', post(['Transfer-Encoding: chunked'], 'zz\r\nhi'), 400],
    ['a chunk with an endless extension', post(['Transfer-Encoding: chunked'], `2;${'a'.repeat(70_000)}\r\n`), 400],
    ['an endless path', get(`/${'a'.repeat(70_000)}`), 431],
    ['an endless header', get('/', `X-A: ${'a'.repeat(70_000)}`), 431],
    ['more headers than the parser counts', get('/', ...Array.from({ length: 2500 }, (_, n) => `a${n}: b`)), 431],
    ['a body that is said to be too long', post([`Content-Length: ${10 * 1024 * 1024 + 1}`], ''), 413],
    ['an expectation that nobody can meet', get('/', 'Expect: magic'), 417],
  ])('refuses %s, and goes on', async (_, bytes, status) => {
    const { port, exchanges, failures } = await start(kind);
    expect(statusOf(await raw(port, bytes))).toBe(status);
    expect(exchanges.flatMap(({ calls }) => calls)).toEqual([]);
    expect(await isAlive(port)).toBe(true);
    expect(failures).toEqual([]);
  });

  it.each([
    ['percent signs that encode nothing', '/%zz%%2?%=%&%e'],
    ['encoded null bytes', '/%00?x=%00'],
    ['bytes that are no UTF-8, encoded', '/%ff%c0%ae?x=%ff'],
    ['dots that lead upwards', '/../../etc/passwd'],
    ['encoded slashes and dots', '/%2e%2e%2f%2e%2e'],
    ['names that every object has', '/__proto__?__proto__=1&constructor=2'],
    ['many slashes', `/${'/'.repeat(500)}`],
    ['many encoded bytes', `/${'%41'.repeat(1000)}`],
    ['many parameters', `/x?${'a&'.repeat(2000)}`],
  ])('answers %s', async (_, target) => {
    const { port, failures } = await start(kind);
    const status = statusOf(await raw(port, get(target)));
    expect([200, 403, 404]).toContain(status);
    expect(failures).toEqual([]);
    expect(await isAlive(port)).toBe(true);
  });

  it.each([
    ['HTTP/0.9', 'GET /y\r\n\r\n'],
    ['nonsense', 'nonsense\r\n\r\n'],
    ['a broken header', 'GET /y HTTP/1.1\r\nbad header\r\n\r\n'],
    ['a broken body', post(['Transfer-Encoding: chunked'], 'zz\r\n')],
  ])('answers a request before it refuses %s behind it', async (_, rest) => {
    const { port, exchanges } = await start(kind);
    const answer = await raw(port, `${lines('GET /x HTTP/1.1', 'Host: a', 'Content-Length: 0')}${rest}`);
    expect(answer.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(exchanges.find(({ request }) => request.rawPath === '/x')?.request).not.toHaveProperty('body');
    expect(await isAlive(port)).toBe(true);
  });

  it('answers requests in a row in their order', async () => {
    const { port } = await start(kind);
    const one = (path: string) => lines(`GET ${path} HTTP/1.1`, 'Host: a');
    const answer = await raw(port, `${one('/1')}${one('/2')}${get('/3')}`);
    expect([...answer.matchAll(/"path":"(?:\/prod)?(\/\d)"/g)].map(([, path]) => path)).toEqual(
      expect.arrayContaining(['/1', '/2', '/3']),
    );
    expect(answer.indexOf('"/1"')).toBeLessThan(answer.indexOf('"/3"'));
  });

  it.each([
    ['its head', 'GET / HTTP/1.1\r\nHost: a\r\nX-'],
    ['its body', lines('POST /x HTTP/1.1', 'Host: a', 'Content-Length: 9').concat('half')],
    ['its chunks', lines('POST /x HTTP/1.1', 'Host: a', 'Transfer-Encoding: chunked').concat('9\r\nhalf')],
    ['anything', ''],
  ])('does not wait for ever for a client that is slow with %s: 408', async (_, bytes) => {
    const { port, exchanges } = await start(kind, { patienceInMillis: 40 });
    const socket = connect(port, '127.0.0.1');
    socket.write(bytes);
    expect(statusOf(await text(socket))).toBe(408);
    expect(exchanges).toEqual([]);
    expect(await isAlive(port)).toBe(true);
  });

  it('forgets clients that hang up at any point of a request', async () => {
    const { port, failures } = await start(kind);
    const whole = post(['Content-Length: 12', 'Content-Type: application/json'], '{"a":["x"]}\n');
    for (let sent = 1; sent <= whole.length; sent += 3) {
      await new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1');
        socket.on('error', () => {});
        socket.on('close', resolve);
        socket.write(whole.slice(0, sent), () => (sent % 2 === 0 ? socket.resetAndDestroy() : socket.destroy()));
      });
    }
    expect(await isAlive(port)).toBe(true);
    expect(failures).toEqual([]);
  });

  it('gives any bytes an answer of HTTP, or nothing, and goes on', async () => {
    const { port, failures } = await start(kind);
    const start_ = fc.constantFrom('GET / HTTP/1.1\r\nHost: a\r\n', 'POST /a/1 HTTP/1.1\r\nHost: a\r\n', 'GET /', '');
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        '\r\n',
        '\r\n\r\n',
        ':',
        ' ',
        '\0',
        'Content-Length: 3\r\n',
        'Transfer-Encoding: chunked\r\n',
        '0\r\n',
      ),
      fc.constantFrom(
        'Expect: 100-continue\r\n',
        'Upgrade: h2c\r\n',
        'Connection: upgrade\r\n',
        'HTTP/1.1',
        'Host: b\r\n',
      ),
    );
    await fc.assert(
      fc.asyncProperty(start_, fc.array(piece, { maxLength: 12 }), async (first, pieces) => {
        const answer = await raw(port, Buffer.from(first + pieces.join(''), 'latin1'));
        expect(answer).toMatch(/^($|HTTP\/1\.1 \d{3} )/);
      }),
      { numRuns: 200 },
    );
    expect(await isAlive(port)).toBe(true);
    expect(failures).toEqual([]);
  });
});

describe('the size of request line and headers', () => {
  const sized = (bytes: number) => {
    const empty = get('/', 'X-A: ');
    // The last empty line counts for neither.
    return get('/', `X-A: ${'a'.repeat(bytes - (empty.length - 2))}`);
  };
  it.each([
    [10_240, 200],
    [10_241, 431],
  ])('of an HTTP API: %i bytes, %i (RT-LIM-HEADERS)', async (bytes, status) => {
    const { port, exchanges } = await start('http');
    expect(statusOf(await raw(port, sized(bytes)))).toBe(status);
    expect(exchanges[0]?.calls).toHaveLength(status === 200 ? 1 : 0);
  });
});
