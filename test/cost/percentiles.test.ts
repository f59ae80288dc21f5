import { describe, expect, it } from 'vitest';
import { parseGrowth, parsePercentiles } from '../../src/cost/percentiles.js';
import { readUsage } from '../../src/cost/usage.js';

describe('sizes by percentile', () => {
  it.each([
    [
      'p50=4KB,p99=700KB',
      [
        [50, 4096],
        [99, 716_800],
      ],
    ],
    [
      'p99=700KB, p50=4KB',
      [
        [50, 4096],
        [99, 716_800],
      ],
    ],
    ['p99.9=1MB', [[99.9, 1_048_576]]],
    [
      'p50=1KB,max=2MB',
      [
        [50, 1024],
        [100, 2_097_152],
      ],
    ],
  ])('%s', (text, points) => {
    expect(parsePercentiles(text, 'response-size')?.map(({ percent, bytes }) => [percent, bytes])).toEqual(points);
  });

  it.each([
    ['p50=4KB,p50=5KB', 'p50 stands twice'],
    ['p50=4KB,p99=1KB', 'p99 is smaller than p50'],
    ['p0=4KB', 'from p1 to p100'],
    ['p101=4KB', 'from p1 to p100'],
    ['median=4KB', 'from p1 to p100'],
    ['p50=', 'cannot be read'],
    ['p50=11MB', 'over 10 MB'],
  ])('%s is refused', (text, words) => {
    expect(() => parsePercentiles(text, 'response-size')).toThrow(words);
  });

  it('take the place of one size', () => {
    expect(readUsage('us-east-1', { 'response-size': 'p50=4KB,p99=700KB' })).toMatchObject({
      responseSize: undefined,
      responseSpread: { bands: [{ most: 4096 }, { most: 716_800 }, { most: 10_485_760 }] },
    });
    expect(readUsage('us-east-1', { 'response-size': '4KB' })).not.toHaveProperty('responseSpread');
  });
});

describe('growth', () => {
  it.each([
    ['5%/month', '5'],
    ['5 %', '5'],
    ['-2.5%/month', '-2.5'],
    ['+0%', '0'],
    ['100%/year', '5.9463'],
  ])('%s is %s percent a month', (text, percent) => {
    expect(parseGrowth(text, 'growth')).toBe(percent);
  });

  it.each(['5', 'fast', '-100%', '5%/day'])('%s is refused', (text) => {
    expect(() => parseGrowth(text, 'growth')).toThrow('--growth');
  });
});
