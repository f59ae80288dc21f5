import { describe, expect, it } from 'vitest';
import type { Header } from '../../../src/gateway/gateway.js';
import { responseFromV2 } from '../../../src/gateway/payload/v2-response.js';
import type { Json } from '../../../src/model/index.js';
import { api, eventOf, route, sender } from '../http/opened.js';

const open = (key: string, stage = '$default', stageVariables = {}) =>
  sender(api([route(key)]), { deployment: { stage, stageVariables } });

describe('the event of payload format 2.0', () => {
  it('has no key for what is not there', async () => {
    expect(eventOf(await open('GET /handler')('GET /handler'))).toEqual({
      version: '2.0',
      routeKey: 'GET /handler',
      rawPath: '/handler',
      rawQueryString: '',
      headers: {
        host: 'abc123.execute-api.eu-west-1.amazonaws.com',
        'content-length': '0',
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-/),
        'x-forwarded-for': '203.0.113.7',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      requestContext: {
        accountId: '123456789012',
        apiId: 'abc123',
        domainName: 'abc123.execute-api.eu-west-1.amazonaws.com',
        domainPrefix: 'abc123',
        http: { method: 'GET', path: '/handler', protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: '' },
        requestId: 'NIKr1jmIFiAEJmw=',
        routeKey: 'GET /handler',
        stage: '$default',
        time: '10/Jul/2026:19:19:04 +0000',
        timeEpoch: 1783711144000,
      },
      isBase64Encoded: false,
    });
  });

  it('has the stage in the decoded path, the raw query untouched, repeated values joined, cookies apart', async () => {
    const headers: Header[] = [
      ['X-A', '1'],
      ['x-a', '2'],
      ['Cookie', 'a=1; b=2'],
      ['cookie', 'c=3'],
      ['Host', 'api.example'],
      ['x-amzn-trace-id', 'Root=1-2-3'],
    ];
    const send = open('GET /p/{id}', 'dev', { v: '1' });
    const event = eventOf(await send('GET /p/a%20b?q=1&q=2&p=a+b%2B', { headers }));
    expect(event).toMatchObject({
      rawPath: '/dev/p/a b',
      rawQueryString: 'q=1&q=2&p=a+b%2B',
      queryStringParameters: { q: '1,2', p: 'a b+' },
      cookies: ['a=1', 'b=2', 'c=3'],
      headers: { 'x-a': '1,2', host: 'api.example', 'x-amzn-trace-id': 'Root=1-2-3' },
      pathParameters: { id: 'a b' },
      stageVariables: { v: '1' },
      requestContext: { domainName: 'api.example', domainPrefix: 'api', http: { path: '/dev/p/a b' }, stage: 'dev' },
    });
    expect(event.headers).not.toHaveProperty('cookie');
  });
});

describe('an answer in payload format 2.0', () => {
  const text = ['content-type', 'text/plain; charset=utf-8'] as const;
  const json = ['content-type', 'application/json'] as const;
  it.each<[string, Json, number, Header[], string]>([
    ['text', 'hello', 200, [json], 'hello'],
    ['empty text', '', 200, [json], ''],
    ['nothing', null, 200, [json], 'null'],
    ['a number', 5, 200, [json], '5'],
    ['a boolean', true, 200, [json], 'true'],
    ['a list', [1], 200, [json], '[1]'],
    ['an object without a status', { body: 'x' }, 200, [json], '{"body":"x"}'],
    ['an empty object', {}, 200, [json], '{}'],
    ['a status and a body', { statusCode: 201, body: 'x' }, 201, [text], 'x'],
    ['a status alone', { statusCode: 302, headers: { location: '/' } }, 302, [['location', '/']], ''],
    ['a status as text', { statusCode: '418', body: 'x' }, 418, [text], 'x'],
    [
      'cookies before a header',
      { statusCode: 200, cookies: ['a', 'b'], headers: { 'Set-Cookie': 'c' } },
      200,
      [
        ['set-cookie', 'a'],
        ['set-cookie', 'b'],
        ['set-cookie', 'c'],
      ],
      '',
    ],
    ['multi-value headers, which are ignored', { statusCode: 200, multiValueHeaders: { a: ['1'] } }, 200, [], ''],
    ['base64', { statusCode: 200, body: 'aGk=', isBase64Encoded: true }, 200, [text], 'hi'],
    [
      'headers that do not pass',
      {
        statusCode: 200,
        headers: { Date: 'd', Upgrade: 'u', Connection: 'c', 'Content-Length': '9', 'WWW-Authenticate': 'Basic' },
      },
      200,
      [['www-authenticate', 'Basic']],
      '',
    ],
  ])('from %s', (_, value, status, headers, body) => {
    const response = responseFromV2(value);
    expect(response).toMatchObject({ status, headers });
    expect(Buffer.from(response?.body ?? []).toString()).toBe(body);
  });

  it.each<[string, Json]>([
    ['a status that is no number', { statusCode: 'abc' }],
    ['an object as body', { statusCode: 200, body: {} }],
    ['a number as body', { statusCode: 200, body: 5 }],
    ['cookies that are no list', { statusCode: 200, cookies: 'a' }],
    ['broken base64', { statusCode: 200, body: '!', isBase64Encoded: true }],
  ])('is malformed: %s', (_, value) => {
    expect(responseFromV2(value)).toBeUndefined();
  });
});
