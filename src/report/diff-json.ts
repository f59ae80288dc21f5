import type { Difference, DiffResult } from '../diff/differences.js';
import type { HandlersResult } from '../handlers/handlers.js';

/** @returns the JSON of `migrate diff`, version 1: keys in a fixed order, an absent value is an absent key. */
export function diffJson(result: DiffResult, handlers?: HandlersResult): string {
  const { requests, same, differences, unexplained, ignored, notCompared, noise } = result;
  const told = differences.map(withoutExchange);
  const more = { ...(noise && { noise }), ...(handlers && { handlers }) };
  const shown = { version: 1, requests, same, differences: told, unexplained, ignored, notCompared, ...more };
  return JSON.stringify(shown, null, 2);
}

/** The example as a command says enough to see it again. */
function withoutExchange({ seen, ...difference }: Difference): Omit<Difference, 'seen'> {
  return difference;
}
