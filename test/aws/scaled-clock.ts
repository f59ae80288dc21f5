import type { Clock } from '../../src/aws/clock.js';

/** How many times faster the time of tests runs. */
const scale = 10;

/** A clock that all processes share, and on which a minute takes six seconds. */
export function scaledClock(wait: (millis: number) => Promise<unknown>): Clock {
  return {
    millis: () => Date.now() * scale,
    sleep: async (millis) => {
      await wait(millis / scale);
    },
  };
}
