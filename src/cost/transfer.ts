import Big from 'big.js';
import type { CostLine } from './comparison.js';
import type { RegionPrices } from './price-list.js';
import { type Band, bandsOf, type Slice, slicesOf } from './tiers.js';
import type { Usage } from './usage.js';

/** 1 / 1024³, exact: a power of two always ends in decimal, which a division cut at twenty digits would not show. */
const gigabytesPerByte = new Big('9.31322574615478515625e-10');

/**
 * Data transfer out to the internet: the same for both kinds, incoming is free (PO-DTO).
 *
 * @returns no line when the size of a response or the region's price is unknown; what is left out is then said
 */
export function transferLines(usage: Usage, prices: RegionPrices): CostLine[] {
  if (usage.responseSize === undefined || prices.transferOut === undefined) return [];
  if (usage.requests === undefined) return bandsOf(prices.transferOut).filter(hasPrice).map(lineOf);
  const quantity = new Big(usage.requests).times(usage.responseSize).times(gigabytesPerByte);
  return slicesOf(prices.transferOut, new Big(0), quantity).map(lineOf);
}

function hasPrice(band: Band): boolean {
  return band.tier !== undefined;
}

function lineOf(band: Band & Partial<Slice>): CostLine {
  const { above, quantity, tier } = band;
  return {
    what: `Data transfer out${above === 0 ? '' : `, over ${above / 1024} TB`}`,
    quantity,
    unit: 'GB',
    price: tier?.price,
    amount: tier === undefined ? undefined : quantity?.times(tier.price),
    quantitySource: quantity === undefined ? 'unknown: pass --requests' : '--requests × --response-size',
    priceSource: tier?.source,
    note: 'the same for both kinds',
  };
}
