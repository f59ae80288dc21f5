import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import type { ApiFacts } from '../../src/cost/api-facts.js';
import { type CircumstanceFlags, readCircumstances } from '../../src/cost/circumstances.js';
import type { CostLine, LineKind, MonthComparison } from '../../src/cost/comparison.js';
import { compareMonth, estimate } from '../../src/cost/estimate.js';
import { type MoveFacts, noMoveFacts } from '../../src/cost/move-facts.js';
import { type Percentile, spreadOfPercentiles, spreadOfProfile } from '../../src/cost/size-spread.js';
import { readUsage, type Usage, type UsageFlags } from '../../src/cost/usage.js';
import type { RouteUsage, SizeStep, UsageProfile } from '../../src/model/index.js';
import { plainFacts as facts } from './facts.js';
import { vendoredPrices } from './vendored.js';

const list = await vendoredPrices();

/** What a case has beside the number of its calls, in millions. */
interface Case {
  region?: string;
  flags?: UsageFlags;
  usage?: Partial<Usage>;
  around?: CircumstanceFlags;
  api?: Partial<ApiFacts>;
  move?: Partial<MoveFacts>;
}

function inputOf(
  millions: number,
  { region = 'us-east-1', flags, usage, around, api, move }: Case,
): Parameters<typeof estimate> {
  const surroundings = { circumstances: readCircumstances(around ?? {}), move: { ...noMoveFacts(), ...move } };
  const told = { ...readUsage(region, { requests: `${millions}M`, ...flags }), ...usage };
  return [told, list, { ...facts, ...api }, surroundings];
}

function compare(millions: number, one: Case = {}) {
  return compareMonth(...inputOf(millions, one));
}

function lookAhead(millions: number, one: Case = {}) {
  return estimate(...inputOf(millions, one));
}

const totals = ({ rest, http }: MonthComparison) => [rest.total?.toFixed(), http.total?.toFixed()];
const saving = ({ saving: { amount, percent } }: MonthComparison) => [amount?.toFixed(), percent?.toFixed(1)];

describe('requests, computed by hand', () => {
  it.each<[string, number, Case, [string, string]]>([
    ['100 M: 100 × 3.50 = 350; 100 × 1.00 = 100', 100, {}, ['350', '100']],
    ['1 M: 3.50 and 1.00', 1, {}, ['3.5', '1']],
    ['1 call: 0.0000035 and 0.000001', 0.000001, {}, ['0.0000035', '0.000001']],
    ['300 M: 300 × 3.50 = 1050; 300 × 1.00 = 300', 300, {}, ['1050', '300']],
    ['333 M: 333 × 3.50 = 1165.50; 300 + 33 × 0.90 = 329.70', 333, {}, ['1165.5', '329.7']],
    ['334 M: 1165.50 + 1 × 2.80 = 1168.30; 300 + 34 × 0.90 = 330.60', 334, {}, ['1168.3', '330.6']],
    ['1,000 M: 1165.50 + 667 × 2.80 = 3033.10; 300 + 700 × 0.90 = 930', 1000, {}, ['3033.1', '930']],
    ['2,000 M: 3033.10 + 1000 × 2.38 = 5413.10; 300 + 1700 × 0.90 = 1830', 2000, {}, ['5413.1', '1830']],
    ['20,000 M: 3033.10 + 19000 × 2.38 = 48253.10; 300 + 19700 × 0.90 = 18030', 20_000, {}, ['48253.1', '18030']],
    ['21,000 M: 48253.10 + 1000 × 1.51 = 49763.10; 18030 + 900 = 18930', 21_000, {}, ['49763.1', '18930']],
    ['none: 0 and 0', 0, {}, ['0', '0']],
    ['on top of 333 M: 100 × 2.80 = 280', 100, { flags: { 'account-requests': '333M' } }, ['280', '100']],
    ['on top of 283 M: 50 × 3.50 + 50 × 2.80 = 315', 100, { flags: { 'account-requests': '283M' } }, ['315', '100']],
    ['on top of 1,000 M: 100 × 2.38 = 238', 100, { flags: { 'account-requests': '1B' } }, ['238', '100']],
    ['on top of 20,000 M: 100 × 1.51 = 151', 100, { flags: { 'account-requests': '20B' } }, ['151', '100']],
    [
      'with 250 M of other HTTP APIs: 50 × 1.00 + 50 × 0.90 = 95',
      100,
      { usage: { accountHttpRequests: 250e6 } },
      ['350', '95'],
    ],
    ['with 300 M of other HTTP APIs: 100 × 0.90 = 90', 100, { usage: { accountHttpRequests: 300e6 } }, ['350', '90']],
    ['Frankfurt has no HTTP price: 100 × 3.70 = 370', 100, { region: 'eu-central-1' }, ['370', 'unknown']],
    ['Tokyo has no REST price: 100 × 1.29 = 129', 100, { region: 'ap-northeast-1' }, ['unknown', '129']],
    ['Seoul: 100 × 3.50 = 350; 100 × 1.23 = 123', 100, { region: 'ap-northeast-2' }, ['350', '123']],
    ['Ireland has no price at all', 100, { region: 'eu-west-1' }, ['unknown', 'unknown']],
    ['the sovereign cloud, in EUR: 100 × 3.6514 = 365.14', 100, { region: 'eusc-de-east-1' }, ['365.14', 'unknown']],
  ])('%s', (_, millions, one, expected) => {
    expect(totals(compare(millions, one)).map((total) => total ?? 'unknown')).toEqual(expected);
  });

  it('100 M save 250, which is 71.4 %', () => {
    expect(saving(compare(100))).toEqual(['250', '71.4']);
  });

  it('a region that is not in the list is refused', () => {
    expect(() => compare(1, { region: 'mars-north-1' })).toThrow('The price list has no region mars-north-1.');
  });
});

describe('sizes, in steps of 512 KB; transfer is left out of these sums', () => {
  it.each<[string, number, Case, string]>([
    ['600 KB: 2 units, 200 × 1.00 = 200', 100, { flags: { 'response-size': '600KB' } }, '200'],
    ['512 KB exactly: 1 unit, 100', 100, { flags: { 'response-size': '512KB' } }, '100'],
    ['a byte more: 2 units, 200', 100, { flags: { 'response-size': '524289' } }, '200'],
    ['300 KB each way: 2 units, 200', 100, { flags: { 'response-size': '300KB', 'request-size': '300KB' } }, '200'],
    ['1536 KB: 3 units, 300 × 1.00 = 300', 100, { flags: { 'response-size': '1536KB' } }, '300'],
    ['2 MB: 4 units, 300 × 1.00 + 100 × 0.90 = 390', 100, { flags: { 'response-size': '2MB' } }, '390'],
    ['10 MB: 20 units, 300 + 1700 × 0.90 = 1830', 100, { flags: { 'response-size': '10MB' } }, '1830'],
    // 99 % of one unit, 1 % of three: 99 + 3 = 102 units.
    ['99 % small and 1 % of 1.5 MB: 102 × 1.00 = 102', 100, { usage: spread([99, 4096], [100, 1_572_864]) }, '102'],
    // The median says one unit; half of the calls are two: 50 + 100 = 150.
    ['half at 4 KB, half up to 600 KB: 50 + 50 × 2 = 150', 100, { usage: spread([50, 4096], [100, 614_400]) }, '150'],
    // Above p99 a call may be 10 MB, 20 units: 50 + 49 × 2 + 1 × 20 = 168.
    ['p50=4KB, p99=700KB: at most 50 + 98 + 20 = 168', 100, { usage: spread([50, 4096], [99, 716_800]) }, '168'],
    // 700 of 1,000 in one unit, 300 in two: 70 + 60 = 130.
    [
      'a histogram of 700 small and 300 of 600 KB: 130',
      100,
      { usage: profile(steps([4096, 700], [614_400, 300])) },
      '130',
    ],
    // The unknown are spread as the others: 130 again.
    [
      'a histogram with 500 of unknown size: still 130',
      100,
      { usage: profile([...steps([4096, 700], [614_400, 300]), { upTo: null, requests: 500, bytes: 0 }]) },
      '130',
    ],
    // A request of 500 KB pushes 40 KB answers over the edge: 2 units each.
    [
      '500 KB in, 40 KB out by histogram: 200',
      100,
      { flags: { 'request-size': '500KB' }, usage: profile(steps([40_960, 10])) },
      '200',
    ],
  ])('%s', (_, millions, one, expected) => {
    const { http } = compare(millions, one);
    expect(sum(http.lines, 'requests')).toBe(expected);
  });

  it('2 MB: 350 now, 390 then: 40 dearer, and the break-even is 1536 KB', () => {
    const comparison = compare(100, { flags: { 'response-size': '2MB' } });
    expect([saving(comparison)[0], comparison.breakEven?.bytes]).toEqual(['-40', 1536 * 1024]);
  });

  it('p50=4KB, p99=700KB: at least 50 + 49 + 2 = 101 units, so the saving is between 182 and 249', () => {
    const { saving: found, http } = compare(100, { usage: spread([50, 4096], [99, 716_800]) });
    const [line] = http.lines;
    expect([line?.quantity?.toFixed(), line?.least?.quantity.toFixed()]).toEqual(['168', '101']);
    expect([found.bounds.least?.toFixed(), found.bounds.most?.toFixed()]).toEqual(['182', '249']);
  });

  it('a counted histogram has exact bytes: 1,000 answers of 1 GB together, 1,000,000 calls are 1,000 GB × 0.09 = 90', () => {
    const counted = profile([{ upTo: 2_097_152, requests: 1000, bytes: 1024 ** 3 }]);
    expect(sum(compare(1, { usage: counted }).rest.lines, 'transfer')).toBe('90');
  });

  it('names the routes whose calls are over 1536 KB', () => {
    const routes = [
      route('GET /export', steps([4096, 10], [4_194_304, 5])),
      route('GET /orders', steps([4096, 900])),
      route('GET /files', steps([2_097_152, 50])),
    ];
    expect(lookAhead(100, { usage: { profile: profileOf(routes) } }).dearerRoutes).toEqual([
      { route: 'GET /files', large: 50, requests: 50 },
      { route: 'GET /export', large: 5, requests: 15 },
    ]);
  });
});

describe('transfer and cache, computed by hand', () => {
  it.each<[string, LineKind, Case, string]>([
    ['100 M × 4 KB = 381.4697265625 GB × 0.09', 'transfer', { flags: { 'response-size': '4KB' } }, '34.332275390625'],
    // 100 M × 112 KB = 10681.15234375 GB: 10240 × 0.09 + 441.15234375 × 0.085.
    [
      '100 M × 112 KB, over 10 TB: 921.60 + 37.50',
      'transfer',
      { flags: { 'response-size': '112KB' } },
      '959.09794921875',
    ],
    ['0.5 GB: 730 × 0.020 = 14.60', 'cache', { flags: { 'cache-size': '0.5' } }, '14.6'],
    ['1.6 GB: 730 × 0.038 = 27.74', 'cache', { flags: { 'cache-size': '1.6' } }, '27.74'],
    ['6.1 GB: 730 × 0.20 = 146', 'cache', { flags: { 'cache-size': '6.1' } }, '146'],
    ['237 GB: 730 × 3.80 = 2774', 'cache', { flags: { 'cache-size': '237' } }, '2774'],
  ])('%s', (_, kind, one, expected) => {
    expect(sum(compare(100, one).rest.lines, kind)).toBe(expected);
  });

  it('a cache that CloudFront replaces has an unknown price: the saving is at most 350 + 14.60 − 100 = 264.60', () => {
    const one = { flags: { 'cache-size': '0.5' }, around: { 'cache-then': 'cloudfront' as const } };
    const { saving: found, http, unknown } = compare(100, one);
    expect([found.amount, found.bounds.least, found.bounds.most?.toFixed()]).toEqual([undefined, undefined, '264.6']);
    expect(http.least.toFixed()).toBe('100');
    expect(unknown).toEqual(['The price list has no price for us-east-1: CloudFront requests.']);
  });

  it('a cache of your own has a price that only you know', () => {
    const one = { flags: { 'cache-size': '0.5' }, around: { 'cache-then': 'own' as const } };
    expect(totals(compare(100, one))).toEqual(['364.6', undefined]);
  });
});

describe('Lambda, computed by hand', () => {
  const authorizer = (ttl: number, methods = facts.methods) => ({
    lambdaAuthorizers: [{ name: 'tokens', ttl, methods }],
  });
  const size = { 'function-size': '128MB,20ms' };

  it.each<[string, Case, string]>([
    // 100 × 0.20 = 20; 100 M × 0.125 GB × 0.02 s = 250,000 GB-s × 0.0000166667 = 4.166675.
    ['TTL 0: every call, 20 + 4.166675', { api: authorizer(0), around: size }, '24.166675'],
    // A tenth of it.
    [
      '90 % answered from the cache: 2 + 0.4166675',
      { api: authorizer(300), around: { ...size, 'authorizer-hit-rate': '90%' } },
      '2.4166675',
    ],
    [
      'TTL 0 makes the hit rate void',
      { api: authorizer(0), around: { ...size, 'authorizer-hit-rate': '90%' } },
      '24.166675',
    ],
    ['an authorizer that guards nothing: 0', { api: authorizer(0, []), around: size }, '0'],
    [
      '100 % answered from the cache: 0',
      { api: authorizer(300), around: { ...size, 'authorizer-hit-rate': '100%' } },
      '0',
    ],
  ])('an authorizer, %s', (_, one, expected) => {
    const { rest, http, saving: found } = compare(100, one);
    expect([sum(rest.lines, 'lambda'), sum(http.lines, 'lambda')]).toEqual([expected, expected]);
    expect(found.amount?.toFixed()).toBe('250');
  });

  it('an authorizer with a cache of unknown use stands apart with its unit prices', () => {
    const { rest } = compare(100, { api: authorizer(300), around: size });
    expect(rest.lines.map(({ kind }) => kind)).toEqual(['requests']);
    expect(rest.open.map(({ what, price }) => [what, price])).toEqual([
      ['Lambda authorizer tokens: calls', '0.20'],
      ['Lambda authorizer tokens: duration, first 6 billion', '0.0000166667'],
    ]);
  });

  it('an authorizer of one method counts the calls of that one, where a record tells: 30 of 100 are 30 M × 0.20 = 6', () => {
    const routes = [route('GET /orders', steps([1, 70])), route('POST /orders', steps([1, 30]))];
    const one = { api: authorizer(0, ['POST /orders']), around: size, usage: { profile: profileOf(routes) } };
    expect(
      compare(100, one)
        .rest.lines.find(({ what }) => what.endsWith('calls'))
        ?.amount?.toFixed(),
    ).toBe('6');
  });

  it('a function for every method: 20 of calls, and between 100 × 0.0104167 and 100 × 0.4166675 of time', () => {
    const { http, rest, saving: found } = compare(100, { move: { shims: facts.methods } });
    // 62,500 to 2,500,000 GB-s.
    expect(sum(http.lines, 'lambda')).toBe('61.66675');
    expect(http.least.toFixed()).toBe('121.04166875');
    expect(sum(rest.lines, 'lambda')).toBe('0');
    expect([found.bounds.least?.toFixed(), found.bounds.most?.toFixed()]).toEqual(['188.33325', '228.95833125']);
  });

  it('a function of a size that is told: 20 + 4.166675', () => {
    expect(sum(compare(100, { move: { shims: facts.methods }, around: size }).http.lines, 'lambda')).toBe('24.166675');
  });
});

describe('what stands around, computed by hand', () => {
  it.each<[string, 'rest' | 'http', LineKind, Case, string]>([
    // 100 M × 512 bytes = 47.6837158203125 GB × 0.50.
    [
      'access logs of 512 bytes a call',
      'http',
      'logs',
      { api: { accessLogs: 'yes' }, around: { 'log-size': '512' } },
      '23.84185791015625',
    ],
    // 100 M × 4 KB = 381.4697265625 GB × 0.50.
    [
      'execution logs of 4 KB a call',
      'rest',
      'logs',
      { api: { executionLogs: 'yes' }, around: { 'execution-log-size': '4KB' } },
      '190.73486328125',
    ],
    [
      'execution logs are none of an HTTP API',
      'http',
      'logs',
      { api: { executionLogs: 'yes' }, around: { 'execution-log-size': '4KB' } },
      '0',
    ],
    ['detailed metrics: 2 methods × 5 × 0.30 = 3', 'rest', 'metrics', { api: { detailedMetrics: 'yes' } }, '3'],
    ['detailed metrics: 2 routes × 6 × 0.30 = 3.60', 'http', 'metrics', { api: { detailedMetrics: 'yes' } }, '3.6'],
    [
      'with a cache: 2 methods × 7 × 0.30 = 4.20',
      'rest',
      'metrics',
      { api: { detailedMetrics: 'yes' }, flags: { 'cache-size': '0.5' } },
      '4.2',
    ],
    // 5 + 3 × 1 + 100 × 0.60.
    [
      'a web ACL of 3 rules: 5 + 3 + 60 = 68',
      'rest',
      'waf',
      { api: { webAcl: 'yes' }, around: { 'web-acl-rules': 3 } },
      '68',
    ],
    ['and the same before CloudFront', 'http', 'waf', { api: { webAcl: 'yes' }, around: { 'web-acl-rules': 3 } }, '68'],
    [
      'a web ACL whose loss is accepted ends',
      'http',
      'waf',
      { api: { webAcl: 'yes' }, around: { 'web-acl-rules': 3 }, move: { dropsWebAcl: true } },
      '0',
    ],
  ])('%s', (_, side, kind, one, expected) => {
    expect(sum(compare(100, one)[side].lines, kind)).toBe(expected);
  });

  it('a web ACL needs CloudFront, whose price is unknown: at most 350 + 68 − 100 − 68 = 250 are saved', () => {
    const { saving: found } = compare(100, { api: { webAcl: 'yes' }, around: { 'web-acl-rules': 3 } });
    expect([found.amount, found.bounds.most?.toFixed()]).toEqual([undefined, '250']);
  });

  it.each<[string, Partial<ApiFacts>, string[]]>([
    [
      'a VPC link',
      { vpcLinks: ['l1'] },
      [
        'Network Load Balancer unknown',
        'Application Load Balancer 0.0225',
        'Application Load Balancer, capacity units 0.008',
      ],
    ],
    [
      'a private endpoint',
      { isPrivate: true },
      ['VPC endpoint (PrivateLink) unknown', 'VPC endpoint (PrivateLink), data unknown'],
    ],
    [
      'settings that nobody told',
      { webAcl: 'unknown', executionLogs: 'unknown' },
      ['WAF web ACL 5.00', 'WAF requests 0.60', 'Execution logs 0.50'],
    ],
  ])('%s stands apart, with its unit price', (_, api, expected) => {
    const { rest, http, ...comparison } = compare(100, { api });
    const open = [...rest.open, ...http.open];
    expect(open.map(({ what, price }) => `${what} ${price ?? 'unknown'}`)).toEqual(expect.arrayContaining(expected));
    expect(open.map(({ quantity, amount }) => [quantity, amount])).toEqual(open.map(() => [undefined, undefined]));
    expect(comparison.saving.amount?.toFixed()).toBe('250');
  });
});

describe('the views of a tier', () => {
  it('100 M beside 300 M: on top 33 × 3.50 + 67 × 2.80 = 303.10; as a quarter of 1353.10, 338.275', () => {
    const { rest, allocated } = compare(100, { flags: { 'account-requests': '300M' } });
    expect([rest.total?.toFixed(), allocated?.rest?.toFixed()]).toEqual(['303.1', '338.275']);
  });

  it('HTTP beside 300 M: on top 90; as a quarter of 390, 97.50', () => {
    const { http, allocated } = compare(100, { usage: { accountHttpRequests: 300e6 } });
    expect([http.total?.toFixed(), allocated?.http?.toFixed()]).toEqual(['90', '97.5']);
  });

  it('there is one view only where the account has no other calls', () => {
    expect(compare(100).allocated).toBeUndefined();
  });
});

describe('what lies ahead, computed by hand', () => {
  it('running both for 4 weeks: a cache of 0.5 GB for 672 hours × 0.020 = 13.44, or the whole 364.60 × 672 ÷ 730 = 335.63', () => {
    const { overlap } = lookAhead(100, { flags: { 'cache-size': '0.5' }, around: { weeks: 4 } });
    expect([overlap?.least.toFixed(2), overlap?.most?.toFixed(2)]).toEqual(['13.44', '335.63']);
  });

  it('the move itself: 8 to 24 hours × 100 = 800 to 2400; ÷ 250 = 3.2 to 9.6 months', () => {
    const { payback } = lookAhead(100);
    expect([payback.once.low, payback.once.high].map(String)).toEqual(['800', '2400']);
    expect([payback.months?.low, payback.months?.high].map(String)).toEqual(['3.2', '9.6']);
  });

  it('not below 26,666,667 calls: × 2.50 per million × 12 = 800; nor 80 M for 2400', () => {
    expect(lookAhead(100).payback.worthFrom).toEqual({ low: 26_666_667, high: 80_000_000 });
  });

  it('findings: blocked in 2 places 2 + 2 × 0.5 = 3 to 8 + 6 = 14 hours; a loss 1.1 to 4.5; a change 0.25 to 1.05', () => {
    const findings = [
      { rule: 'access/api-key', level: 'blocked', places: 2 },
      { rule: 'stage/x-ray', level: 'loss', places: 1 },
      { rule: 'lambda/payload-1', level: 'change', places: 1 },
    ] as const;
    const { effort } = lookAhead(100, { move: { findings }, around: { 'hourly-rate': '80' } });
    expect([effort.hours.low, effort.hours.high].map(String)).toEqual(['12.35', '43.55']);
    expect([effort.cost.low, effort.cost.high].map(String)).toEqual(['988', '3484']);
  });

  it('where the HTTP API is dearer, the work is never paid back', () => {
    const { payback } = lookAhead(100, { flags: { 'response-size': '2MB' } });
    expect([payback.months, payback.worthFrom]).toEqual([undefined, undefined]);
  });

  it('12 months at 10 % more each: 100 × (1.1¹² − 1) ÷ 0.1 = 2138.43 M; the first tiers end in month 13', () => {
    const { year } = lookAhead(100, { usage: { growth: '10' } });
    expect(year?.months.map(({ requests }) => requests)).toEqual([
      ...[100_000_000, 110_000_000, 121_000_000, 133_100_000, 146_410_000, 161_051_000],
      ...[177_156_100, 194_871_710, 214_358_881, 235_794_769, 259_374_246, 285_311_671],
    ]);
    expect([year?.totals.rest?.toFixed(2), year?.totals.http?.toFixed(2)]).toEqual(['7484.50', '2138.43']);
  });

  it('12 months that shrink by 50 % each: 100 × (2 − 2⁻¹¹) = 199.95 M, × 2.50', () => {
    expect(lookAhead(100, { usage: { growth: '-50' } }).year?.totals.saving.amount?.toFixed(2)).toBe('499.88');
  });

  it('a curve over the calls ends at twice those of now, and crosses where 2 MB calls leave the first tier', () => {
    const { curves } = lookAhead(100);
    expect(curves.overRequests()?.points.at(-1)).toMatchObject({ at: 200_000_000 });
    expect(curves.overRequests()?.crossings).toEqual([]);
    expect(curves.overSize()?.crossings).toEqual([1536 * 1024]);
    expect(curves.overSize()?.points).toHaveLength(40);
  });

  // 1165.50 + 2.80 × (N − 333) + 146 = 300 + 0.90 × (4 N − 300), in millions.
  it('a cache of 146 a month keeps calls of 2 MB cheaper up to 436,375,000 of them', () => {
    const { curves } = lookAhead(600, { flags: { 'response-size': '2MB', 'cache-size': '6.1' } });
    expect(curves.overRequests()?.crossings).toEqual([436_375_001]);
  });
});

function sum(lines: CostLine[], kind: LineKind): string {
  return lines
    .filter((line) => line.kind === kind)
    .reduce((total, { amount }) => total.plus(amount ?? 'unknown'), new Big(0))
    .toFixed();
}

function spread(...points: [number, number][]): Partial<Usage> {
  const percentiles: Percentile[] = points.map(([percent, bytes]) => ({ percent, bytes }));
  return { responseSpread: spreadOfPercentiles(percentiles, '--response-size') };
}

function steps(...sizes: [number, number][]): SizeStep[] {
  return sizes.map(([upTo, requests]) => ({ upTo, requests, bytes: upTo * requests }));
}

function route(name: string, sizes: readonly SizeStep[]): RouteUsage {
  return { route: name, requests: sizes.reduce((total, { requests }) => total + requests, 0), sizes };
}

function profileOf(routes: readonly RouteUsage[]): UsageProfile {
  const requests = routes.reduce((total, one) => total + one.requests, 0);
  const source = { name: 'access.log (JSON)', requests, broken: 0 };
  return { source, requests, days: 30, idleHours: [], routes, statuses: [], hours: [], callers: null };
}

function profile(sizes: readonly SizeStep[]): Partial<Usage> {
  const found = spreadOfProfile(profileOf([route('GET /orders', sizes)]));
  return found === undefined ? {} : { responseSpread: found };
}
