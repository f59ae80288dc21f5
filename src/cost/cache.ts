import Big from 'big.js';
import type { CostLine } from './comparison.js';
import type { RegionPrices } from './price-list.js';
import type { Usage } from './usage.js';

/** Hours of an average month: 365 × 24 / 12. */
export const hoursOfMonth = 730;

/**
 * The cache of a REST stage, paid by the hour while it is on (PO-CACHE). HTTP APIs have none, so there is no such line
 * on their side.
 *
 * @returns no line when no cache size was given
 */
export function cacheLines(usage: Usage, prices: RegionPrices): CostLine[] {
  if (usage.cacheSize === undefined) return [];
  const price = prices.cache?.[usage.cacheSize];
  const quantity = new Big(hoursOfMonth);
  return [
    {
      what: `Cache of ${usage.cacheSize} GB`,
      kind: 'cache',
      quantity,
      unit: 'hours',
      price: price?.price,
      amount: price === undefined ? undefined : quantity.times(price.price),
      quantitySource: `--cache-size, on for all ${hoursOfMonth} hours of an average month`,
      priceSource: price?.source,
      note: 'HTTP APIs have no cache',
    },
  ];
}
