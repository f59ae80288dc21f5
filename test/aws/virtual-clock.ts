import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/aws/clock.js';

/** A clock on which only sleeping takes time, and no one has to wait for it. */
export function virtualClock(): Clock {
  let now = 0;
  return {
    millis: () => now,
    sleep: async (millis) => {
      const until = now + millis;
      await setImmediate();
      now = Math.max(now, until);
    },
  };
}
