import { describe, expect, it } from 'vitest';
import type { Header } from '../../../src/gateway/gateway.js';
import { type Json, plain } from '../../../src/model/index.js';
import {
  backends,
  bodyOf,
  eventOf,
  failing,
  headersOf,
  lambdaProxy,
  operation,
  part,
  restApi,
  send,
} from './samples.js';

const api = restApi([operation('ANY /{proxy+}', { integration: lambdaProxy('fn') }), operation('GET /')]);
const binary = (types: string[]) =>
  restApi(api.operations, { settings: [{ at: '', kind: 'binary-media-types', value: types }] });

describe('the event of a Lambda proxy integration', () => {
  it('has exactly these fields for a bare request', async () => {
    const exchange = await send(api, 'GET /');
    expect(eventOf(exchange)).toEqual({
      resource: '/',
      path: '/',
      httpMethod: 'GET',
      headers: {
        Host: 'api.example.com',
        Accept: 'application/json',
        'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-6a5145a8-[0-9a-f]{24}$/),
        'X-Forwarded-For': '203.0.113.7',
        'X-Forwarded-Port': '443',
        'X-Forwarded-Proto': 'https',
      },
      multiValueHeaders: expect.objectContaining({ Host: ['api.example.com'], 'X-Forwarded-For': ['203.0.113.7'] }),
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      requestContext: {
        accountId: '123456789012',
        apiId: 'abc123',
        deploymentId: expect.any(String),
        domainName: 'api.example.com',
        domainPrefix: 'api',
        extendedRequestId: expect.stringMatching(/^[\w+/]{15}=$/),
        httpMethod: 'GET',
        identity: {
          accessKey: null,
          accountId: null,
          caller: null,
          cognitoAuthenticationProvider: null,
          cognitoAuthenticationType: null,
          cognitoIdentityId: null,
          cognitoIdentityPoolId: null,
          principalOrgId: null,
          sourceIp: '203.0.113.7',
          user: null,
          userAgent: null,
          userArn: null,
        },
        path: '/prod/',
        protocol: 'HTTP/1.1',
        requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
        requestTime: '10/Jul/2026:19:19:04 +0000',
        requestTimeEpoch: 1783711144000,
        resourceId: expect.stringMatching(/^[a-z0-9]{6}$/),
        resourcePath: '/',
        stage: 'prod',
      },
      body: null,
      isBase64Encoded: false,
    });
  });

  it.each([
    [
      'keeps the encoding and a trailing slash',
      'GET /a%20b/c%2Fd/',
      '/a%20b/c%2Fd/',
      'a%20b/c%2Fd',
      '/prod/a%20b/c%2Fd/',
    ],
    ['takes leading slashes for one', 'GET //a', '/a', 'a', '/prod//a'],
    ['keeps double slashes inside', 'GET /a//b', '/a//b', 'a//b', '/prod/a//b'],
  ])('%s', async (_name, key, path, proxy, contextPath) => {
    const event = eventOf(await send(api, key));
    expect([event['path'], event['resource'], event['pathParameters']]).toEqual([path, '/{proxy+}', { proxy }]);
    expect(part(event, 'requestContext')).toMatchObject({ path: contextPath, resourcePath: '/{proxy+}' });
  });

  it('decodes the query and keeps repetition', async () => {
    const event = eventOf(await send(api, 'GET /a?x=1&y=a+b%2B&x=2&empty=&flag'));
    expect(event['queryStringParameters']).toEqual({ x: '2', y: 'a b+', empty: '', flag: '' });
    expect(event['multiValueQueryStringParameters']).toEqual({ x: ['1', '2'], y: ['a b+'], empty: [''], flag: [''] });
  });

  it('drops, adds and spells headers as REST APIs do', async () => {
    const sent: Header[] = [
      ['user-agent', 'test/1'],
      ['tEsT-HEADeR', 'a'],
      ['Test-Header', 'b'],
      ['authorization', 'x'],
      ['Connection', 'close'],
      ['Content-Length', '0'],
      ['Content-MD5', 'x'],
      ['Expect', 'x'],
      ['Max-Forwards', '1'],
      ['Proxy-Authenticate', 'x'],
      ['Server', 'x'],
      ['TE', 'x'],
      ['Trailer', 'x'],
      ['Transfer-Encoding', 'chunked'],
      ['Upgrade', 'x'],
      ['WWW-Authenticate', 'x'],
      ['Via', 'proxy'],
      ['x-forwarded-for', '198.51.100.1'],
      ['X-Amzn-Trace-Id', 'Root=1-3152b799-8954dae64eda91bc9a23a7e8'],
      ['Accept', '*/*'],
    ];
    const event = eventOf(await send(api, 'GET /a', { headers: sent }));
    expect(event['headers']).toEqual({
      Host: 'api.example.com',
      'User-Agent': 'test/1',
      'tEsT-HEADeR': 'b',
      authorization: 'x',
      Via: 'proxy',
      'X-Forwarded-For': '198.51.100.1, 203.0.113.7',
      'X-Amzn-Trace-Id': 'Root=1-3152b799-8954dae64eda91bc9a23a7e8',
      Accept: '*/*',
      'X-Forwarded-Port': '443',
      'X-Forwarded-Proto': 'https',
    });
    expect(part(event, 'multiValueHeaders')['tEsT-HEADeR']).toEqual(['a', 'b']);
    expect(part(part(event, 'requestContext'), 'identity')['userAgent']).toBe('test/1');
  });

  it('spells Authorization at the edge, and says that CloudFront is missing', async () => {
    const edge = restApi(api.operations, {
      settings: [{ at: '', kind: 'endpoint-configuration', value: { types: ['EDGE'] } }],
    });
    const exchange = await send(edge, 'GET /a', { headers: [['authorization', 'x']] });
    expect(part(eventOf(exchange), 'headers')['Authorization']).toBe('x');
    expect(exchange.unsupported).toEqual(['edge-optimised endpoint: the headers that CloudFront adds']);
  });

  it.each([
    ['text without binary types', [], 'image/png', 'hi', false],
    ['base64 for a listed type', ['image/png'], 'image/png; x=1', 'aGk=', true],
    ['base64 for a listed range', ['image/*'], 'image/png', 'aGk=', true],
    ['base64 for everything', ['*/*'], undefined, 'aGk=', true],
    ['text for other types', ['image/png'], 'application/json', 'hi', false],
    ['text where only the subtype is listed', ['*/png'], 'image/png', 'hi', false],
  ] as [string, string[], string | undefined, string, boolean][])(
    'holds the body as %s',
    async (_name, types, type, body, encoded) => {
      const headers: Header[] = type === undefined ? [] : [['Content-Type', type]];
      const event = eventOf(await send(binary(types), 'POST /a', { headers, body: 'hi' }));
      expect([event['body'], event['isBase64Encoded']]).toEqual([body, encoded]);
    },
  );

  it('has stage variables, the operation name, and the verb that the client asked for instead', async () => {
    const named = restApi([operation('PUT /a', { operationId: 'putA' })]);
    const headers: Header[] = [['X-HTTP-Method-Override', 'put']];
    const event = eventOf(await send(named, 'POST /a', { headers, deployed: { stageVariables: { v: '1' } } }));
    expect(event).toMatchObject({
      httpMethod: 'PUT',
      stageVariables: { v: '1' },
      requestContext: { operationName: 'putA' },
    });
    expect(event['headers']).not.toHaveProperty('X-HTTP-Method-Override');
  });

  it('goes to the function that stage variables name', async () => {
    const uri = plain('arn:aws:lambda:eu-west-1:123456789012:function:fn-${stageVariables.env}');
    const variable = restApi([operation('GET /', { integration: lambdaProxy('', { uri }) })]);
    const { calls } = await send(variable, 'GET /', { deployed: { stageVariables: { env: 'live' } } });
    expect(calls).toMatchObject([{ purpose: 'integration', functionName: 'fn-live' }]);
  });
});

describe('the answer of a Lambda proxy integration', () => {
  const answer = (value: Json, sent: { headers?: Header[]; types?: string[] } = {}) =>
    send(binary(sent.types ?? []), 'GET /a', { world: backends({ fn: value }), headers: sent.headers ?? [] });

  it('has the ids of the gateway and JSON as its content type', async () => {
    const exchange = await answer({ statusCode: 201, body: 'made' });
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([201, 'made']);
    expect(headersOf(exchange)).toEqual({
      'content-type': 'application/json',
      'x-amzn-requestid': 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      'x-amz-apigw-id': expect.stringMatching(/=$/),
      'x-amzn-trace-id': expect.stringMatching(/^Root=/),
    });
  });

  it.each([
    ['no status', { body: 'x' }, 200, 'x'],
    ['an empty object', {}, 200, ''],
    ['a status as text', { statusCode: '201' }, 201, ''],
    ['null for headers and body', { statusCode: 200, headers: null, body: null }, 200, ''],
    ['a number as body', { statusCode: 200, body: 7 }, 200, '7'],
  ] as [string, Json, number, string][])('may have %s', async (_name, value, status, body) => {
    const exchange = await answer(value);
    expect([exchange.response.status, bodyOf(exchange), headersOf(exchange)['content-type']]).toEqual([
      status,
      body,
      'application/json',
    ]);
  });

  it.each([
    ['text', 'hello'],
    ['a list', []],
    ['a number', 1],
    ['nothing', null],
    ['another key', { statusCode: 200, foo: 1 }],
    ['cookies as in payload 2.0', { statusCode: 200, cookies: [] }],
    ['a status that is no number', { statusCode: 'abc' }],
    ['a status out of range', { statusCode: 42 }],
    ['an object as body', { statusCode: 200, body: {} }],
    ['a number as header', { headers: { a: 1 } }],
    ['null as header', { headers: { a: null } }],
    ['a multi-value header that is no list', { multiValueHeaders: { a: 'b' } }],
    ['a flag that is no boolean', { isBase64Encoded: 'true' }],
  ] as [string, Json][])('is malformed as %s: 502', async (_name, value) => {
    const exchange = await answer(value);
    expect([exchange.response.status, JSON.parse(bodyOf(exchange))]).toEqual([
      502,
      { message: 'Internal server error' },
    ]);
    expect(headersOf(exchange)['x-amzn-errortype']).toBe('InternalServerErrorException');
  });

  it('joins both header maps, multi values first and under their spelling', async () => {
    const exchange = await answer({
      headers: { 'x-both': 'single', 'X-Flag': true },
      multiValueHeaders: { 'X-Both': ['one', 'two'], 'Set-Cookie': ['a=1', 'b=2'] },
    });
    const sent = exchange.response.headers.filter(([name]) => !name.startsWith('x-am') && name !== 'Content-Type');
    expect(sent.filter(([name]) => name !== 'X-Amzn-Trace-Id')).toEqual([
      ['X-Both', 'one'],
      ['X-Both', 'two'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['X-Both', 'single'],
      ['X-Flag', 'true'],
    ]);
  });

  it('renames and drops headers that the gateway owns', async () => {
    const headers = {
      Date: 'd',
      'www-authenticate': 'Basic',
      Via: 'v',
      'Transfer-Encoding': 't',
      'x-amzn-requestid': 'mine',
      ETag: 'e',
    };
    const got = headersOf(await answer({ headers }));
    expect(got).toMatchObject({ 'x-amzn-remapped-date': 'd', 'x-amzn-remapped-www-authenticate': 'Basic', etag: 'e' });
    expect(got['x-amzn-requestid']).toBe('c6af9ac6-7b61-11e6-9a41-93e8deadbeef');
    for (const name of ['date', 'via', 'transfer-encoding', 'www-authenticate']) expect(got).not.toHaveProperty([name]);
  });

  it.each([
    ['decoded when the client accepts the type', ['image/png'], 'image/png', 'hi'],
    ['decoded when the client accepts a listed range literally', ['image/*'], 'image/*', 'hi'],
    ['decoded for everything', ['*/*'], undefined, 'hi'],
    ['left as text when the client accepts anything', ['image/png'], '*/*', 'aGk='],
    ['left as text when the type comes second', ['image/png'], 'text/html,image/png', 'aGk='],
    ['left as text when nothing is listed', [], 'image/png', 'aGk='],
  ] as [string, string[], string | undefined, string][])('has base64 %s', async (_name, types, accept, body) => {
    const headers: Header[] = accept === undefined ? [] : [['Accept', accept]];
    const exchange = await answer(
      { isBase64Encoded: true, body: 'aGk=', headers: { 'Content-Type': 'image/png' } },
      { types, headers },
    );
    expect([bodyOf(exchange), headersOf(exchange)['content-type']]).toEqual([body, 'image/png']);
  });

  it('is 500 when the base64 is none', async () => {
    const exchange = await answer({ isBase64Encoded: true, body: '!' }, { types: ['*/*'] });
    expect(exchange.response.status).toBe(500);
  });
});

describe('a Lambda proxy integration that fails', () => {
  it.each([
    ['the function throws', failing('boom'), 502, 'Internal server error'],
    ['the function takes too long', () => ({ kind: 'timed-out' as const }), 504, 'Endpoint request timed out'],
  ])('answers when %s', async (_name, fn, status, message) => {
    const exchange = await send(api, 'GET /a', { world: backends({ fn }) });
    expect([exchange.response.status, JSON.parse(bodyOf(exchange))]).toEqual([status, { message }]);
  });

  it('stops waiting at the timeout of the integration', async () => {
    const slow = restApi([operation('GET /', { integration: lambdaProxy('fn', { timeoutInMillis: 50 }) })]);
    const world = backends({}, { invokeLambda: () => new Promise(() => {}) });
    expect((await send(slow, 'GET /', { world })).response.status).toBe(504);
  });

  it.each([
    ['another verb than POST', { httpMethod: 'GET' }],
    ['no uri', { uri: undefined }],
    [
      'a reserved header mapped',
      {
        parameters: [
          { at: '', target: { place: 'header', name: 'Connection' }, source: { kind: 'constant', text: 'x' } },
        ],
      },
    ],
  ])('answers 500 without a call for %s', async (_name, change) => {
    const broken = { ...lambdaProxy('fn'), ...change };
    if (broken.uri === undefined) delete broken.uri;
    const exchange = await send(
      restApi([operation('GET /', { integration: broken as ReturnType<typeof lambdaProxy> })]),
      'GET /',
    );
    expect([exchange.response.status, exchange.calls]).toEqual([500, []]);
    expect(headersOf(exchange)['x-amzn-errortype']).toBe('InternalServerErrorException');
  });

  it('answers 413 when the event is larger than Lambda takes', async () => {
    const exchange = await send(api, 'POST /a', { body: new Uint8Array(6 * 1024 * 1024).fill(97) });
    expect([exchange.response.status, JSON.parse(bodyOf(exchange)), exchange.calls]).toEqual([
      413,
      { message: 'Request Too Long' },
      [],
    ]);
  });
});
