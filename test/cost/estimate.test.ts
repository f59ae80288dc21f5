import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiFacts } from '../../src/cost/api-facts.js';
import type { MonthComparison } from '../../src/cost/comparison.js';
import { compareMonth } from '../../src/cost/estimate.js';
import { readUsage, type UsageFlags } from '../../src/cost/usage.js';
import { plainFacts as api } from './facts.js';
import { vendoredPrices } from './vendored.js';

const list = await vendoredPrices();
const unknownSaving = { amount: undefined, percent: undefined, bounds: { least: undefined, most: undefined } };

describe('in us-east-1', () => {
  it.each<[string, UsageFlags, string, string, string, string | undefined]>([
    ['100 million small calls', { requests: '100M' }, '350', '100', '250', '71.4'],
    ['400 million: two tiers on both sides', { requests: '400M' }, '1353.1', '390', '963.1', '71.2'],
    ['30 billion: all tiers', { requests: '30B' }, '63353.1', '27030', '36323.1', '57.3'],
    ['one unit exactly', { requests: '100M', 'request-size': '512KB' }, '350', '100', '250', '71.4'],
    ['a byte more than one unit', { requests: '100M', 'request-size': '524289' }, '350', '200', '150', '42.9'],
    ['three units', { requests: '100M', 'request-size': '1.5MB' }, '350', '300', '50', '14.3'],
    ['four units: HTTP is dearer', { requests: '100M', 'request-size': '1.51MB' }, '350', '390', '-40', '-11.4'],
    ['a cache, which HTTP APIs have not', { requests: '100M', 'cache-size': '1.6' }, '377.74', '100', '277.74', '73.5'],
    ['on top of 500 million', { requests: '50M', 'account-requests': '500M' }, '140', '50', '90', '64.3'],
    ['on top of 300 million', { requests: '100M', 'account-requests': '300M' }, '303.1', '100', '203.1', '67.0'],
    ['nothing', { requests: '0' }, '0', '0', '0', undefined],
  ])('%s', (_, flags, rest, http, saving, percent) => {
    const comparison = compare('us-east-1', flags);
    expect(comparison.rest.total?.toFixed()).toBe(rest);
    expect(comparison.http.total?.toFixed()).toBe(http);
    expect(comparison.saving.amount?.toFixed()).toBe(saving);
    expect(comparison.saving.percent?.toFixed(1)).toBe(percent);
    expect(comparison.unknown).toEqual([]);
  });
});

describe('sizes', () => {
  it('of request and response are metered together', () => {
    const flags = { requests: '1M', 'request-size': '300KB', 'response-size': '300KB' };
    expect(compare('us-east-1', flags).http.lines[0]?.quantity?.toFixed()).toBe('2');
  });

  it('that are unknown are said to be one unit', () => {
    const comparison = compare('us-east-1', { requests: '1M' });
    expect(comparison.http.lines[0]?.note).toContain('one unit of 512 KB per call assumed');
    expect(comparison.assumptions.join()).toContain('Sizes are unknown');
  });

  it('of only one direction leave the other to be said as taken for nothing', () => {
    expect(compare('us-east-1', { 'response-size': '4KB' }).assumptions.join()).toContain(
      'The size of a request is unknown',
    );
    expect(compare('us-east-1', { 'request-size': '4KB' }).assumptions.join()).toContain(
      'The size of a response is unknown',
    );
  });
});

describe('data transfer', () => {
  it('is the same on both sides, and can be looked past', () => {
    const comparison = compare('us-east-1', { requests: '100M', 'response-size': '4KB' });
    const [rest, http] = [comparison.rest, comparison.http].map(({ lines }) =>
      lines.filter(({ unit }) => unit === 'GB'),
    );
    expect(rest).toEqual(http);
    expect(rest?.map(({ quantity, amount }) => [quantity?.toFixed(), amount?.toFixed()])).toEqual([
      ['381.4697265625', '34.332275390625'],
    ]);
    expect(comparison.saving.amount?.toFixed()).toBe('250');
    expect(comparison.withoutTransfer?.rest?.toFixed()).toBe('350');
    expect(comparison.withoutTransfer?.saving.percent?.toFixed(1)).toBe('71.4');
  });

  it('falls in price at 10, 50 and 150 TB', () => {
    const { rest } = compare('us-east-1', { requests: '100M', 'response-size': '3MB' });
    const lines = rest.lines.filter(({ unit }) => unit === 'GB');
    expect(lines.map(({ quantity, price }) => `${quantity?.toFixed()} × ${price}`)).toEqual([
      '10240 × 0.09',
      '40960 × 0.085',
      '102400 × 0.07',
      '139368.75 × 0.05',
    ]);
  });

  it.each([
    ['without a size', 'us-east-1', {}, 'Pass --response-size'],
    ['without a price', 'us-east-2', { 'response-size': '4KB' }, 'no price for us-east-2'],
  ])('is named as left out %s', (_, region, flags, words) => {
    const comparison = compare(region, { requests: '100M', ...flags });
    expect(comparison.rest.total?.toFixed()).toBe('350');
    expect(comparison.withoutTransfer).toBeUndefined();
    expect(comparison.notInSum[0]).toContain(words);
  });
});

describe('without the number of requests', () => {
  const comparison = compare('us-east-1', { 'cache-size': '0.5' });

  it('quantities and totals are unknown, and unit prices are shown', () => {
    const lines = comparison.rest.lines.filter(({ unit }) => unit === 'million requests');
    expect(lines.map(({ quantity, price, amount }) => [quantity, price, amount])).toEqual(
      ['3.50', '2.80', '2.38', '1.51'].map((price) => [undefined, price, undefined]),
    );
    expect(comparison.rest.total).toBeUndefined();
    expect(comparison.http.total).toBeUndefined();
    expect(comparison.saving).toEqual(unknownSaving);
  });

  it('what is known stays known', () => {
    expect(comparison.rest.lines.find(({ unit }) => unit === 'hours')?.amount?.toFixed()).toBe('14.6');
  });

  it('the saving per million is that of the first tiers', () => {
    expect(comparison.perMillion.saving.amount?.toFixed()).toBe('2.5');
  });
});

describe('regions', () => {
  it.each<[string, UsageFlags, string | undefined, string | undefined, string[]]>([
    ['us-west-2', { requests: '100M' }, '350', undefined, ['HTTP API requests']],
    ['us-west-1', { requests: '100M' }, undefined, '117', ['REST API requests']],
    ['eu-west-1', { requests: '100M' }, undefined, undefined, ['REST API requests', 'HTTP API requests']],
    [
      'eu-central-1',
      { requests: '400M' },
      undefined,
      undefined,
      ['REST API requests, over 333 million', 'HTTP API requests'],
    ],
    ['us-east-2', { requests: '300M' }, '1050', '300', []],
    ['us-east-2', { requests: '301M' }, '1053.5', undefined, ['HTTP API requests, over 300 million']],
    [
      'eu-central-1',
      { requests: '0', 'cache-size': '1.6' },
      undefined,
      undefined,
      ['Cache of 1.6 GB', 'HTTP API requests'],
    ],
  ])('%s %j', (region, flags, rest, http, missing) => {
    const comparison = compare(region, flags);
    expect(comparison.rest.total?.toFixed()).toBe(rest);
    expect(comparison.http.total?.toFixed()).toBe(http);
    expect(comparison.unknown).toEqual(missing.map((what) => `The price list has no price for ${region}: ${what}.`));
    if (missing.length > 0) expect(comparison.saving).toEqual(unknownSaving);
  });
});

describe('the break-even size', () => {
  it.each<[string, string, UsageFlags, number | undefined]>([
    ['at 3.50 against 1.00', 'us-east-1', { requests: '100M' }, 3],
    ['without a number of requests', 'us-east-1', {}, 3],
    ['does not move with the size given', 'us-east-1', { requests: '100M', 'response-size': '3MB' }, 3],
    ['at 2.38', 'us-east-1', { requests: '100M', 'account-requests': '2B' }, 2],
    ['at 1.51', 'us-east-1', { requests: '100M', 'account-requests': '20B' }, 1],
    ['is unknown where a price is', 'us-west-2', { requests: '100M' }, undefined],
    ['is unknown where a tier that decides it is', 'us-east-2', { requests: '100M' }, undefined],
    ['of no calls is unknown', 'us-east-1', { requests: '0' }, undefined],
  ])('%s', (_, region, flags, units) => {
    expect(compare(region, flags).breakEven?.units).toBe(units);
  });

  it('is where the HTTP API stops being cheaper', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 0, max: 30_000 }), (millions, account) => {
        const flags = { requests: `${millions}M`, 'account-requests': `${account}M` };
        const bytes = compare('us-east-1', flags).breakEven?.bytes ?? 0;
        const at = compare('us-east-1', { ...flags, 'request-size': String(bytes) });
        const above = compare('us-east-1', { ...flags, 'request-size': String(bytes + 1) });
        expect(at.saving.amount?.gt(0)).toBe(true);
        expect(above.saving.amount?.lte(0)).toBe(true);
      }),
    );
  });

  it('has no end where a large cache outweighs few calls', () => {
    expect(compare('us-east-1', { requests: '1k', 'cache-size': '237' }).breakEven?.atAnySize).toBe(true);
  });
});

describe('for any usage', () => {
  const millions = fc.integer({ min: 0, max: 40_000 });

  it('both totals rise with the requests', () => {
    fc.assert(
      fc.property(millions, millions, (one, other) => {
        const [less, more] = [one, other].sort((a, b) => a - b).map((n) => compare('us-east-1', { requests: `${n}M` }));
        expect(less?.rest.total?.lte(more?.rest.total ?? 0)).toBe(true);
        expect(less?.http.total?.lte(more?.http.total ?? 0)).toBe(true);
      }),
    );
  });

  it('what comes on top of the account adds up to the account with it', () => {
    fc.assert(
      fc.property(millions, millions, (account, own) => {
        const onTop = compare('us-east-1', { requests: `${own}M`, 'account-requests': `${account}M` }).rest.total;
        const before = compare('us-east-1', { requests: `${account}M` }).rest.total;
        const whole = compare('us-east-1', { requests: `${account + own}M` }).rest.total;
        expect(onTop?.plus(before ?? 0).toFixed()).toBe(whole?.toFixed());
      }),
    );
  });

  it('each total is the sum of its lines, and each amount quantity times price', () => {
    fc.assert(
      fc.property(millions, fc.integer({ min: 0, max: 10_240 }), (own, kilobytes) => {
        const { rest, http } = compare('us-east-1', {
          requests: `${own}M`,
          'response-size': `${kilobytes}KB`,
          'cache-size': '0.5',
        });
        for (const { lines, total } of [rest, http]) {
          const amounts = lines.map(({ quantity, price }) => quantity?.times(price ?? 'unknown'));
          expect(lines.map(({ amount }) => amount?.toFixed())).toEqual(amounts.map((amount) => amount?.toFixed()));
          expect(amounts.reduce((sum, amount) => sum?.plus(amount ?? 'unknown'))?.toFixed()).toBe(total?.toFixed());
        }
      }),
    );
  });
});

describe('what the definition says about the bill is named', () => {
  it.each<[string, Partial<ApiFacts>, string]>([
    [
      'Lambda authorizers',
      { lambdaAuthorizers: ['tokens', 'callers'].map((name) => ({ name, ttl: 300, methods: [] })) },
      'The Lambda authorizers (tokens, callers) keep their cache TTL',
    ],
    ['compression', { compresses: true }, 'HTTP APIs do not'],
    ['binary media types', { binaryMediaTypes: ['image/png'] }, 'image/png'],
    ['cache keys', { namesCacheKeys: true }, 'names cache keys, so it probably has'],
    ['a private endpoint', { isPrivate: true }, 'HTTP APIs have no private endpoints'],
  ])('%s', (_, facts, words) => {
    const usage = readUsage('us-east-1', { requests: '1M' });
    expect(compareMonth(usage, list, { ...api, ...facts }).assumptions.join('\n')).toContain(words);
    expect(compareMonth(usage, list, api).assumptions.join('\n')).not.toContain(words);
  });
});

function compare(region: string, flags: UsageFlags): MonthComparison {
  return compareMonth(readUsage(region, flags), list, api);
}
