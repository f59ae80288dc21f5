import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/index.js';
import { bodyOf } from '../rest/samples.js';
import { columns, headersOf, through } from './three-apis.js';

/** Status for the client, in the order of the columns; for 200 of format 2.0 the body as well. */
type Row = [id: string, returned: Json, rest: number, first: number, second: number, body?: string];

/** Facts runtime.md 4.1. Rows of evidence U are left out: whatever is done there is a guess. */
const rows: Row[] = [
  ['RT-RES-KEYS', { statusCode: 200, foo: 1 }, 502, 200, 200],
  ['RT-RES-NOSTATUS', { body: 'x' }, 200, 500, 200, '{"body":"x"}'],
  ['RT-RES-STRING', 'text', 502, 500, 200, 'text'],
  ['RT-RES-NULL', null, 502, 500, 200, 'null'],
  ['RT-RES-EMPTYSTR', '', 502, 500, 200, ''],
  ['RT-RES-ARRAYNUM', [1, 2], 502, 500, 200, '[1,2]'],
  ['RT-RES-ARRAYNUM', 7, 502, 500, 200, '7'],
  ['RT-RES-ARRAYNUM', true, 502, 500, 200, 'true'],
  ['RT-RES-EMPTYOBJ', {}, 200, 500, 200, '{}'],
  ['RT-RES-STATUSBAD', { statusCode: 'abc' }, 502, 500, 500],
  ['RT-RES-BODYOBJ', { statusCode: 200, body: { a: 1 } }, 502, 500, 500],
  ['RT-RES-EXTRAKEY-EXAMPLE', { statusCode: 200, body: 'x', foo: 'y' }, 502, 200, 200, 'x'],
];

describe('what a function may return', () => {
  it.each(rows)('%s: %j', async (_, returns, rest, first, second, body) => {
    const exchanges = await Promise.all(columns.map((column) => through(column, 'GET /x', { returns })));
    expect(exchanges.map(({ response }) => response.status)).toEqual([rest, first, second]);
    if (body !== undefined && exchanges[2]) expect(bodyOf(exchanges[2])).toBe(body);
  });

  it('RT-RES-STATUSSTR: REST takes a status in a text', async () => {
    expect((await through('REST', 'GET /x', { returns: { statusCode: '201' } })).response.status).toBe(201);
  });

  it.each([
    ['RT-RES-HDRNULL', { headers: null }, 200],
    ['RT-RES-HDRBOOL', { headers: { 'x-a': true } }, 200],
    ['RT-RES-HDRNUM', { headers: { 'x-a': 7 } }, 502],
    ['RT-RES-HDRNUM', { headers: { 'x-a': { b: 1 } } }, 502],
    ['RT-RES-MVHBAD', { multiValueHeaders: { 'x-a': 'b' } }, 502],
  ])('%s: REST with %j', async (_, more, status) => {
    expect((await through('REST', 'GET /x', { returns: { statusCode: 200, ...more } })).response.status).toBe(status);
  });

  it('RT-RES-MVHBAD: format 2.0 ignores multiValueHeaders', async () => {
    const returns = { statusCode: 200, multiValueHeaders: { 'x-a': ['b'] } };
    expect(headersOf(await through('2.0', 'GET /x', { returns }))).not.toHaveProperty('x-a');
  });

  it('RT-RES-MVHMERGE: the casing of multiValueHeaders wins, its values come first', async () => {
    const returns = {
      statusCode: 200,
      headers: { 'x-one': 'solo' },
      multiValueHeaders: { 'X-One': ['multi'] },
    };
    const { response } = await through('REST', 'GET /x', { returns });
    expect(response.headers.filter(([name]) => name.toLowerCase() === 'x-one').map(([name]) => name)).not.toContain(
      'x-one',
    );
    expect(response.headers.filter(([name]) => name === 'X-One').flatMap(([, value]) => value.split(/, ?/))).toEqual([
      'multi',
      'solo',
    ]);
  });

  it.each([
    ['REST', 'application/json'],
    ['2.0', 'text/plain; charset=utf-8'],
  ] as const)('RT-RES-CT: %s says %s where the function says nothing', async (column, type) => {
    const { response } = await through(column, 'GET /x', { returns: { statusCode: 200, body: 'x' } });
    expect(response.headers.filter(([name]) => name.toLowerCase() === 'content-type')).toEqual([
      [expect.stringMatching(/content-type/i), type],
    ]);
  });

  it('RT-RES-BODYABSENT: format 2.0 sends neither a body nor its type', async () => {
    const exchange = await through('2.0', 'GET /x', { returns: { statusCode: 302, headers: { location: '/y' } } });
    expect(bodyOf(exchange)).toBe('');
    expect(Object.keys(headersOf(exchange)).map((name) => name.toLowerCase())).not.toContain('content-type');
  });

  it('RT-RES-COOKIES: each cookie has a header of its own', async () => {
    const returns = { statusCode: 200, cookies: ['a=1', 'b=2'], headers: { 'set-cookie': 'c=3' } };
    const { response } = await through('2.0', 'GET /x', { returns });
    expect(response.headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value)).toEqual([
      'a=1',
      'b=2',
      'c=3',
    ]);
  });
});

describe('how failures of a function come to the client', () => {
  it.each([
    ['RT-ERR-LAMBDA-THROW', { kind: 'threw', errorType: 'Error', errorMessage: 'no' }, 502, 500],
    ['RT-ERR-TIMEOUT', { kind: 'timed-out' }, 504, 503],
    [
      'RT-ERR-LAMBDA-PERM',
      { kind: 'not-invoked', status: 403, errorType: 'AccessDeniedException', message: '' },
      500,
      500,
    ],
    ['RT-ERR-LAMBDA-FNTIMEOUT', { kind: 'threw', errorType: 'Sandbox.Timedout', errorMessage: '' }, 502, 500],
  ] as const)('%s', async (_, outcome, rest, http) => {
    const exchanges = await Promise.all(columns.map((column) => through(column, 'GET /x', { outcome })));
    expect(exchanges.map(({ response }) => response.status)).toEqual([rest, http, http]);
  });

  it('RT-ERR-SPELL, RT-ERR-TIMEOUT: the words differ', async () => {
    const thrown = { outcome: { kind: 'threw', errorType: 'Error', errorMessage: 'no' } } as const;
    const slow = { outcome: { kind: 'timed-out' } } as const;
    const words = await Promise.all(
      [thrown, slow].flatMap((behind) => columns.map((column) => through(column, 'GET /x', behind))),
    );
    expect(words.map((exchange): unknown => JSON.parse(bodyOf(exchange)))).toEqual([
      { message: 'Internal server error' },
      { message: 'Internal Server Error' },
      { message: 'Internal Server Error' },
      { message: 'Endpoint request timed out' },
      { message: 'Service Unavailable' },
      { message: 'Service Unavailable' },
    ]);
  });

  it('RT-ERR-LAMBDA-REQ-SIZE: REST refuses a body that becomes an event of more than 6 MB', async () => {
    const exchange = await through('REST', 'POST /x', {}, { body: 'x'.repeat(7_000_000) });
    expect(exchange.response.status).toBe(413);
    expect(JSON.parse(bodyOf(exchange))).toEqual({ message: 'Request Too Long' });
    expect(headersOf(exchange)['x-amzn-ErrorType']).toBe('BadRequestException');
    expect(exchange.calls).toEqual([]);
  });
});

describe('binary answers', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
  const returns = {
    statusCode: 200,
    headers: { 'Content-Type': 'image/png' },
    body: png.toString('base64'),
    isBase64Encoded: true,
  };

  it.each([
    ['REST', 'image/png', ['image/png'], true],
    ['REST', 'image/png, */*', ['image/png'], true],
    ['REST', '*/*', ['image/png'], false],
    ['REST', 'image/*', ['image/png'], false],
    ['REST', 'text/html, image/png', ['image/png'], false],
    ['REST', 'image/png', [], false],
    ['1.0', '*/*', [], true],
    ['2.0', 'text/html', [], true],
  ] as const)('RT-BIN-RES: %s asked for %s with %j', async (column, accept, types, decoded) => {
    const line = { headers: [['Accept', accept] as const], binaryMediaTypes: [...types] };
    const { response } = await through(column, 'GET /x', { returns }, line);
    expect(Buffer.from(response.body)).toEqual(decoded ? png : Buffer.from(png.toString('base64')));
  });

  it('RT-BIN-BADB64: REST fails on what is no base64', async () => {
    const bad = { returns: { ...returns, body: '%%%' } };
    const line = { headers: [['Accept', 'image/png'] as const], binaryMediaTypes: ['image/png'] };
    expect((await through('REST', 'GET /x', bad, line)).response.status).toBe(500);
  });
});
