import { expect, it } from 'vitest';
import { paced } from '../../../src/gateway/backends/paced.js';

/** A clock that only goes on while somebody waits, or works. */
function clock() {
  let time = 0;
  return {
    now: () => time,
    wait: async (millis: number) => {
      time += millis;
    },
    work(millis: number) {
      time += millis;
    },
  };
}

it.each([1, 10, 50])('lets no more than %i begin in any second', async (rate) => {
  const pace = clock();
  const turn = paced(rate, pace);
  const begun: number[] = [];
  for (let count = 0; count < rate * 4; count++) {
    await turn();
    begun.push(pace.now());
  }
  for (const from of begun) {
    expect(begun.filter((at) => at >= from && at < from + 1000 - 1e-6).length).toBeLessThanOrEqual(rate);
  }
  expect(pace.now()).toBeCloseTo(4000 - 1000 / rate);
});

it('does not wait for who is slow anyhow, and makes up for nothing', async () => {
  const pace = clock();
  const turn = paced(10, pace);
  await turn();
  pace.work(950);
  await turn();
  expect(pace.now()).toBe(950);
  await turn();
  expect(pace.now()).toBe(1050);
});
