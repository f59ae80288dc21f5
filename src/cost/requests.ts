import Big from 'big.js';
import type { CostLine } from './comparison.js';
import { unitsNote, unitsPerCall } from './metering.js';
import type { RegionPrices } from './price-list.js';
import { countText, perMillion } from './quantity-text.js';
import { type Band, bandsOf, type Slice, slicesOf, type Tier } from './tiers.js';
import type { Usage } from './usage.js';

/** What is metered, and against which tiers. */
interface Metered {
  name: string;
  tiers: readonly Tier[];
  /** Requests of the month that fill the tiers before these do. */
  already: number;
  /** Metering units; unknown when the calls are. */
  quantity: Big | undefined;
  quantitySource: string;
  note: string | undefined;
}

/**
 * REST API calls: one unit each, whatever their size (PM-REST), on top of what the account's other REST APIs send.
 *
 * @returns one line per tier that is touched; all tiers when the usage is unknown
 */
export function restRequestLines(usage: Usage, prices: RegionPrices): CostLine[] {
  return requestLines({
    name: 'REST API requests',
    tiers: prices.rest ?? [],
    already: usage.accountRequests ?? 0,
    quantity: usage.requests === undefined ? undefined : new Big(usage.requests),
    quantitySource: usage.requests === undefined ? 'unknown: pass --requests' : '--requests',
    note: usage.accountRequests ? `on top of ${countText(usage.accountRequests)} of the account` : undefined,
  });
}

/**
 * HTTP API calls in units of 512 KB. Their tiers are their own, so calls that move start in the first one.
 *
 * @returns one line per tier that is touched; all tiers when the usage is unknown
 */
export function httpRequestLines(usage: Usage, prices: RegionPrices): CostLine[] {
  const units = unitsPerCall(usage);
  const times = units === 1 ? '' : ` × ${units} units of 512 KB`;
  return requestLines({
    name: 'HTTP API requests',
    tiers: prices.http ?? [],
    already: 0,
    quantity: usage.requests === undefined ? undefined : new Big(usage.requests).times(units),
    quantitySource: usage.requests === undefined ? 'unknown: pass --requests' : `--requests${times}`,
    note: unitsNote(usage),
  });
}

function requestLines(metered: Metered): CostLine[] {
  if (metered.quantity === undefined) return bandsOf(metered.tiers).map((band) => lineOf(band, metered));
  return slicesOf(metered.tiers, new Big(metered.already), metered.quantity).map((slice) => lineOf(slice, metered));
}

function lineOf(band: Band & Partial<Slice>, metered: Metered): CostLine {
  const quantity = band.quantity?.times(perMillion);
  const price = band.tier?.price;
  return {
    what: `${metered.name}${edgesText(band)}`,
    quantity,
    unit: 'million requests',
    price,
    amount: price === undefined ? undefined : quantity?.times(price),
    quantitySource: metered.quantitySource,
    priceSource: band.tier?.source,
    note: metered.note,
  };
}

/** The tier in words. */
function edgesText({ above, tier }: Band): string {
  const end = tier?.upTo;
  if (end === undefined) return above === 0 ? '' : `, over ${countText(above)}`;
  return above === 0 ? `, first ${countText(end)}` : `, ${countText(above)} to ${countText(end)}`;
}
