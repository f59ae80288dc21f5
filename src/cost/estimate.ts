import { allocatedOf } from './allocated.js';
import type { ApiFacts } from './api-facts.js';
import { assumptionsOf } from './assumptions.js';
import { type BillInput, billOf, ownBillOf } from './bill.js';
import { breakEvenOf } from './break-even.js';
import { type Circumstances, noCircumstances } from './circumstances.js';
import { type CostComparison, type MonthComparison, sideOf, type Totals, totalsOf } from './comparison.js';
import { curveOverRequests, curveOverSize } from './curves.js';
import { dearerRoutes } from './dearer-routes.js';
import { effortOf } from './effort.js';
import { type MoveFacts, noMoveFacts } from './move-facts.js';
import { notInSumOf } from './not-in-sum.js';
import { overlapOf } from './overlap.js';
import { paybackOf } from './payback.js';
import { type PriceList, pricesOf, type RegionPrices } from './price-list.js';
import { httpRequestLines, restRequestLines } from './requests.js';
import { unknownOf } from './unknown.js';
import type { Usage } from './usage.js';
import { yearOf } from './year.js';

/** What beside the usage and the prices decides the bill. */
export interface Surroundings {
  circumstances: Circumstances;
  move: MoveFacts;
}

/**
 * Compares the bill of one month: the API as it is, a REST API, and as an HTTP API.
 *
 * @param api what its definition and settings say about costs
 * @throws Failure (`usage`) when the list does not have the region
 */
export function compareMonth(
  usage: Usage,
  list: PriceList,
  api: ApiFacts,
  surroundings: Surroundings = noSurroundings(),
): MonthComparison {
  const { prices } = pricesOf(list, usage.region);
  const input: BillInput = { usage, prices, api, ...surroundings };
  const bill = billOf(input);
  const { rest, http } = bill;
  const { bounds } = totalsOf(bill.own.rest, bill.own.http).saving;
  return {
    api: api.name,
    regionName: prices.name,
    currency: prices.currency,
    usage,
    prices: { date: list.date, source: list.source },
    ...{ rest, http },
    saving: { ...totalsOf(rest, http).saving, bounds },
    withoutTransfer: bill.withoutTransfer && totalsOf(bill.withoutTransfer.rest, bill.withoutTransfer.http),
    perMillion: perMillionOf(usage, prices),
    allocated: allocatedOf(usage, prices),
    breakEven: breakEvenOf(usage, prices),
    unknown: unknownOf(usage.region, [rest, http]),
    assumptions: assumptionsOf(input),
    notInSum: notInSumOf(usage, prices),
  };
}

/**
 * Compares a month, see `compareMonth`, and looks ahead: what the move takes, when it has paid for itself, what growth
 * and other sizes would make of it.
 */
export function estimate(
  usage: Usage,
  list: PriceList,
  api: ApiFacts,
  surroundings: Surroundings = noSurroundings(),
): CostComparison {
  const { circumstances, move } = surroundings;
  const { prices } = pricesOf(list, usage.region);
  const input: BillInput = { usage, prices, api, circumstances, move };
  const month = compareMonth(usage, list, api, surroundings);
  const effort = effortOf(move.findings, circumstances.hourlyRate);
  const overlap = overlapOf(ownBillOf(input).rest, circumstances.weeks);
  return {
    ...month,
    ...{ effort, overlap },
    year: yearFor(input),
    payback: paybackOf(effort, overlap, month.saving, (requests) => ownTotals(input, { ...usage, requests })),
    dearerRoutes: dearerRoutes(usage.profile, month.breakEven, usage.requestSize),
    curves: {
      overRequests: () => curveOverRequests(usage, (other) => ownTotals(input, other)),
      overSize: () => curveOverSize(usage, (other) => ownTotals(input, other)),
    },
  };
}

function noSurroundings(): Surroundings {
  return { circumstances: noCircumstances(), move: noMoveFacts() };
}

/** Both totals without what is the same for both. */
function ownTotals(input: BillInput, usage: Usage): Totals {
  const { rest, http } = ownBillOf({ ...input, usage });
  return totalsOf(rest, http);
}

function yearFor(input: BillInput) {
  const { requests, growth } = input.usage;
  if (requests === undefined || growth === undefined) return undefined;
  return yearOf(requests, growth, (calls) => {
    const { rest, http } = billOf({ ...input, usage: { ...input.usage, requests: calls } });
    return totalsOf(rest, http);
  });
}

/** A million calls by themselves: on top of the account's other REST traffic, in the first tier of HTTP APIs. */
function perMillionOf(usage: Usage, prices: RegionPrices): Totals {
  const million = { ...usage, requests: 1_000_000 };
  return totalsOf(sideOf(restRequestLines(million, prices)), sideOf(httpRequestLines(million, prices)));
}
