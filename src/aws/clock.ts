import { setTimeout } from 'node:timers/promises';

/** The time that pacing goes by; tests have their own. */
export interface Clock {
  millis(): number;
  sleep(millis: number): Promise<void>;
}

export const realClock: Clock = {
  millis: () => performance.now(),
  sleep: async (millis) => {
    await setTimeout(millis);
  },
};
