import type { LambdaOutcome } from './gateway.js';

/**
 * Waits for a function no longer than allowed. The function goes on, as it does on AWS.
 *
 * @returns its outcome, or `timed-out` after that many milliseconds
 */
export function within(millis: number, outcome: Promise<LambdaOutcome>): Promise<LambdaOutcome> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, millis, { kind: 'timed-out' });
    const settle = <Value>(end: (value: Value) => void) => {
      return (value: Value): void => {
        clearTimeout(timer);
        end(value);
      };
    };
    outcome.then(settle(resolve), settle(reject));
  });
}
