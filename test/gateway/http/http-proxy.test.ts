import { describe, expect, it } from 'vitest';
import type { Header, UpstreamOutcome } from '../../../src/gateway/gateway.js';
import { type HttpAuthorizer, type HttpProxyIntegration, plain } from '../../../src/model/index.js';
import { answered, api, backends, headerOf, proxy, route, sender, textOf, upstreamOf } from './opened.js';

const open = (key: string, changes: Partial<HttpProxyIntegration> = {}, stage = '$default') =>
  sender(api([route(key, proxy(changes))]), {
    deployment: { stage, stageVariables: { host: 'b.example', link: 'vl-1' } },
  });

const listener = 'arn:aws:elasticloadbalancing:eu-west-1:1:listener/app/lb/50dc/f2f7';

describe('the address that is called', () => {
  it.each<[string, string, Partial<HttpProxyIntegration>, string, string]>([
    ['nothing of the path is appended', 'GET /a', {}, 'GET /a', 'https://backend.example/base'],
    [
      'variables are filled from the route',
      'GET /p/{id}',
      { uri: plain('https://b.example/x/{id}') },
      'GET /p/7',
      'https://b.example/x/7',
    ],
    [
      'a greedy one too',
      'ANY /{proxy+}',
      { uri: plain('https://b.example/{proxy}') },
      'GET /a/b/',
      'https://b.example/a/b/',
    ],
    [
      'values are decoded once and encoded again',
      'GET /p/{id}',
      { uri: plain('https://b.example/{id}') },
      'GET /p/a%20b%3Fc%23%25',
      'https://b.example/a%20b%3Fc%23%25',
    ],
    [
      'an encoded slash becomes one',
      'GET /p/{id}',
      { uri: plain('https://b.example/{id}') },
      'GET /p/a%2Fb',
      'https://b.example/a/b',
    ],
    [
      'a variable that the route lacks stays',
      'GET /a',
      { uri: plain('https://b.example/{id}') },
      'GET /a',
      'https://b.example/{id}',
    ],
    [
      'stage variables are filled',
      'GET /a',
      { uri: plain('https://${stageVariables.host}/x') },
      'GET /a',
      'https://b.example/x',
    ],
    ['a missing one is empty', 'GET /a', { uri: plain('https://h/${stageVariables.none}x') }, 'GET /a', 'https://h/x'],
    [
      '$default sends the whole path',
      '$default',
      { uri: plain('https://b.example') },
      'GET /a/b',
      'https://b.example/a/b',
    ],
    ['$default behind a slash', '$default', { uri: plain('https://b.example/') }, 'GET /a', 'https://b.example/a'],
    [
      'the query is passed on as it is',
      'GET /a',
      {},
      'GET /a?x=1&x=a+b%2B',
      'https://backend.example/base?x=1&x=a+b%2B',
    ],
    [
      'behind that of the uri',
      'GET /a',
      { uri: plain('https://b.example/?k=1') },
      'GET /a?x=1',
      'https://b.example/?k=1&x=1',
    ],
  ])('%s', async (_, key, changes, line, url) => {
    expect(upstreamOf(await open(key, changes)(line)).request.url).toBe(url);
  });

  it.each<[string, Partial<HttpProxyIntegration>, string]>([
    ['has the path with the stage behind the listener', {}, `${listener}/dev/a?x=1`],
    [
      'without the stage when the path is mapped',
      { requestParameters: { 'overwrite:path': '$request.path' } },
      `${listener}/a?x=1`,
    ],
    [
      'has no filters of Cloud Map in it',
      { uri: plain('arn:aws:servicediscovery:eu-west-1:1:service/srv-1?stage=x') },
      'arn:aws:servicediscovery:eu-west-1:1:service/srv-1/dev/a?x=1',
    ],
  ])('through a VPC link %s', async (_, changes, url) => {
    const send = open(
      'GET /a',
      { uri: plain(listener), vpcLinkId: plain('${stageVariables.link}'), ...changes },
      'dev',
    );
    expect(upstreamOf(await send('GET /a?x=1'))).toMatchObject({ vpcLinkId: 'vl-1', request: { url } });
  });
});

describe('the request that is sent', () => {
  it.each([
    ['ANY', 'DELETE', 'DELETE'],
    ['POST', 'GET', 'POST'],
  ])('with integration method %s for a %s is a %s', async (method, sent, received) => {
    expect(upstreamOf(await open('ANY /a', { method })(`${sent} /a`)).request.method).toBe(received);
  });

  it('has headers in lower case, joined, with Forwarded and Via, without what belongs to the connection', async () => {
    const headers: Header[] = [
      ['Host', 'api.example'],
      ['X-A', '1'],
      ['x-a', '2'],
      ['Cookie', 'a=1'],
      ['Cookie', 'b=2'],
      ['Connection', 'close, X-Gone'],
      ['X-Gone', '1'],
      ['X-Forwarded-For', '198.51.100.1, 2001:db8::1'],
      ['X-Forwarded-Proto', 'http'],
      ['Transfer-Encoding', 'chunked'],
      ['Via', '1.1 proxy'],
      ['Authorization', 'Bearer x'],
    ];
    const { request } = upstreamOf(await open('POST /a')('POST /a', { headers, body: Buffer.from('abc') }));
    expect(Object.fromEntries(request.headers)).toEqual({
      host: 'backend.example',
      'x-a': '1,2',
      cookie: 'a=1; b=2',
      authorization: 'Bearer x',
      'content-length': '3',
      forwarded: 'for=198.51.100.1, for="[2001:db8::1]", for=203.0.113.7;host=api.example;proto=https',
      via: '1.1 proxy, HTTP/1.1 AmazonAPIGateway',
      'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    });
    expect(request.headers).toHaveLength(8);
    expect(request.body).toEqual(Buffer.from('abc'));
  });

  it('has no body when the client sent none', async () => {
    expect(upstreamOf(await open('POST /a')('POST /a')).request).not.toHaveProperty('body');
  });
});

describe('request parameter mapping', () => {
  const headers: Header[] = [
    ['X-One', '1'],
    ['X-Many', 'a'],
    ['x-many', 'b'],
  ];
  it.each<[string, string, string, string | undefined]>([
    ['overwrite:header.x-new', '$request.header.x-one', 'x-new', '1'],
    ['overwrite:header.X-One', '2', 'x-one', '2'],
    ['append:header.x-one', '2', 'x-one', '1,2'],
    ['append:header.x-new', '2', 'x-new', '2'],
    ['remove:header.X-ONE', "''", 'x-one', undefined],
    ['overwrite:header.x-new', '$request.header.x-many', 'x-new', 'a,b'],
    ['overwrite:header.x-new', '$request.header.absent', 'x-new', undefined],
    ['overwrite:header.x-one', '$request.header.absent', 'x-one', '1'],
    ['overwrite:header.x-new', '$request.querystring.q', 'x-new', '1,2'],
    ['overwrite:header.x-new', '$request.querystring.Q', 'x-new', undefined],
    ['overwrite:header.x-new', '$request.path.id', 'x-new', '7'],
    ['overwrite:header.x-new', '$request.path', 'x-new', '/p/7'],
    ['overwrite:header.x-new', '$request.body', 'x-new', '{"a":{"b":[1,{"c":"d"}]}}'],
    ['overwrite:header.x-new', '$request.body.a.b[1].c', 'x-new', 'd'],
    ['overwrite:header.x-new', "$request.body.a['b'][0]", 'x-new', '1'],
    ['overwrite:header.x-new', '$request.body.a.b[*].c', 'x-new', '["d"]'],
    ['overwrite:header.x-new', '$request.body.a', 'x-new', '{"b":[1,{"c":"d"}]}'],
    ['overwrite:header.x-new', '$request.body.absent', 'x-new', undefined],
    ['overwrite:header.x-new', '$request.body..c', 'x-new', undefined],
    ['overwrite:header.x-new', '$context.routeKey', 'x-new', 'POST /p/{id}'],
    ['overwrite:header.x-new', '$context.requestTime', 'x-new', '10/Jul/2026:19:19:04 +0000'],
    ['overwrite:header.x-new', '$context.identity.sourceIp', 'x-new', '203.0.113.7'],
    ['overwrite:header.x-new', '$context.nothing', 'x-new', undefined],
    ['overwrite:header.x-new', '$stageVariables.host', 'x-new', 'b.example'],
    ['overwrite:header.x-new', '${request.path.id}-${context.stage}-${request.header.none}', 'x-new', '7-dev-'],
    ['overwrite:header.x-new', 'plain text, 5$', 'x-new', 'plain text, 5$'],
  ])('%s = %s', async (key, value, name, expected) => {
    const body = Buffer.from('{"a":{"b":[1,{"c":"d"}]}}');
    const send = open('POST /p/{id}', { requestParameters: { [key]: value } }, 'dev');
    const { request } = upstreamOf(await send('POST /p/7?q=1&q=2', { headers, body }));
    expect(Object.fromEntries(request.headers)[name]).toBe(expected);
  });

  it.each([
    ['overwrite:querystring.q', '3', 'r=0&q=3'],
    ['append:querystring.q', '3', 'q=1&q=2&r=0&q=3'],
    ['remove:querystring.q', "''", 'r=0'],
    ['overwrite:querystring.new', 'a b', 'q=1&q=2&r=0&new=a+b'],
  ])('%s = %s', async (key, value, query) => {
    const exchange = await open('GET /a', { requestParameters: { [key]: value } })('GET /a?q=1&q=2&r=0');
    expect(upstreamOf(exchange).request.url).toBe(`https://backend.example/base?${query}`);
  });

  it('overwrite:path replaces the whole path', async () => {
    const requestParameters = { 'overwrite:path': '/v2/${request.path.id}' };
    const exchange = await open('GET /p/{id}', { requestParameters })('GET /p/a%20b?x=1');
    expect(upstreamOf(exchange).request.url).toBe('https://backend.example/v2/a%20b?x=1');
  });

  it('cuts a body at 100 KB before it is read', async () => {
    const send = open('POST /a', { requestParameters: { 'overwrite:header.x-new': '$request.body.a' } });
    const fits = Buffer.from(JSON.stringify({ a: 'x', pad: 'y'.repeat(100 * 1024 - 100) }));
    const long = Buffer.from(JSON.stringify({ a: 'x', pad: 'y'.repeat(100 * 1024) }));
    const sent = async (body: Buffer) =>
      Object.fromEntries(upstreamOf(await send('POST /a', { body })).request.headers)['x-new'];
    expect([await sent(fits), await sent(long)]).toEqual(['x', undefined]);
  });

  it('passes what an authorizer found out', async () => {
    const requestParameters = {
      'overwrite:header.x-sub': '$context.authorizer.claims.sub',
      'overwrite:header.x-none': '$context.authorizer.tenant',
    };
    const jwt: HttpAuthorizer = {
      kind: 'jwt',
      name: 'users',
      identitySource: '$request.header.Authorization',
      issuer: plain('https://issuer.example'),
      audience: [plain('web')],
    };
    const secured = route('GET /a', proxy({ requestParameters }), {
      authorization: { kind: 'authorizer', name: 'users', scopes: [] },
    });
    const tokens = { verify: async () => ({ kind: 'valid', claims: { aud: 'web', sub: 'me' } }) as const };
    const send = sender(api([secured], [jwt]), { deployment: { tokens } });
    const { request } = upstreamOf(await send('GET /a', { headers: [['authorization', 'a.b.c']] }));
    expect(Object.fromEntries(request.headers)).toMatchObject({ 'x-sub': 'me' });
    expect(Object.fromEntries(request.headers)).not.toHaveProperty('x-none');
  });
});

describe('the answer', () => {
  const replying = (outcome: UpstreamOutcome, changes: Partial<HttpProxyIntegration> = {}) =>
    sender(api([route('GET /a', proxy(changes))]), { backends: backends({}, outcome) });

  it('passes with its status and headers, without what belongs to the connection', async () => {
    const headers: Header[] = [
      ['server', 'nginx'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['connection', 'close'],
      ['transfer-encoding', 'chunked'],
      ['location', '/x'],
    ];
    const { response } = await replying(answered({ status: 302, headers, body: Buffer.from('moved') }))('GET /a');
    expect([response.status, textOf(response)]).toEqual([302, 'moved']);
    expect(response.headers).toEqual([
      ['server', 'nginx'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['location', '/x'],
      ['apigw-requestid', 'NIKr1jmIFiAEJmw='],
      ['content-length', '5'],
    ]);
  });

  it.each<[string, UpstreamOutcome, number, string]>([
    ['that is too slow', { kind: 'timed-out' }, 503, '{"message":"Service Unavailable"}'],
    [
      'that cannot be reached',
      { kind: 'unreachable', reason: 'ECONNREFUSED' },
      503,
      '{"message":"Service Unavailable"}',
    ],
    [
      'without an address',
      { kind: 'unreachable', reason: 'not-an-address' },
      500,
      '{"message":"Internal Server Error"}',
    ],
  ])('of a backend %s', async (_, outcome, status, body) => {
    const { response } = await replying(outcome)('GET /a');
    expect([response.status, textOf(response)]).toEqual([status, body]);
  });

  it.each<[string, Record<string, string>, object]>([
    ['a header from the body', { 'overwrite:header.x-id': '$response.body.id' }, { 'x-id': '7' }],
    ['a header from another', { 'append:header.x-a': '$response.header.X-B' }, { 'x-a': 'a,b' }],
    ['a header less', { 'remove:header.x-b': "''" }, { 'x-b': undefined }],
    ['text with the status', { 'overwrite:header.x-s': 'was ${context.integrationStatus}' }, { 'x-s': 'was 404' }],
  ])('mapped: %s', async (_, mappings, expected) => {
    const headers: Header[] = [
      ['x-a', 'a'],
      ['x-b', 'b'],
    ];
    const reply = answered({ status: 404, headers, body: Buffer.from('{"id":7}') });
    const { response } = await replying(reply, { responseParameters: { '404': mappings } })('GET /a');
    for (const [name, value] of Object.entries(expected)) expect(headerOf(response, name)).toBe(value);
  });

  it.each([
    ['its own status', { '404': { 'overwrite:statuscode': '200' } }, 200],
    ['a status that is none', { '404': { 'overwrite:statuscode': '99' } }, 404],
    ['another status', { '500': { 'overwrite:statuscode': '200' } }, 404],
  ])('mapped by %s', async (_, responseParameters, status) => {
    const { response } = await replying(answered({ status: 404 }), { responseParameters })('GET /a');
    expect(response.status).toBe(status);
  });

  it('is not mapped when the gateway gives it', async () => {
    const responseParameters = { '503': { 'overwrite:statuscode': '200' } };
    expect((await replying({ kind: 'timed-out' }, { responseParameters })('GET /a')).response.status).toBe(503);
  });
});
