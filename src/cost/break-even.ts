import type Big from 'big.js';
import { cacheLines } from './cache.js';
import { type BreakEven, sideOf } from './comparison.js';
import { mostUnits, unitBytes } from './metering.js';
import type { RegionPrices } from './price-list.js';
import { httpRequestLines, restRequestLines } from './requests.js';
import type { Usage } from './usage.js';

/**
 * Finds the size up to which the HTTP API is cheaper, at this usage. Data transfer is the same on both sides and does
 * not count. When the usage is unknown, the request charges of one million calls decide.
 *
 * @returns unknown when a price that decides it is
 */
export function breakEvenOf(usage: Usage, prices: RegionPrices): BreakEven | undefined {
  const calls = { ...usage, requests: usage.requests ?? 1_000_000 };
  const cache = usage.requests === undefined ? [] : cacheLines(usage, prices);
  const rest = sideOf([...restRequestLines(calls, prices), ...cache]).total;
  if (rest === undefined || calls.requests === 0) return undefined;
  for (let units = 1; units <= mostUnits; units++) {
    const http = httpCharge(calls, units, prices);
    if (http === undefined) return undefined;
    if (!http.lt(rest)) return { units: units - 1, bytes: (units - 1) * unitBytes, atAnySize: false };
  }
  return { units: mostUnits, bytes: mostUnits * unitBytes, atAnySize: true };
}

function httpCharge(usage: Usage, units: number, prices: RegionPrices): Big | undefined {
  const { responseSpread: _, ...average } = usage;
  const sized = { ...average, requestSize: 0, responseSize: units * unitBytes };
  return sideOf(httpRequestLines(sized, prices)).total;
}
