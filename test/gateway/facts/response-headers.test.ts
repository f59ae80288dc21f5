import { describe, expect, it } from 'vitest';
import { columns, headersOf, through } from './three-apis.js';

/** What becomes of a header that a function or an upstream sends. `replaced`: the gateway puts its own in its place. */
type Fate = 'passes' | 'remapped' | 'dropped' | 'replaced' | 'unknown';

/**
 * Facts runtime.md 4.5, rows RT-RHDR-MAP-*: REST Lambda proxy, REST HTTP proxy, Lambda with format 1.0 and 2.0. Where AWS's
 * page and a capture contradict each other, the page's word stands here.
 */
const rows: [header: string, restLambda: Fate, restHttp: Fate, first: Fate, second: Fate][] = [
  ['Connection', 'remapped', 'remapped', 'dropped', 'dropped'],
  ['Date', 'remapped', 'remapped', 'passes', 'dropped'],
  ['Server', 'remapped', 'remapped', 'passes', 'passes'],
  ['Authorization', 'remapped', 'remapped', 'passes', 'passes'],
  ['WWW-Authenticate', 'remapped', 'remapped', 'passes', 'passes'],
  ['User-Agent', 'remapped', 'remapped', 'passes', 'passes'],
  ['Content-MD5', 'remapped', 'remapped', 'passes', 'passes'],
  ['Max-Forwards', 'remapped', 'remapped', 'passes', 'passes'],
  ['Upgrade', 'dropped', 'dropped', 'dropped', 'dropped'],
  ['Transfer-Encoding', 'dropped', 'dropped', 'dropped', 'dropped'],
  ['x-amzn-RequestId', 'replaced', 'remapped', 'unknown', 'unknown'],
  ['Accept', 'passes', 'passes', 'passes', 'passes'],
  ['X-Custom', 'passes', 'passes', 'passes', 'passes'],
];

describe('headers of a backend on their way to the client', () => {
  it.each(rows)('%s', async (header, ...fates) => {
    const returns = { statusCode: 200, headers: { [header]: 'theirs' } };
    const upstream = { headers: [[header, 'theirs'] as const] };
    const exchanges = await Promise.all([
      through('REST', 'GET /x', { returns }),
      through('REST', 'GET /x', { upstream }),
      through('1.0', 'GET /x', { returns }),
      through('2.0', 'GET /x', { returns }),
    ]);
    const seen = exchanges.map((exchange, i) =>
      fates[i] === 'unknown' ? 'unknown' : fateOf(header, headersOf(exchange)),
    );
    expect(seen).toEqual(fates);
  });
});

function fateOf(header: string, headers: Record<string, string>): Fate {
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  if (byName.get(`x-amzn-remapped-${header.toLowerCase()}`) === 'theirs') return 'remapped';
  const value = byName.get(header.toLowerCase());
  if (value === undefined) return 'dropped';
  return value === 'theirs' ? 'passes' : 'replaced';
}

describe('headers that the gateway adds', () => {
  it.each([
    ['RT-RHDR-REQID', 'REST', /^x-amzn-RequestId$/, true],
    ['RT-RHDR-REQID', '2.0', /^apigw-requestid$/i, true],
    ['RT-RHDR-XREQID-BREAK', '2.0', /^x-amzn-requestid$/i, false],
    ['RT-RHDR-APIGWID', 'REST', /^x-amz-apigw-id$/, true],
    ['RT-RHDR-APIGWID', '1.0', /^x-amz-apigw-id$/i, false],
    ['RT-RHDR-TRACE', 'REST', /^x-amzn-trace-id$/i, true],
    ['RT-RHDR-TRACE', '2.0', /^x-amzn-trace-id$/i, false],
    ['RT-RHDR-CF', 'REST', /^(via|x-cache|x-amz-cf-id|x-amz-cf-pop)$/i, false],
  ] as const)('%s: %s with %s: %s', async (_, column, name, has) => {
    const names = Object.keys(headersOf(await through(column, 'GET /x')));
    expect(names.some((one) => name.test(one))).toBe(has);
  });

  it('RT-RHDR-ERRTYPE, RT-RHDR-CT-ERR: errors of REST have a type, those of HTTP APIs do not', async () => {
    const outcome = { kind: 'threw', errorType: 'Error', errorMessage: '' } as const;
    const [rest, first, second] = await Promise.all(columns.map((column) => through(column, 'GET /x', { outcome })));
    if (!(rest && first && second)) throw new Error('there are three');
    expect(headersOf(rest)['x-amzn-ErrorType']).toBe('InternalServerErrorException');
    for (const exchange of [rest, first, second]) {
      const type = exchange.response.headers.find(([name]) => name.toLowerCase() === 'content-type');
      expect(type?.[1]).toBe('application/json');
    }
    for (const exchange of [first, second]) {
      expect(Object.keys(headersOf(exchange)).join().toLowerCase()).not.toContain('errortype');
    }
  });
});
