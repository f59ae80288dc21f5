import type { RegionPrices } from './price-list.js';
import { transferLines } from './transfer.js';
import type { Usage } from './usage.js';

/** @returns what is paid beside API Gateway, or instead of it after the move, and is not in the sum (facts pricing.md, sections 2 and 3). */
export function notInSumOf(usage: Usage, prices: RegionPrices): string[] {
  return [
    ...transferOf(usage, prices),
    'The table of what may come on top: lines whose quantity nobody told.',
    'Backends: their functions and servers, also what a cache answered for them. X-Ray, Firehose, alarms.',
    'The CloudFront that AWS puts before edge-optimized endpoints; the developer portal of REST APIs.',
  ];
}

function transferOf(usage: Usage, prices: RegionPrices): string[] {
  if (transferLines(usage, prices).length > 0) return [];
  const first = prices.transferOut?.[0];
  if (first === undefined)
    return [`Data transfer out: the same for both; the price list has no price for ${usage.region}.`];
  const price = `${first.price} ${prices.currency} per GB at first`;
  return [`Data transfer out: the same for both (${price}). Pass --response-size to count it.`];
}
