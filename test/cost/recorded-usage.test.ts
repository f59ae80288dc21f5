import { describe, expect, it } from 'vitest';
import { withRecorded } from '../../src/cost/recorded-usage.js';
import { readUsage } from '../../src/cost/usage.js';
import type { JsonObject, Setting } from '../../src/model/index.js';

const counted = (value: JsonObject): Setting => ({ at: '/settings.json/usage', kind: 'record', name: 'usage', value });
const cache = (value: JsonObject): Setting => ({ at: '/settings.json/stage', kind: 'cache-cluster', value });
const period = { from: '2024-01-01T00:00:00Z', to: '2024-01-31T00:00:00Z', days: 30 };

function taken(settings: Setting[], flags = {}) {
  const { usage, taken } = withRecorded(readUsage('eu-west-1', flags), { settings });
  return { requests: usage.requests, cacheSize: usage.cacheSize, taken };
}

describe('what a bundle knows', () => {
  it('is taken where no flag says otherwise', () => {
    expect(
      taken([counted({ ...period, count: 4200 }), cache({ cacheClusterEnabled: true, cacheClusterSize: '1.6' })]),
    ).toEqual({
      ...{ requests: 4200, cacheSize: '1.6' },
      taken: [
        '4,200 calls a month, as CloudWatch counted (2024-01-01 to 2024-01-31)',
        'a cache of 1.6 GB, as the stage has it',
      ],
    });
  });

  it('gives way to flags', () => {
    const settings = [
      counted({ ...period, count: 4200 }),
      cache({ cacheClusterEnabled: true, cacheClusterSize: '1.6' }),
    ];
    expect(taken(settings, { requests: '1M', 'cache-size': '0.5' })).toEqual({
      ...{ requests: 1_000_000, cacheSize: '0.5', taken: [] },
    });
  });

  it('is counted for a month', () => {
    expect(taken([counted({ ...period, days: 15, count: 100 })]).requests).toBe(200);
  });

  it.each<[string, Setting[]]>([
    ['no settings', []],
    ['no call', [counted({ ...period, count: 0 })]],
    ['a count without days', [counted({ count: 5 })]],
    ['a cache that is switched off', [cache({ cacheClusterEnabled: false, cacheClusterSize: '0.5' })]],
    ['a cache of a size that there is not', [cache({ cacheClusterEnabled: true, cacheClusterSize: '3' })]],
  ])('says nothing with %s', (_, settings) => {
    expect(taken(settings)).toEqual({ requests: undefined, cacheSize: undefined, taken: [] });
  });
});
