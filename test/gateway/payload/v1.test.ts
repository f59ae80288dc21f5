import { describe, expect, it } from 'vitest';
import type { Header } from '../../../src/gateway/gateway.js';
import { responseFromV1 } from '../../../src/gateway/payload/v1-response.js';
import type { Json } from '../../../src/model/index.js';
import { api, eventOf, lambda, route, sender } from '../http/opened.js';

const open = (key: string, stage = '$default', stageVariables = {}) =>
  sender(api([route(key, lambda({ payloadFormatVersion: '1.0' }))]), { deployment: { stage, stageVariables } });

describe('the event of payload format 1.0', () => {
  it('has every field, null where there is nothing', async () => {
    expect(eventOf(await open('GET /handler')('GET /handler'))).toEqual({
      version: '1.0',
      resource: '/handler',
      path: '/handler',
      httpMethod: 'GET',
      headers: {
        Host: 'abc123.execute-api.eu-west-1.amazonaws.com',
        'Content-Length': '0',
        'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
        'X-Forwarded-For': '203.0.113.7',
        'X-Forwarded-Port': '443',
        'X-Forwarded-Proto': 'https',
      },
      multiValueHeaders: expect.objectContaining({ 'X-Forwarded-Port': ['443'] }),
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      requestContext: {
        accountId: '123456789012',
        apiId: 'abc123',
        domainName: 'abc123.execute-api.eu-west-1.amazonaws.com',
        domainPrefix: 'abc123',
        extendedRequestId: 'NIKr1jmIFiAEJmw=',
        httpMethod: 'GET',
        identity: {
          accessKey: null,
          accountId: null,
          caller: null,
          cognitoAmr: null,
          cognitoAuthenticationProvider: null,
          cognitoAuthenticationType: null,
          cognitoIdentityId: null,
          cognitoIdentityPoolId: null,
          principalOrgId: null,
          sourceIp: '203.0.113.7',
          user: null,
          userAgent: '',
          userArn: null,
        },
        path: '/handler',
        protocol: 'HTTP/1.1',
        requestId: 'NIKr1jmIFiAEJmw=',
        requestTime: '10/Jul/2026:19:19:04 +0000',
        requestTimeEpoch: 1783711144000,
        resourceId: 'GET /handler',
        resourcePath: '/handler',
        stage: '$default',
      },
      pathParameters: null,
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
    });
  });

  it('has the stage in both paths, but not in the resource', async () => {
    const event = eventOf(await open('ANY /p/{proxy+}', 'dev', { a: 'b' })('POST /p/a%20b'));
    expect(event).toMatchObject({
      path: '/dev/p/a b',
      resource: '/p/{proxy+}',
      pathParameters: { proxy: 'a b' },
      stageVariables: { a: 'b' },
      requestContext: { path: '/dev/p/a b', resourcePath: '/p/{proxy+}', resourceId: 'ANY /p/{proxy+}', stage: 'dev' },
    });
  });

  it('calls the default route by its name', async () => {
    const event = eventOf(await open('$default')('GET /x'));
    expect(event).toMatchObject({ resource: '$default', path: '/x', pathParameters: null });
    expect(event.requestContext).toMatchObject({ resourceId: '$default', resourcePath: '$default' });
  });

  it('has the first of repeated query parameters, the last of repeated headers, and all in the other maps', async () => {
    const headers: Header[] = [
      ['X-A', '1'],
      ['x-a', '2'],
      ['user-agent', 'curl'],
      ['Cookie', 'a=1'],
    ];
    expect(eventOf(await open('GET /a')('GET /a?q=1&q=a+b%2B&flag&e=', { headers }))).toMatchObject({
      queryStringParameters: { q: '1', flag: '', e: '' },
      multiValueQueryStringParameters: { q: ['1', 'a b+'], flag: [''], e: [''] },
      headers: { 'x-a': '2', 'User-Agent': 'curl', cookie: 'a=1' },
      multiValueHeaders: { 'x-a': ['1', '2'] },
      requestContext: { identity: { userAgent: 'curl' } },
    });
  });

  it('cuts the path at an encoded question mark', async () => {
    expect(eventOf(await open('$default')('GET /a%3Fb')).path).toBe('/a');
  });

  it('keeps hop-by-hop headers from the function, and adds to X-Forwarded-For', async () => {
    const headers: Header[] = [
      ['Connection', 'close'],
      ['TE', 'trailers'],
      ['X-Forwarded-For', '198.51.100.1'],
      ['WWW-Authenticate', 'x'],
    ];
    const { headers: received } = eventOf(await open('GET /a')('GET /a', { headers }));
    expect(received).toMatchObject({ 'X-Forwarded-For': '198.51.100.1, 203.0.113.7', 'www-authenticate': 'x' });
    expect(received).not.toHaveProperty('connection');
    expect(received).not.toHaveProperty('te');
  });
});

describe('the body of an event', () => {
  const utf8 = Buffer.from('{"a":"λ"}');
  it.each<[string, string | undefined, Buffer, boolean]>([
    ['JSON', 'application/json', utf8, false],
    ['JSON with parameters', 'Application/JSON; charset=utf-8', utf8, false],
    ['text', 'text/csv', utf8, false],
    ['XML', 'application/xml', utf8, false],
    ['JavaScript', 'application/javascript', utf8, false],
    ['a form', 'application/x-www-form-urlencoded', utf8, true],
    ['JSON by suffix', 'application/vnd.api+json', utf8, true],
    ['a file', 'image/png', utf8, true],
    ['no type', undefined, utf8, true],
    ['text that is not UTF-8', 'text/plain', Buffer.from([0xff, 0x00]), true],
  ])('%s', async (_, type, body, isBase64Encoded) => {
    const headers: Header[] = type === undefined ? [] : [['Content-Type', type]];
    const event = eventOf(await open('POST /a')('POST /a', { headers, body }));
    expect(event).toMatchObject({ isBase64Encoded, body: body.toString(isBase64Encoded ? 'base64' : 'utf8') });
    expect(event.headers['Content-Length']).toBe(String(body.length));
  });
});

describe('an answer in payload format 1.0', () => {
  const json = ['content-type', 'application/json; charset=utf-8'] as const;
  it.each<[string, Json, number, Header[], string]>([
    ['a status alone', { statusCode: 204 }, 204, [], ''],
    ['a body', { statusCode: 200, body: 'x' }, 200, [json], 'x'],
    ['a status as text', { statusCode: '201', body: 'x' }, 201, [json], 'x'],
    ['a number as body', { statusCode: 200, body: 5 }, 200, [json], '5'],
    ['unknown keys', { statusCode: 200, foo: 1 }, 200, [], ''],
    ['null maps', { statusCode: 200, headers: null, multiValueHeaders: null, body: null }, 200, [], ''],
    [
      'its own type',
      { statusCode: 200, headers: { 'Content-Type': 'a/b' }, body: 'x' },
      200,
      [['content-type', 'a/b']],
      'x',
    ],
    [
      'values that are no text',
      { statusCode: 200, headers: { a: 1, b: true, c: null } },
      200,
      [
        ['a', '1'],
        ['b', 'true'],
        ['c', ''],
      ],
      '',
    ],
    [
      'several cookies',
      { statusCode: 200, multiValueHeaders: { 'Set-Cookie': ['a', 'b'] } },
      200,
      [
        ['set-cookie', 'a'],
        ['set-cookie', 'b'],
      ],
      '',
    ],
    [
      'one name in both maps',
      { statusCode: 200, headers: { A: 's' }, multiValueHeaders: { a: ['m', 's'] } },
      200,
      [
        ['a', 'm'],
        ['a', 's'],
      ],
      '',
    ],
    [
      'base64',
      { statusCode: 200, headers: { 'content-type': 'a/b' }, body: 'aGk=', isBase64Encoded: true },
      200,
      [['content-type', 'a/b']],
      'hi',
    ],
    [
      'hop-by-hop headers',
      { statusCode: 200, headers: { Connection: 'x', Upgrade: 'x', 'Content-Length': '99', Date: 'd' } },
      200,
      [['date', 'd']],
      '',
    ],
  ])('with %s', (_, value, status, headers, body) => {
    const response = responseFromV1(value);
    expect(response).toMatchObject({ status, headers });
    expect(Buffer.from(response?.body ?? []).toString()).toBe(body);
  });

  it.each<[string, Json]>([
    ['null', null],
    ['text', 'hello'],
    ['a list', []],
    ['no status', { body: 'x' }],
    ['a status that is no number', { statusCode: 'abc' }],
    ['a status out of range', { statusCode: 99 }],
    ['an object as body', { statusCode: 200, body: {} }],
    ['an object as header', { statusCode: 200, headers: { a: {} } }],
    ['a header name with a space', { statusCode: 200, headers: { 'a b': 'x' } }],
    ['a multi-value header that is no list', { statusCode: 200, multiValueHeaders: { a: 'x' } }],
    ['broken base64', { statusCode: 200, body: '%%%', isBase64Encoded: true }],
  ])('is malformed: %s', (_, value) => {
    expect(responseFromV1(value)).toBeUndefined();
  });
});
