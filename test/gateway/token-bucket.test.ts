import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTokenBucket } from '../../src/gateway/token-bucket.js';

describe('a token bucket', () => {
  it.each([
    ['lets as many pass at once as it holds', 1, 2, [0, 0, 0], [true, true, false]],
    ['fills up at its rate', 2, 1, [0, 0, 499, 500], [true, false, false, true]],
    ['keeps parts of tokens', 0.5, 1, [0, 1000, 2000], [true, false, true]],
    ['holds no more than its burst', 100, 1, [0, 60_000, 60_000], [true, true, false]],
    ['gives nothing for a clock that goes back', 1, 1, [5000, 0, 999], [true, false, false]],
    ['without room lets nobody pass', 10, 0, [0, 5000], [false, false]],
  ] as [string, number, number, number[], boolean[]][])('%s', (_name, rate, burst, times, expected) => {
    const bucket = openTokenBucket(rate, burst);
    expect(times.map((time) => bucket.take(time))).toEqual(expected);
  });

  it('never lets more pass than burst and rate × time', () => {
    const steps = fc.array(fc.nat(2000), { maxLength: 100 });
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), steps, (rate, burst, waits) => {
        const bucket = openTokenBucket(rate, burst);
        let now = 0;
        let passed = 0;
        for (const wait of waits) {
          now += wait;
          if (bucket.take(now)) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(burst + (rate * now) / 1000);
      }),
    );
  });
});
