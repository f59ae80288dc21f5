import Big from 'big.js';
import type { CostLine } from './comparison.js';
import { meteredLines, type Quantity } from './metered.js';
import type { RegionPrices } from './price-list.js';
import { sourceOfRequests } from './requests.js';
import { type SizeBand, type SizeSpread, weightOf } from './size-spread.js';
import type { Usage } from './usage.js';

/** 1 / 1024³, exact: a power of two always ends in decimal, which a division cut at twenty digits would not show. */
export const gigabytesPerByte = new Big('9.31322574615478515625e-10');

/**
 * Data transfer out to the internet: the same for both kinds, incoming is free (PO-DTO).
 *
 * @returns no line when the size of a response or the region's price is unknown; what is left out is then said
 */
export function transferLines(usage: Usage, prices: RegionPrices): CostLine[] {
  const { responseSize, responseSpread, requests } = usage;
  if ((responseSize === undefined && responseSpread === undefined) || prices.transferOut === undefined) return [];
  const size = responseSpread === undefined ? '--response-size' : `sizes of ${responseSpread.source}`;
  return meteredLines(
    {
      kind: 'transfer',
      allTiers: true,
      item: 'transferOut',
      quantity: requests === undefined ? undefined : gigabytesOf(requests, usage),
      quantitySource: requests === undefined ? 'unknown: pass --requests' : `${sourceOfRequests(usage)} × ${size}`,
      note: 'the same for both kinds',
    },
    prices,
  );
}

function gigabytesOf(requests: number, { responseSize, responseSpread }: Usage): Quantity {
  if (responseSpread === undefined) {
    const bytes = new Big(requests).times(responseSize ?? 0).times(gigabytesPerByte);
    return { least: bytes, most: bytes };
  }
  return {
    least: averaged(requests, responseSpread, (band) => band.least),
    most: averaged(requests, responseSpread, (band) => band.most),
  };
}

function averaged(requests: number, spread: SizeSpread, endOf: (band: SizeBand) => number): Big {
  const bytes = spread.bands.reduce((sum, band) => sum.plus(bytesOf(band, endOf)), new Big(0));
  return bytes.times(requests).div(weightOf(spread)).round(0, Big.roundUp).times(gigabytesPerByte);
}

/** Bytes that were counted are exact; else the end of the band stands for each. */
function bytesOf(band: SizeBand, endOf: (band: SizeBand) => number): Big {
  return band.bytes === undefined ? new Big(band.weight).times(endOf(band)) : new Big(band.bytes);
}
