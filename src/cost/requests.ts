import type { CostLine } from './comparison.js';
import { exactly, meteredLines } from './metered.js';
import { unitsNote, unitsOfMonth, unitsPerCall } from './metering.js';
import type { RegionPrices } from './price-list.js';
import { countText } from './quantity-text.js';
import type { Usage } from './usage.js';

/**
 * REST API calls: one unit each, whatever their size (PM-REST), on top of what the account's other REST APIs send.
 *
 * @returns one line per tier that is touched; all tiers when the usage is unknown
 */
export function restRequestLines(usage: Usage, prices: RegionPrices): CostLine[] {
  const { requests, accountRequests } = usage;
  return meteredLines(
    {
      kind: 'requests',
      allTiers: true,
      item: 'rest',
      already: accountRequests,
      quantity: requests === undefined ? undefined : exactly(requests),
      quantitySource: requests === undefined ? unknownRequests : sourceOfRequests(usage),
      note: accountRequests ? `on top of ${countText(accountRequests)} of the account` : undefined,
    },
    prices,
  );
}

/**
 * HTTP API calls in units of 512 KB. Their tiers are their own, so calls that move start in the first one.
 *
 * @returns one line per tier that is touched; all tiers when the usage is unknown
 */
export function httpRequestLines(usage: Usage, prices: RegionPrices): CostLine[] {
  const { requests, responseSpread } = usage;
  const units = unitsPerCall(usage);
  const average = units === 1 ? '' : ` × ${units} units of 512 KB`;
  const times = responseSpread === undefined ? average : ` × units of 512 KB, by sizes of ${responseSpread.source}`;
  return meteredLines(
    {
      kind: 'requests',
      allTiers: true,
      item: 'http',
      already: usage.accountHttpRequests,
      quantity: requests === undefined ? undefined : unitsOfMonth(requests, usage),
      quantitySource: requests === undefined ? unknownRequests : `${sourceOfRequests(usage)}${times}`,
      note: unitsNote(usage),
    },
    prices,
  );
}

const unknownRequests = 'unknown: pass --requests';

/** @returns where the number of requests comes from */
export function sourceOfRequests({ requestsSource }: Pick<Usage, 'requestsSource'>): string {
  return requestsSource ?? '--requests';
}
