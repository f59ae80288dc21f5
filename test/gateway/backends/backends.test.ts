import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackends } from '../../../src/gateway/backends/backends.js';
import { Failure } from '../../../src/model/index.js';

const baseFolder = import.meta.dirname;
const open = (decisions: Parameters<typeof openBackends>[0], http: 'echo' | 'upstream' = 'echo') =>
  openBackends(decisions, { baseFolder, http });

describe('a local handler', () => {
  const call = (name: string) => open([{ match: 'fn', handler: `handlers.mjs#${name}` }]).invokeLambda('fn', { a: 1 });

  it.each([
    ['handler', { got: { a: 1 } }],
    ['byCallback', { got: { a: 1 } }],
    ['succeeds', { got: { a: 1 } }],
    ['returnsNothing', null],
    ['returnsNoPromise', null],
    ['tellsContext', { name: 'fn', left: true }],
  ])('%s returns', async (name, value) => {
    expect(await call(name)).toEqual({ kind: 'returned', value });
  });

  it.each([
    ['throwsAtOnce', 'RangeError', 'far'],
    ['rejects', 'Error', 'Unauthorized'],
    ['failsByCallback', 'TypeError', 'no'],
    ['failsByText', 'string', 'Unauthorized'],
    ['returnsCircle', 'TypeError', expect.stringContaining('circular')],
  ])('%s fails', async (name, errorType, errorMessage) => {
    expect(await call(name)).toEqual({ kind: 'threw', errorType, errorMessage });
  });

  it('cannot change the event of the exchange', async () => {
    const event = { a: 1 };
    await open([{ match: 'fn', handler: 'handlers.mjs#changesEvent' }]).invokeLambda('fn', event);
    expect(event).toEqual({ a: 1 });
  });

  it('may be CommonJS, and is called handler if nothing else is said', async () => {
    const backends = open([{ match: 'fn', handler: 'common-js-handler.cjs' }]);
    expect(await backends.invokeLambda('fn', {})).toEqual({ kind: 'returned', value: 'from CommonJS' });
  });

  it.each([
    ['none.mjs#handler', /There is no such handler file/],
    ['handlers.mjs#nobody', /exports no function "nobody"/],
    ['handlers.mjs#notAFunction', /exports no function/],
    ['broken-handler.mjs#handler', /cannot start/],
  ])("%s is the user's mistake", async (handler, message) => {
    const failing = open([{ match: 'fn', handler }]).invokeLambda('fn', {});
    await expect(failing).rejects.toThrow(Failure);
    await expect(failing).rejects.toThrow(message);
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

describe('an HTTP backend', () => {
  let server: Server;
  let origin: string;
  let last: IncomingMessage;

  beforeAll(async () => {
    server = createServer(async (incoming, outgoing) => {
      last = incoming;
      if (incoming.url === '/slow') return;
      if (incoming.url === '/cut') return void incoming.socket.destroy();
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
        ['location', '/next'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
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

  it('is an echo that calls nobody when nothing is decided', async () => {
    const outcome = await open([]).sendHttp({ ...get, url: 'http://127.0.0.1:1/' }, 5000);
    expect(outcome).toMatchObject({ kind: 'answered', response: { status: 200 } });
  });
});
