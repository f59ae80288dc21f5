import type { LambdaOutcome } from './gateway.js';

/**
 * Waits for a function no longer than allowed. The function goes on, as it does on AWS.
 *
 * @returns its outcome, or `timed-out` after that many milliseconds
 */
export async function within(millis: number, outcome: Promise<LambdaOutcome>): Promise<LambdaOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<LambdaOutcome>((resolve) => {
    timer = setTimeout(resolve, millis, { kind: 'timed-out' });
  });
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clearTimeout(timer);
  }
}
