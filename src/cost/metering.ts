import Big from 'big.js';
import type { Quantity } from './metered.js';
import { mostBytes } from './quantities.js';
import { type SizeSpread, weightOf } from './size-spread.js';
import type { Usage } from './usage.js';

/** HTTP API calls are metered in steps of 512 KB (PM-512, https://aws.amazon.com/api-gateway/pricing/). */
export const unitBytes = 512 * 1024;

/** Units of the largest call there is: 10 MB each way (Q-PAYLOAD). */
export const mostUnits = (2 * mostBytes) / unitBytes;

type Sizes = Pick<Usage, 'requestSize' | 'responseSize' | 'responseSpread'>;

/**
 * How many units an HTTP API call of this size counts as. AWS does not say whether the step applies to the request, the
 * response or both together; both together is the reading that can only overestimate (PM-512-WHAT).
 *
 * @returns at least 1; 1 when no size is known
 */
export function unitsPerCall(usage: Pick<Usage, 'requestSize' | 'responseSize'>): number {
  return unitsOf((usage.requestSize ?? 0) + (usage.responseSize ?? 0));
}

/** @returns the units of a call of so many bytes, at least 1 */
export function unitsOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / unitBytes));
}

/**
 * Counts the units of a month: of the spread of sizes where it is known, else of the average. A band of the spread that
 * reaches over a step counts between both.
 *
 * @param requests calls of the month
 */
export function unitsOfMonth(requests: number, usage: Sizes): Quantity {
  const { responseSpread, requestSize = 0 } = usage;
  if (responseSpread === undefined) {
    const units = new Big(requests).times(unitsPerCall(usage));
    return { least: units, most: units };
  }
  return {
    least: unitsIn(requests, responseSpread, (band) => band.least + requestSize),
    most: unitsIn(requests, responseSpread, (band) => band.most + requestSize),
  };
}

/** A part of a unit is not billed by anybody: the sum is rounded up to whole ones. */
function unitsIn(requests: number, spread: SizeSpread, sizeOf: (band: SizeSpread['bands'][number]) => number): Big {
  const weighed = spread.bands.reduce((sum, band) => sum.plus(new Big(band.weight).times(unitsOf(sizeOf(band)))), zero);
  return weighed.times(requests).div(weightOf(spread)).round(0, Big.roundUp);
}

const zero = new Big(0);

/** @returns what the line of the HTTP requests has to admit. */
export function unitsNote(usage: Sizes): string | undefined {
  if (usage.responseSpread !== undefined) {
    return 'counted over the spread of sizes; where only the ends of a step are known, the larger size counts';
  }
  if (usage.requestSize === undefined && usage.responseSize === undefined) {
    return 'size unknown: one unit of 512 KB per call assumed';
  }
  const units = unitsPerCall(usage);
  return units === 1 ? undefined : `each call counts as ${units} units of 512 KB`;
}
