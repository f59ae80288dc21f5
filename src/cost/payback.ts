import type Big from 'big.js';
import type { Totals } from './comparison.js';
import type { Effort } from './effort.js';
import type { Overlap } from './overlap.js';

/** When the move has paid for itself. */
export interface Payback {
  /** What is paid once: work, and the time in which both exist. */
  once: { low: Big; high: Big };
  /** Months until the saving has made up for it; absent where there is no saving, or it is unknown. */
  months: { low: Big; high: Big } | undefined;
  /** Calls a month from which on it is made up for within a year; absent where no number of calls does. */
  worthFrom: { low: number; high: number } | undefined;
}

/** Months within which the move has to pay for itself. */
export const horizon = 12;

/** The most calls a month that are looked at. */
const mostRequests = 1e12;

/**
 * @param saving of a month, as this API is used
 * @param billOf both totals of a month with so many calls
 */
export function paybackOf(
  effort: Effort,
  overlap: Overlap | undefined,
  saving: Totals['saving'],
  billOf: (requests: number) => Totals,
): Payback {
  const once = {
    low: effort.cost.low.plus(overlap?.least ?? 0),
    high: effort.cost.high.plus(overlap?.most ?? overlap?.least ?? 0),
  };
  const each = saving.amount;
  const months = each?.gt(0) ? { low: once.low.div(each), high: once.high.div(each) } : undefined;
  const savingOf = remembered((requests) => billOf(requests).saving.amount);
  const low = leastRequests(once.low, savingOf);
  const high = leastRequests(once.high, savingOf);
  return { once, months, worthFrom: low === undefined || high === undefined ? undefined : { low, high } };
}

/** Both ends are looked for on the same way up. */
function remembered(savingOf: (requests: number) => Big | undefined): (requests: number) => Big | undefined {
  const known = new Map<number, Big | undefined>();
  return (requests) => {
    if (!known.has(requests)) known.set(requests, savingOf(requests));
    return known.get(requests);
  };
}

/** The saving first reaches its goal somewhere between two powers of two, and there it rises. */
function leastRequests(goal: Big, savingOf: (requests: number) => Big | undefined): number | undefined {
  const reaches = (requests: number) => savingOf(requests)?.times(horizon).gte(goal) ?? false;
  let high = 1;
  while (!reaches(high)) {
    high *= 2;
    if (high > mostRequests) return undefined;
  }
  let low = Math.floor(high / 2);
  for (let step = 0; high - low > 1; step++) {
    const middle = step % 3 === 2 ? undefined : onLine(low, high, goal.div(horizon), savingOf);
    const next = Math.min(Math.max(middle ?? Math.floor((low + high) / 2), low + 1), high - 1);
    if (reaches(next)) high = next;
    else low = next;
  }
  return high;
}

/** Between two edges of tiers a saving is a line: where it meets the goal is a good guess, and asking takes longer than guessing. */
function onLine(
  low: number,
  high: number,
  goal: Big,
  savingOf: (requests: number) => Big | undefined,
): number | undefined {
  const [less, more] = [savingOf(low), savingOf(high)];
  if (less === undefined || more === undefined || more.lte(less)) return undefined;
  return low + Math.ceil((Number(goal.minus(less)) / Number(more.minus(less))) * (high - low));
}
