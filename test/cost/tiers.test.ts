import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slicesOf, type Tier } from '../../src/cost/tiers.js';
import { vendoredPrices } from './vendored.js';

const { rest = [], http = [] } = (await vendoredPrices()).regions['us-east-1'] ?? {};
const M = 1_000_000;
const B = 1_000 * M;

describe('REST requests in us-east-1 at the edges of the tiers', () => {
  it.each<[string, number, [number, string][], string]>([
    ['nothing', 0, [[0, '3.50']], '0'],
    ['one', 1, [[1, '3.50']], '0.0000035'],
    ['exactly 300 million', 300 * M, [[300 * M, '3.50']], '1050'],
    ['exactly 333 million', 333 * M, [[333 * M, '3.50']], '1165.5'],
    [
      'one more than 333 million',
      333 * M + 1,
      [
        [333 * M, '3.50'],
        [1, '2.80'],
      ],
      '1165.5000028',
    ],
    [
      'exactly 1 billion',
      B,
      [
        [333 * M, '3.50'],
        [667 * M, '2.80'],
      ],
      '3033.1',
    ],
    [
      'one more than 1 billion',
      B + 1,
      [
        [333 * M, '3.50'],
        [667 * M, '2.80'],
        [1, '2.38'],
      ],
      '3033.10000238',
    ],
    [
      'exactly 20 billion',
      20 * B,
      [
        [333 * M, '3.50'],
        [667 * M, '2.80'],
        [19 * B, '2.38'],
      ],
      '48253.1',
    ],
    [
      'one more than 20 billion',
      20 * B + 1,
      [
        [333 * M, '3.50'],
        [667 * M, '2.80'],
        [19 * B, '2.38'],
        [1, '1.51'],
      ],
      '48253.10000151',
    ],
  ])('%s', (_, quantity, slices, cost) => {
    expect(cut(rest, 0, quantity)).toEqual(slices);
    expect(costOf(rest, 0, quantity).toFixed()).toBe(cost);
  });
});

describe('HTTP units in us-east-1 at the edge of the tiers', () => {
  it.each<[string, number, [number, string][], string]>([
    ['exactly 300 million', 300 * M, [[300 * M, '1.00']], '300'],
    [
      'one more than 300 million',
      300 * M + 1,
      [
        [300 * M, '1.00'],
        [1, '0.90'],
      ],
      '300.0000009',
    ],
    [
      '20 billion',
      20 * B,
      [
        [300 * M, '1.00'],
        [19_700 * M, '0.90'],
      ],
      '18030',
    ],
  ])('%s', (_, quantity, slices, cost) => {
    expect(cut(http, 0, quantity)).toEqual(slices);
    expect(costOf(http, 0, quantity).toFixed()).toBe(cost);
  });
});

describe('on top of what the account sends already', () => {
  it.each<[string, number, number, [number, string][]]>([
    ['below the edge', 100 * M, 100 * M, [[100 * M, '3.50']]],
    [
      'across one edge',
      300 * M,
      100 * M,
      [
        [33 * M, '3.50'],
        [67 * M, '2.80'],
      ],
    ],
    ['from the edge on', 333 * M, 1, [[1, '2.80']]],
    ['in the last tier', 30 * B, 5 * B, [[5 * B, '1.51']]],
  ])('%s', (_, already, quantity, slices) => {
    expect(cut(rest, already, quantity)).toEqual(slices);
  });
});

describe('where the list ends', () => {
  const ending: Tier[] = [{ upTo: 300 * M, price: '1.17', source: 'test' }];

  it('the rest has no price', () => {
    expect(cut(ending, 0, 300 * M)).toEqual([[300 * M, '1.17']]);
    expect(cut(ending, 0, 300 * M + 1)).toEqual([
      [300 * M, '1.17'],
      [1, undefined],
    ]);
  });

  it('a kind without prices has none at all', () => {
    expect(cut([], 0, 5)).toEqual([[5, undefined]]);
  });
});

describe('for any tiers and quantities', () => {
  const tiers = fc
    .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 1e12 }), { minLength: 1, maxLength: 5 }), fc.boolean())
    .map(([ends, open]) =>
      ends.sort((a, b) => a - b).map((upTo, index) => tierOf(index, upTo, open && index === ends.length - 1)),
    );
  const quantity = fc.integer({ min: 0, max: 2e12 });

  it('the slices add up to the quantity', () => {
    fc.assert(
      fc.property(tiers, quantity, quantity, (steps, already, wanted) => {
        const sum = slicesOf(steps, new Big(already), new Big(wanted)).reduce(
          (total, slice) => total.plus(slice.quantity),
          new Big(0),
        );
        expect(sum.toFixed()).toBe(String(wanted));
      }),
    );
  });

  it('no slice reaches over the end of its tier', () => {
    fc.assert(
      fc.property(tiers, quantity, quantity, (steps, already, wanted) => {
        for (const { above, quantity, tier } of slicesOf(steps, new Big(already), new Big(wanted))) {
          if (tier?.upTo !== undefined) expect(quantity.lte(tier.upTo - above)).toBe(true);
        }
      }),
    );
  });

  it('more requests never cost less', () => {
    fc.assert(
      fc.property(quantity, quantity, quantity, (already, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(costOf(rest, already, less).lte(costOf(rest, already, more))).toBe(true);
      }),
    );
  });

  it('a part on top of the other part costs what the whole costs', () => {
    fc.assert(
      fc.property(quantity, quantity, (one, other) => {
        const parts = costOf(rest, 0, one).plus(costOf(rest, one, other));
        expect(parts.toFixed()).toBe(costOf(rest, 0, one + other).toFixed());
      }),
    );
  });

  function tierOf(index: number, upTo: number, open: boolean): Tier {
    const tier = { price: `${9 - index}.50`, source: 'test' };
    return open ? tier : { ...tier, upTo };
  }
});

/** Quantity and price of each slice. */
function cut(tiers: Tier[], already: number, quantity: number): [number, string | undefined][] {
  return slicesOf(tiers, new Big(already), new Big(quantity)).map((slice) => [
    slice.quantity.toNumber(),
    slice.tier?.price,
  ]);
}

function costOf(tiers: Tier[], already: number, quantity: number): Big {
  return slicesOf(tiers, new Big(already), new Big(quantity)).reduce(
    (sum, slice) => sum.plus(slice.quantity.times(slice.tier?.price ?? '0').times('0.000001')),
    new Big(0),
  );
}
