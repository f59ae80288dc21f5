import { describe, expect, it } from 'vitest';
import { isObject, type Json } from '../../../src/model/index.js';
import { at, columns, eventThrough, through } from './three-apis.js';

type Fate = 'delivered' | 'removed';

/** Facts runtime.md 3.5: what a function gets of a header that the client sent. */
const rows: [id: string, header: string, rest: Fate, http: Fate][] = [
  ['RT-HDR-CLEN', 'Content-Length', 'removed', 'delivered'],
  ...['Connection', 'Expect', 'Proxy-Authenticate', 'TE', 'Transfer-Encoding', 'Upgrade'].map(
    (header): [string, string, Fate, Fate] => ['RT-HDR-DROP-BOTH', header, 'removed', 'removed'],
  ),
  ...['Content-MD5', 'Max-Forwards', 'Server', 'Trailer', 'WWW-Authenticate'].map(
    (header): [string, string, Fate, Fate] => ['RT-HDR-DROP-REST', header, 'removed', 'delivered'],
  ),
  ...['Accept', 'Accept-Charset', 'Accept-Encoding', 'Age', 'Authorization', 'Content-Type', 'Date', 'Pragma'].map(
    (header): [string, string, Fate, Fate] => ['RT-HDR-PASS-REST', header, 'delivered', 'delivered'],
  ),
  ...['Range', 'Referer', 'User-Agent', 'Via', 'Warn'].map((header): [string, string, Fate, Fate] => [
    'RT-HDR-PASS-REST',
    header,
    'delivered',
    'delivered',
  ]),
];

describe('headers of a client on their way to a function', () => {
  it.each(rows)('%s: %s', async (_, header, rest, http) => {
    const headers = await Promise.all(
      columns.map(async (column) => at(await eventThrough(column, 'GET /x', { headers: [[header, 'v']] }), 'headers')),
    );
    expect(headers.map((one) => (holds(one, header) ? 'delivered' : 'removed'))).toEqual([rest, http, http]);
  });

  it('RT-HDR-CASE, RT-HDR-CASE-FIXED: whose letter case the names have', async () => {
    const names = await Promise.all(
      columns.map(async (column) =>
        Object.keys(
          Object(
            at(
              await eventThrough(column, 'GET /x', {
                headers: [
                  ['tEsT-HEADeR', 'v'],
                  ['user-agent', 'u'],
                ],
              }),
              'headers',
            ),
          ),
        ),
      ),
    );
    const [rest = [], first = [], second = []] = names;
    expect(rest).toEqual(
      expect.arrayContaining(['tEsT-HEADeR', 'Host', 'User-Agent', 'X-Forwarded-For', 'X-Amzn-Trace-Id']),
    );
    expect(first).toEqual(
      expect.arrayContaining(['test-header', 'Host', 'User-Agent', 'X-Forwarded-For', 'X-Amzn-Trace-Id']),
    );
    expect(second.every((name) => name === name.toLowerCase())).toBe(true);
  });

  it('RT-HDR-DUP: what stands twice', async () => {
    const line = { headers: [['X-A', 'first'] as const, ['X-A', 'second'] as const] };
    const [rest, first, second] = await Promise.all(columns.map((column) => eventThrough(column, 'GET /x', line)));
    expect(at(rest, 'headers/X-A')).toBe('second');
    expect(at(rest, 'multiValueHeaders/X-A')).toEqual(['first', 'second']);
    expect(at(first, 'multiValueHeaders/x-a')).toEqual(['first', 'second']);
    expect(at(second, 'headers/x-a')).toBe('first,second');
  });

  it('RT-EVT-COOKIES: a list of their own in format 2.0', async () => {
    const line = { headers: [['Cookie', 'a=1; b=2'] as const] };
    const [rest, first, second] = await Promise.all(columns.map((column) => eventThrough(column, 'GET /x', line)));
    expect([rest, first, second].map((event) => at(event, 'cookies'))).toEqual([undefined, undefined, ['a=1', 'b=2']]);
    expect([rest, first, second].map((event) => holds(at(event, 'headers'), 'cookie'))).toEqual([true, true, false]);
  });

  it.each([['RT-HDR-ACCEPT-DEFAULT', 'Accept', 'application/json']])(
    '%s: only REST adds what is missing',
    async (_, header, value) => {
      const headers = await Promise.all(
        columns.map(async (column) => at(await eventThrough(column, 'GET /x'), 'headers')),
      );
      expect(at(headers[0], header)).toBe(value);
      expect(headers.slice(1).map((one) => holds(one, header))).toEqual([false, false]);
    },
  );

  it.each(columns)('RT-HDR-TRACE: %s keeps the root of a client', async (column) => {
    const root = 'Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e';
    const event = await eventThrough(column, 'GET /x', { headers: [['X-Amzn-Trace-Id', root]] });
    const trace = Object.entries(Object(at(event, 'headers'))).find(([name]) => /^x-amzn-trace-id$/i.test(name));
    expect(trace?.[1]).toContain(root);
  });
});

describe('headers of a client on their way to an HTTP backend', () => {
  const sent = async (column: 'REST' | '2.0', header?: string) => {
    const headers = header === undefined ? [] : [[header, 'v'] as const];
    const { calls } = await through(column, 'GET /x', { upstream: {} }, { headers });
    const call = calls[0];
    if (call?.kind !== 'http') throw new Error('no backend was called');
    return new Map(call.request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  };

  it.each([
    ...['Content-Encoding', 'Via', 'Connection', 'Content-MD5', 'Expect', 'Max-Forwards', 'Proxy-Authenticate'],
    ...['Server', 'TE', 'Trailer', 'Transfer-Encoding', 'Upgrade', 'WWW-Authenticate'],
  ])('RT-HTTP-DROP: REST keeps %s', async (header) => {
    expect((await sent('REST', header)).has(header.toLowerCase())).toBe(false);
  });

  it.each([
    ...['Accept', 'Accept-Charset', 'Accept-Encoding', 'Age', 'Authorization', 'Date', 'Pragma', 'Range', 'Referer'],
    ...['User-Agent', 'Warn', 'Cookie', 'X-Custom'],
  ])('RT-HTTP-PASS: REST passes %s', async (header) => {
    expect((await sent('REST', header)).get(header.toLowerCase())).toBe('v');
  });

  it('RT-HTTP-UA, RT-HTTP-ACCEPT, RT-HTTP-APIID, RT-HTTP-TRACE, RT-HTTP-HOST: what REST adds', async () => {
    const headers = await sent('REST');
    expect(headers.get('user-agent')).toBe('AmazonAPIGateway_abc123');
    expect(headers.get('accept')).toBe('application/json');
    expect(headers.get('x-amzn-apigateway-api-id')).toBe('abc123');
    expect(headers.get('x-amzn-trace-id')).toMatch(/^Root=1-/);
    expect(headers.get('host') ?? 'backend.example').toBe('backend.example');
  });

  it('RT-HTTP-FWD: an HTTP API tells of the client in Forwarded and Via, and in no X-Forwarded-For', async () => {
    const headers = await sent('2.0');
    expect(headers.get('forwarded')).toMatch(/for=203\.0\.113\.7;host=api\.example\.com;proto=https/);
    expect(headers.get('via')).toBe('HTTP/1.1 AmazonAPIGateway');
    expect(headers.has('x-forwarded-for')).toBe(false);
  });
});

function holds(headers: Json | undefined, name: string): boolean {
  return isObject(headers) && Object.keys(headers).some((one) => one.toLowerCase() === name.toLowerCase());
}
