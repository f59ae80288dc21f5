import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noCircumstances } from '../../src/cost/circumstances.js';
import { type FleetMember, fleetOf } from '../../src/cost/fleet.js';
import { gateFailures } from '../../src/cost/gates.js';
import { noMoveFacts } from '../../src/cost/move-facts.js';
import { readUsage } from '../../src/cost/usage.js';
import { differenceOf } from '../../src/cost/year.js';
import { plainFacts } from './facts.js';
import { vendoredPrices } from './vendored.js';

const list = await vendoredPrices();

function member(name: string, requests: string | undefined, region = 'us-east-1', cache?: string): FleetMember {
  const api = { ...plainFacts, name };
  const usage = readUsage(region, { requests, 'cache-size': cache });
  return { input: name, api, usage, circumstances: noCircumstances(), move: noMoveFacts() };
}

describe('APIs of one region fill the tiers together', () => {
  // Together 400 M: 1165.50 + 67 × 2.80 = 1353.10, and 300 + 100 × 0.90 = 390.
  const fleet = fleetOf([member('small', '100M'), member('large', '300M')], [], list);

  it('the sum is that of 400 M: 1353.10 and 390', () => {
    expect(fleet.sums.map(({ totals }) => [totals.rest?.toFixed(), totals.http?.toFixed()])).toEqual([
      ['1353.1', '390'],
    ]);
  });

  it('each has its share: a quarter is 338.275, three quarters are 1014.825', () => {
    expect(fleet.rows.map(({ api, allocated }) => [api, allocated.rest?.toFixed()])).toEqual([
      ['large', '1014.825'],
      ['small', '338.275'],
    ]);
  });

  it('by itself the small one saves 303.10 − 90 = 213.10, in the last tiers', () => {
    expect(fleet.rows.find(({ api }) => api === 'small')?.marginal.saving.amount?.toFixed()).toBe('213.1');
  });

  it('those of another region have tiers of their own, and all regions of a currency a sum', () => {
    const { sums } = fleetOf([member('a', '100M'), member('b', '100M', 'us-east-2')], [], list);
    expect(sums.map(({ region, totals }) => [region, totals.rest?.toFixed()])).toEqual([
      ['us-east-1', '350'],
      ['us-east-2', '350'],
      ['all regions', '700'],
    ]);
  });

  it('different currencies are not added', () => {
    const { sums } = fleetOf([member('a', '100M'), member('b', '100M', 'eusc-de-east-1')], [], list);
    expect(sums.map(({ region, currency }) => [region, currency])).toEqual([
      ['eusc-de-east-1', 'EUR'],
      ['us-east-1', 'USD'],
    ]);
  });

  it('a cache is counted where it is', () => {
    const { rows } = fleetOf([member('a', '100M', 'us-east-1', '0.5'), member('b', '100M')], [], list);
    expect(rows.map(({ allocated }) => allocated.rest?.toFixed())).toEqual(['364.6', '350']);
  });
});

describe('what is unknown or not read', () => {
  const fleet = fleetOf(
    [member('known', '100M'), member('untold', undefined), member('priceless', '100M', 'eu-west-1')],
    [{ input: 'broken.yaml', reason: 'This is not YAML.' }],
    list,
  );

  it('is counted, and in no sum', () => {
    expect(fleet.inputs).toBe(fleet.rows.length + fleet.failed.length);
    expect(fleet.sums.map(({ region, counted, unknown }) => [region, counted, unknown])).toEqual([
      ['eu-west-1', 0, 1],
      ['us-east-1', 1, 1],
      ['all regions', 1, 2],
    ]);
  });

  it('comes last', () => {
    expect(fleet.rows.map(({ api }) => api)).toEqual(['known', 'priceless', 'untold']);
  });
});

describe('for any APIs', () => {
  const calls = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 6 });

  it('shares add up to what all calls cost together, and marginal + others = whole', () => {
    fc.assert(
      fc.property(calls, (millions) => {
        const members = millions.map((count, index) => member(`api${index}`, `${count}M`));
        const { rows, sums } = fleetOf(members, [], list);
        const whole = total(fleetOf([member('all', `${sumOf(millions)}M`)], [], list));
        expect(sums[0]?.totals.rest?.toFixed(8)).toBe(whole);
        const others = millions.slice(1);
        const first = rows.find(({ api }) => api === 'api0');
        const rest = others.length === 0 ? '0' : total(fleetOf([member('others', `${sumOf(others)}M`)], [], list));
        expect(first?.marginal.rest?.plus(rest).toFixed(8)).toBe(whole);
      }),
      { numRuns: 40 },
    );
  });

  it('the order of the inputs changes nothing', () => {
    fc.assert(
      fc.property(calls, (millions) => {
        const members = millions.map((count, index) => member(`api${index}`, `${count}M`));
        const one = JSON.stringify(fleetOf(members, [], list));
        expect(JSON.stringify(fleetOf(members.toReversed(), [], list))).toBe(one);
      }),
      { numRuns: 30 },
    );
  });

  function total({ sums }: ReturnType<typeof fleetOf>): string {
    return sums[0]?.totals.rest?.toFixed(8) ?? 'unknown';
  }

  function sumOf(numbers: number[]): number {
    return numbers.reduce((sum, number) => sum + number, 0);
  }
});

describe('gates', () => {
  const totals = (rest: number | undefined, http: number | undefined) =>
    differenceOf(rest === undefined ? undefined : new Big(rest), http === undefined ? undefined : new Big(http));
  const bounded = (least: number | undefined, most: number | undefined) => ({
    rest: undefined,
    saving: {
      ...{ amount: undefined, percent: undefined },
      bounds: {
        least: least === undefined ? undefined : new Big(least),
        most: most === undefined ? undefined : new Big(most),
      },
    },
  });

  it.each([
    ['cheaper', totals(350, 100), []],
    ['the same', totals(100, 100), []],
    ['dearer', totals(350, 390), ['--fail-if-dearer: the HTTP API is dearer.']],
    [
      'unknown',
      totals(350, undefined),
      ['--fail-if-dearer: it is unknown whether the HTTP API is dearer, and unknown is no pass.'],
    ],
    ['cheaper at the least', bounded(5, undefined), []],
    ['dearer at the most', bounded(undefined, -5), ['--fail-if-dearer: the HTTP API is dearer.']],
  ])('--fail-if-dearer, %s', (_, found, expected) => {
    expect(gateFailures(found, { failIfDearer: true, minSaving: undefined })).toEqual(expected);
  });

  it.each([
    ['71.4 %', totals(350, 100), []],
    ['exactly 20 %', totals(100, 80), []],
    ['19.9 %', totals(1000, 801), ['--min-saving 20%: the saving is 19.9 %.']],
    ['dearer', totals(350, 390), ['--min-saving 20%: the saving is -11.4 %.']],
    ['unknown', totals(350, undefined), ['--min-saving 20%: the saving is unknown, and unknown is no pass.']],
    ['of nothing', totals(0, 0), ['--min-saving 20%: the REST API costs nothing, so there is nothing to save.']],
  ])('--min-saving 20%, %s', (_, found, expected) => {
    expect(gateFailures(found, { failIfDearer: false, minSaving: new Big('0.2') })).toEqual(expected);
  });
});
