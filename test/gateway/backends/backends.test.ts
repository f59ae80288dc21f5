import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedBackends, openBackends } from '../../../src/gateway/backends/backends.js';
import { Failure } from '../../../src/model/index.js';

const baseFolder = import.meta.dirname;
const opened: OpenedBackends[] = [];
const open = (decisions: Parameters<typeof openBackends>[0], http: 'echo' | 'upstream' = 'echo') => {
  const backends = openBackends(decisions, { baseFolder, http });
  opened.push(backends);
  return backends;
};

afterEach(async () => {
  await Promise.all(opened.splice(0).map((backends) => backends.close()));
});

describe('loading', () => {
  it.each([
    ['none.mjs#handler', /There is no such handler file/],
    ['handlers.mjs#nobody', /exports no function "nobody"/],
    ['handlers.mjs#notAFunction', /exports no function/],
    ['broken-handler.mjs#handler', /cannot start/],
  ])("a handler that cannot be had is the user's mistake: %s", async (handler, message) => {
    const loading = open([{ match: 'fn', handler }]).load();
    await expect(loading).rejects.toThrow(Failure);
    await expect(loading).rejects.toThrow(message);
  });

  it('finds the one that cannot be had among many', async () => {
    const many = Array.from({ length: 10 }, (_, index) => ({ match: `f${index}`, handler: 'handlers.mjs#handler' }));
    const backends = open([...many, { match: 'bad', handler: 'handlers.mjs#nobody' }]);
    await expect(backends.load()).rejects.toThrow(/"nobody"/);
    expect(await backends.invokeLambda('f9', 1)).toEqual({ kind: 'returned', value: { got: 1 } });
  });

  it("a command in a folder that is not there is the user's mistake", async () => {
    const loading = open([{ match: 'fn', command: 'node runtime.mjs', folder: '/not/there' }]).load();
    await expect(loading).rejects.toThrow(/no such folder/);
  });

  it('takes what is there, and calls nobody else', async () => {
    const decisions = [
      { match: 'a', handler: 'handlers.mjs#handler' },
      { match: 'b', aws: true, endpoint: 'http://127.0.0.1:1' },
      { match: 'c', url: 'http://127.0.0.1:1' },
    ];
    await expect(open(decisions).load()).resolves.toBeUndefined();
  });
});

describe('the function that a decision names', () => {
  it.each([
    ['pets', 'pets', true],
    ['pets', 'list-pets', true],
    ['arn:aws:lambda:eu-west-1:1:function:pets', 'pets', true],
    ['function:pets', 'pets:live', true],
    [
      'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:pets/invocations',
      'pets',
      true,
    ],
    ['PetsFunction', '${PetsFunction.Arn}', true],
    ['pets', 'orders', false],
  ])('by %s: is %s? %s', async (match, functionName, isIt) => {
    const outcome = await open([{ match, handler: 'common-js-handler.cjs' }]).invokeLambda(functionName, {});
    expect(outcome.kind === 'returned' && outcome.value === 'from CommonJS').toBe(isIt);
  });

  it('goes to the first that matches', async () => {
    const decisions = [
      { match: 'pets', handler: 'common-js-handler.cjs' },
      { match: 'pets', handler: 'handlers.mjs#handler' },
    ];
    expect(await open(decisions).invokeLambda('pets', {})).toEqual({ kind: 'returned', value: 'from CommonJS' });
  });
});

let sent = 0;

/** Writes on for as long as somebody reads. */
function endless(outgoing: ServerResponse): void {
  sent = 0;
  const chunk = Buffer.alloc(1024 * 1024);
  const write = () => {
    while (!outgoing.destroyed && outgoing.write(chunk)) sent += chunk.length;
  };
  outgoing.on('drain', write);
  write();
}

function pieces(outgoing: ServerResponse): void {
  outgoing.write('one ');
  setImmediate(() => outgoing.end('two'));
}

describe('an HTTP backend', () => {
  let server: Server;
  let origin: string;
  let last: IncomingMessage;

  beforeAll(async () => {
    server = createServer(async (incoming, outgoing) => {
      last = incoming;
      if (incoming.url === '/slow') return;
      if (incoming.url === '/cut') return void incoming.socket.destroy();
      if (incoming.url === '/endless') return endless(outgoing);
      if (incoming.url === '/pieces') return void outgoing.writeEarlyHints({ link: '</a>' }, () => pieces(outgoing));
      const body = await text(incoming);
      outgoing.writeHead(302, [
        'Location',
        '/next',
        'Set-Cookie',
        'a=1',
        'Set-Cookie',
        'b=2',
        'Content-Encoding',
        'gzip',
      ]);
      outgoing.end(`got ${body}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const get = { method: 'GET', headers: [] };

  it('is really called: redirects and encodings come back as they are', async () => {
    const request = {
      method: 'POST',
      url: `${origin}/a?b=c`,
      headers: [['x-a', '1'] as const],
      body: Buffer.from('hi'),
    };
    const outcome = await open([], 'upstream').sendHttp(request, 5000);
    if (outcome.kind !== 'answered') throw new Error(outcome.kind);
    expect([outcome.response.status, Buffer.from(outcome.response.body).toString()]).toEqual([302, 'got hi']);
    expect(outcome.response.headers).toEqual(
      expect.arrayContaining([
        ['Location', '/next'],
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ]),
    );
    expect([last.method, last.url, last.headers['x-a']]).toEqual(['POST', '/a?b=c', '1']);
  });

  it.each([
    ['a public address', 'https://api.example/v1', 'https://api.example/v1/pets?x=1', '/base/v1/pets?x=1'],
    [
      'a listener',
      'listener/app/lb',
      'arn:aws:elasticloadbalancing:eu-west-1:1:listener/app/lb/50dc/f2f7/dev/pets?x=1',
      '/base/dev/pets?x=1',
    ],
    ['a Cloud Map service', 'srv-1', 'arn:aws:servicediscovery:eu-west-1:1:service/srv-1/pets', '/base/pets'],
    ['a placeholder', 'BackendUrl', '${BackendUrl}/pets', '/base/pets'],
    ['a placeholder as host', 'lb.dns_name', 'http://${lb.dns_name}/pets', '/base/pets'],
  ])('is another one where a decision says so: %s', async (_, match, url, received) => {
    const outcome = await open([{ match, url: `${origin}/base/` }]).sendHttp(
      { ...get, url, headers: [['host', 'api.example']] },
      5000,
    );
    expect(outcome.kind).toBe('answered');
    expect(last.url).toBe(received);
    expect(last.headers.host).toBe(new URL(origin).host);
  });

  it.each([
    ['that is too slow', '/slow', { kind: 'timed-out' }],
    ['that hangs up', '/cut', { kind: 'unreachable' }],
  ])('%s', async (_, path, outcome) => {
    expect(await open([], 'upstream').sendHttp({ ...get, url: `${origin}${path}` }, 200)).toMatchObject(outcome);
  });

  it.each([
    ['http://127.0.0.1:1/', 'ECONNREFUSED'],
    ['${BackendUrl}/pets', 'not-an-address'],
    ['ftp://example.com/', 'not-an-address'],
    ['http://', 'not-an-address'],
  ])('at %s is unreachable: %s', async (url, reason) => {
    expect(await open([], 'upstream').sendHttp({ ...get, url }, 5000)).toEqual({ kind: 'unreachable', reason });
  });

  it('may send an answer in pieces, after hints', async () => {
    const outcome = await open([], 'upstream').sendHttp({ ...get, url: `${origin}/pieces` }, 5000);
    if (outcome.kind !== 'answered') throw new Error(outcome.kind);
    expect(outcome.response.status).toBe(200);
    expect(Buffer.from(outcome.response.body).toString()).toBe('one two');
  });

  it('with an answer of more than 10 MB is cut off there', async () => {
    const outcome = await open([], 'upstream').sendHttp({ ...get, url: `${origin}/endless` }, 20_000);
    expect(outcome).toEqual({ kind: 'unreachable', reason: 'response-too-large' });
    expect(sent).toBeLessThan(60 * 1024 * 1024);
  });

  it('that is too slow loses its connection', async () => {
    const gone = new Promise<void>((resolve) => server.once('connection', (socket) => socket.once('close', resolve)));
    await open([], 'upstream').sendHttp({ ...get, url: `${origin}/slow` }, 100);
    await gone;
  });

  it('gets requests over the connections that it keeps', async () => {
    let connections = 0;
    server.on('connection', () => connections++);
    const backends = open([], 'upstream');
    for (let count = 0; count < 5; count++) await backends.sendHttp({ ...get, url: `${origin}/` }, 5000);
    expect(connections).toBeLessThan(5);
  });

  it.each([
    ['/a/../c?x=%20+|&y=ä', '/c?x=%20+|&y=%C3%A4'],
    ['/a/%2e%2e/b/../c?x=%20+', '/a/%2e%2e/b/../c?x=%20+'],
    ['?x=1', '/?x=1'],
  ])('gets the path as it is, where a request line can hold it: %s', async (path, received) => {
    await open([], 'upstream').sendHttp({ ...get, url: `${origin}${path}` }, 5000);
    expect(last.url).toBe(received);
  });

  it('gets no headers of a connection that is not its own', async () => {
    const headers = [
      ['Connection', 'close'],
      ['Content-Length', '99'],
      ['Expect', '100-continue'],
      ['X-A', '1'],
      ['x-a', '2'],
    ] as const;
    await open([], 'upstream').sendHttp({ ...get, url: `${origin}/`, headers: [...headers] }, 5000);
    expect(last.headers).toEqual({ host: new URL(origin).host, connection: 'keep-alive', 'x-a': '1, 2' });
  });

  it('that is under way when the simulator ends has an outcome', async () => {
    const backends = open([], 'upstream');
    const under = backends.sendHttp({ ...get, url: `${origin}/slow` }, 20_000);
    await new Promise<void>((resolve) => server.once('request', () => resolve()));
    await backends.close();
    expect((await under).kind).toBe('unreachable');
  });

  it('is an echo that calls nobody when nothing is decided', async () => {
    const outcome = await open([]).sendHttp({ ...get, url: 'http://127.0.0.1:1/' }, 5000);
    expect(outcome).toMatchObject({ kind: 'answered', response: { status: 200 } });
  });
});
