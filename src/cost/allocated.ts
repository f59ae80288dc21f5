import Big from 'big.js';
import { type CostLine, sideOf, type Totals, totalsOf } from './comparison.js';
import type { RegionPrices } from './price-list.js';
import { httpRequestLines, restRequestLines } from './requests.js';
import type { Usage } from './usage.js';

/**
 * The request charges as a part of the whole: all calls of the account fill the tiers together, and each pays the average.
 * The marginal view, in which the others come first, says what a move saves; this one, what an API is charged for.
 *
 * @returns undefined where the account has no other calls, or the number of calls is unknown
 */
export function allocatedOf(usage: Usage, prices: RegionPrices): Totals | undefined {
  const { requests, accountRequests = 0, accountHttpRequests = 0 } = usage;
  if (requests === undefined || accountRequests + accountHttpRequests === 0) return undefined;
  const alone = { ...usage, accountRequests: 0, accountHttpRequests: 0 };
  const rest = restRequestLines({ ...alone, requests: requests + accountRequests }, prices);
  const units = unitsIn(httpRequestLines(alone, prices));
  const whole = units.plus(accountHttpRequests);
  const { requestSize: _, responseSize: __, responseSpread: ___, ...unsized } = alone;
  const sizeless = { ...unsized, requestSize: undefined, responseSize: undefined, requests: whole.toNumber() };
  const http = httpRequestLines(sizeless, prices);
  return totalsOf(
    sideOf(rest.map((line) => share(line, new Big(requests), new Big(requests + accountRequests)))),
    sideOf(http.map((line) => share(line, units, whole))),
  );
}

function unitsIn(lines: CostLine[]): Big {
  return lines.reduce((sum, { quantity }) => sum.plus(quantity ?? 0), new Big(0)).times(1_000_000);
}

function share(line: CostLine, part: Big, whole: Big): CostLine {
  const of = (amount: Big | undefined) => (whole.eq(0) ? amount : amount?.times(part).div(whole));
  return { ...line, quantity: of(line.quantity), amount: of(line.amount) };
}
