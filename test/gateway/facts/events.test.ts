import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/index.js';
import { at, columns, eventThrough, type Line } from './three-apis.js';

/** Stands for: the key is not there. */
const absent = undefined;
type Row = [id: string, path: string, rest: Json | undefined, first: Json | undefined, second: Json | undefined];

const texts = expect.any(String) as unknown as string;
const numbers = expect.any(Number) as unknown as number;
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown as string;
const objects = expect.any(Object) as unknown as Json;

async function valuesOf(path: string, key: string, line?: Line): Promise<(Json | undefined)[]> {
  const events = await Promise.all(columns.map((column) => eventThrough(column, key, line)));
  return events.map((event) => at(event, path));
}

/** Facts runtime.md 3.1 to 3.4: `GET /x` with nothing else. */
const bare: Row[] = [
  ['RT-EVT-VERSION', 'version', absent, '1.0', '2.0'],
  ['RT-EVT-RESOURCE', 'resource', '/{proxy+}', '/{proxy+}', absent],
  ['RT-EVT-ROUTEKEY', 'routeKey', absent, absent, 'ANY /{proxy+}'],
  ['RT-EVT-PATH', 'path', '/x', '/x', absent],
  ['RT-EVT-RAWPATH', 'rawPath', absent, absent, '/x'],
  ['RT-EVT-METHOD', 'httpMethod', 'GET', 'GET', absent],
  ['RT-EVT-MVH', 'multiValueHeaders', objects, objects, absent],
  ['RT-EVT-COOKIES', 'cookies', absent, absent, absent],
  ['RT-EVT-QS', 'queryStringParameters', null, null, absent],
  ['RT-EVT-MVQS', 'multiValueQueryStringParameters', null, null, absent],
  ['RT-EVT-RAWQS', 'rawQueryString', absent, absent, ''],
  ['RT-EVT-PP', 'pathParameters', { proxy: 'x' }, { proxy: 'x' }, { proxy: 'x' }],
  ['RT-EVT-SV', 'stageVariables', null, null, absent],
  ['RT-EVT-BODY', 'body', null, null, absent],
  ['RT-EVT-B64', 'isBase64Encoded', false, false, false],
  ['RT-CTX-ACCOUNT', 'requestContext/accountId', '123456789012', '123456789012', '123456789012'],
  ['RT-CTX-APIID', 'requestContext/apiId', 'abc123', 'abc123', 'abc123'],
  ['RT-CTX-DEPLOY', 'requestContext/deploymentId', texts, absent, absent],
  ['RT-CTX-DOMAIN', 'requestContext/domainName', 'api.example.com', 'api.example.com', 'api.example.com'],
  ['RT-CTX-DOMAIN', 'requestContext/domainPrefix', 'api', 'api', 'api'],
  ['RT-CTX-EXTID', 'requestContext/extendedRequestId', texts, 'NIKr1jmIFiAEJmw=', absent],
  ['RT-CTX-REQID', 'requestContext/requestId', uuid, 'NIKr1jmIFiAEJmw=', 'NIKr1jmIFiAEJmw='],
  ['RT-CTX-METHOD', 'requestContext/httpMethod', 'GET', 'GET', absent],
  ['RT-CTX-PATH', 'requestContext/path', '/prod/x', '/x', absent],
  ['RT-CTX-PROTO', 'requestContext/protocol', 'HTTP/1.1', 'HTTP/1.1', absent],
  ['RT-CTX-RESID', 'requestContext/resourceId', texts, 'ANY /{proxy+}', absent],
  ['RT-CTX-RESPATH', 'requestContext/resourcePath', '/{proxy+}', '/{proxy+}', absent],
  ['RT-CTX-ROUTEKEY', 'requestContext/routeKey', absent, absent, 'ANY /{proxy+}'],
  ['RT-CTX-STAGE', 'requestContext/stage', 'prod', '$default', '$default'],
  ['RT-CTX-TIME', 'requestContext/requestTime', '10/Jul/2026:19:19:04 +0000', '10/Jul/2026:19:19:04 +0000', absent],
  ['RT-CTX-TIME', 'requestContext/requestTimeEpoch', 1_783_711_144_000, 1_783_711_144_000, absent],
  ['RT-CTX-TIME', 'requestContext/time', absent, absent, '10/Jul/2026:19:19:04 +0000'],
  ['RT-CTX-TIME', 'requestContext/timeEpoch', absent, absent, numbers],
  ['RT-CTX-HTTP', 'requestContext/http/protocol', absent, absent, 'HTTP/1.1'],
  ['RT-CTX-HTTP', 'requestContext/http/sourceIp', absent, absent, '203.0.113.7'],
  ['RT-CTX-AUTH', 'requestContext/authorizer', absent, absent, absent],
  ['RT-CTX-ID-KEYS', 'requestContext/identity/cognitoAmr', absent, null, absent],
  ['RT-CTX-ID-KEYS', 'requestContext/identity/sourceIp', '203.0.113.7', '203.0.113.7', absent],
  ['RT-CTX-ID-APIKEY', 'requestContext/identity/apiKey', absent, absent, absent],
  ['RT-CTX-ID-VPC', 'requestContext/identity/vpcId', absent, absent, absent],
  ['RT-CTX-CANARY', 'requestContext/isCanaryRequest', absent, absent, absent],
];

describe('events of a bare request', () => {
  it.each(bare)('%s: %s', async (_, path, ...expected) => {
    expect(await valuesOf(path, 'GET /x')).toEqual(expected);
  });
});

const query: [id: string, text: string, rest: Json, first: Json | undefined, second: Json][] = [
  ['RT-QS-DUP', 'a=1&a=2', '2', undefined, '1,2'],
  ['RT-QS-COMMA', 'a=1,2', '1,2', '1,2', '1,2'],
  ['RT-QS-EMPTY', 'a=', '', '', ''],
  ['RT-QS-PLUS', 'a=b+c', 'b c', 'b c', 'b c'],
  ['RT-ENC-QS', 'a=b%2Bc%20d', 'b+c d', 'b+c d', 'b+c d'],
  ['RT-QS-DOUBLE', 'a=%2541', '%41', '%41', '%41'],
];

describe('the query in events', () => {
  it.each(query)('%s: %s', async (_, text, rest, first, second) => {
    const seen = await valuesOf('queryStringParameters/a', `GET /x?${text}`);
    expect([seen[0], seen[2]]).toEqual([rest, second]);
    // Which of two values format 1.0 keeps is not known (RT-QS-DUP).
    if (first !== undefined) expect(seen[1]).toBe(first);
  });

  it('RT-QS-DUP: all values are there for REST and format 1.0', async () => {
    const path = 'multiValueQueryStringParameters/a';
    expect(await valuesOf(path, 'GET /x?a=1&a=2')).toEqual([['1', '2'], ['1', '2'], absent]);
  });

  it('RT-ENC-RAWQS: format 2.0 has it untouched as well', async () => {
    const raw = 'literalPlus=a+b&encodedPlus=a%2Bb';
    expect(await valuesOf('rawQueryString', `GET /x?${raw}`)).toEqual([absent, absent, raw]);
  });
});

describe('bodies in events', () => {
  const form = Buffer.from('a=1&b=2').toString('base64');
  const xml = Buffer.from('<a/>').toString('base64');

  it.each([
    ['RT-BODY-B64-REQ', 'application/json', '{"a":1}', '{"a":1}', '{"a":1}'],
    ['RT-BODY-B64-REQ', 'text/csv', 'a,b', 'a,b', 'a,b'],
    ['RT-BODY-FORM', 'application/x-www-form-urlencoded', 'a=1&b=2', 'a=1&b=2', form],
    ['RT-BODY-B64-REQ', 'application/atom+xml', '<a/>', '<a/>', xml],
    ['RT-BODY-B64-REQ', undefined, '<a/>', '<a/>', xml],
  ])('%s: %s', async (_, type, body, rest, http) => {
    const line: Line = { body, headers: type === undefined ? [] : [['Content-Type', type]] };
    expect(await valuesOf('body', 'POST /x', line)).toEqual([rest, http, http]);
    const encoded = http !== rest;
    expect(await valuesOf('isBase64Encoded', 'POST /x', line)).toEqual([false, encoded, encoded]);
  });

  it.each([
    ['application/octet-stream', ['application/octet-stream'], true],
    ['application/octet-stream; charset=x', ['application/octet-stream'], true],
    ['image/png', ['image/*'], true],
    ['image/png', ['*/*'], true],
    ['image/png', ['application/octet-stream'], false],
  ])('RT-BODY-B64-REQ: REST encodes %s where the API lists %j', async (type, binaryMediaTypes, encoded) => {
    const line: Line = { body: 'x', headers: [['Content-Type', type]], binaryMediaTypes };
    expect(at(await eventThrough('REST', 'POST /x', line), 'isBase64Encoded')).toBe(encoded);
  });
});
