import type { ApiFacts } from './api-facts.js';
import { assumptionsOf } from './assumptions.js';
import { breakEvenOf } from './break-even.js';
import { cacheLines } from './cache.js';
import { type CostComparison, type CostLine, sideOf, type Totals, totalsOf } from './comparison.js';
import { notInSumOf } from './not-in-sum.js';
import { type PriceList, pricesOf, type RegionPrices } from './price-list.js';
import { httpRequestLines, restRequestLines } from './requests.js';
import { transferLines } from './transfer.js';
import { unknownOf } from './unknown.js';
import type { Usage } from './usage.js';

/**
 * Compares the bill of one month: the API as it is, a REST API, and as an HTTP API.
 *
 * @param api what its definition says about costs
 * @throws Failure (`usage`) when the list does not have the region
 */
export function estimate(usage: Usage, list: PriceList, api: ApiFacts): CostComparison {
  const { prices } = pricesOf(list, usage.region);
  const transfer = transferLines(usage, prices);
  const own = { rest: ownRestLines(usage, prices), http: httpRequestLines(usage, prices) };
  const rest = sideOf([...own.rest, ...transfer]);
  const http = sideOf([...own.http, ...transfer]);
  return {
    api: api.name,
    regionName: prices.name,
    currency: prices.currency,
    usage,
    prices: { date: list.date, source: list.source },
    rest,
    http,
    saving: totalsOf(rest, http).saving,
    withoutTransfer: transfer.length > 0 ? totalsOf(sideOf(own.rest), sideOf(own.http)) : undefined,
    perMillion: perMillionOf(usage, prices),
    breakEven: breakEvenOf(usage, prices),
    unknown: unknownOf(usage.region, [rest, http]),
    assumptions: assumptionsOf(usage, prices, api),
    notInSum: notInSumOf(usage, prices),
  };
}

function ownRestLines(usage: Usage, prices: RegionPrices): CostLine[] {
  return [...restRequestLines(usage, prices), ...cacheLines(usage, prices)];
}

/** A million calls by themselves: on top of the account's other REST traffic, in the first tier of HTTP APIs. */
function perMillionOf(usage: Usage, prices: RegionPrices): Totals {
  const million = { ...usage, requests: 1_000_000 };
  return totalsOf(sideOf(restRequestLines(million, prices)), sideOf(httpRequestLines(million, prices)));
}
