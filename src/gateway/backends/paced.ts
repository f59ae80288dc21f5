/** What time there is; tests pass their own. */
export interface Pace {
  now(): number;
  wait(millis: number): Promise<void>;
}

const realPace: Pace = {
  now: () => performance.now(),
  wait: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
};

/**
 * @param rate turns in a second, at most
 * @returns a function that resolves when it is the next turn; turns that nobody took are not made up for
 */
export function paced(rate: number, { now, wait }: Pace = realPace): () => Promise<void> {
  const interval = 1000 / rate;
  let next = Number.NEGATIVE_INFINITY;
  return async () => {
    const at = Math.max(now(), next);
    next = at + interval;
    const millis = at - now();
    if (millis > 0) await wait(millis);
  };
}
