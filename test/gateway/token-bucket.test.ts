import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTokenBucket } from '../../src/gateway/token-bucket.js';

describe('a token bucket', () => {
  it('lets a burst pass at once, then what its rate gives', () => {
    const bucket = openTokenBucket(2, 3);
    const at = [0, 0, 0, 0, 499, 500, 501, 1000];
    expect(at.map((millis) => bucket.take(millis))).toEqual([true, true, true, false, false, true, false, true]);
  });

  it('never holds more than its burst', () => {
    const bucket = openTokenBucket(10, 2);
    expect([0, 0, 3_600_000, 3_600_000, 3_600_000].map((millis) => bucket.take(millis))).toEqual([
      ...[true, true, true, true, false],
    ]);
  });

  it('takes fractions of a request a second', () => {
    const bucket = openTokenBucket(0.5, 1);
    expect([0, 1999, 2000].map((millis) => bucket.take(millis))).toEqual([true, false, true]);
  });

  it('of rate and burst 0 lets nobody pass', () => {
    const bucket = openTokenBucket(0, 0);
    expect([0, 1_000_000].map((millis) => bucket.take(millis))).toEqual([false, false]);
  });

  it('lets no more pass than burst and rate allow, whenever requests come, even when the clock goes back', () => {
    const times = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 20 }), (millis, rate, burst) => {
        const bucket = openTokenBucket(rate, burst);
        const passed = [...millis].sort((a, b) => a - b).filter((time) => bucket.take(time)).length;
        const span = (Math.max(...millis) - Math.min(...millis)) / 1000;
        expect(passed).toBeLessThanOrEqual(burst + span * rate + 1e-6);
      }),
    );
    const back = openTokenBucket(1, 1);
    expect([5000, 0, 1000].map((time) => back.take(time))).toEqual([true, false, true]);
  });
});
