import Big from 'big.js';
import { itemNames, type PriceItem, priceItems } from './price-items.js';
import type { PriceList, RegionPrices } from './price-list.js';
import { type RegionReading, readItems } from './price-products.js';
import type { Tier } from './tiers.js';

/** A price that is not what it was. */
export interface PriceChange {
  region: string;
  /** In words: `REST API requests, above 333000000`. */
  what: string;
  /** Absent where there was none. */
  before: string | undefined;
  /** Absent where there is none any more. */
  after: string | undefined;
}

/** A new list, and how it differs from the one before. */
export interface PriceUpdate {
  list: PriceList;
  changes: PriceChange[];
  /** Usage types that could not be understood, by region. */
  unclear: { region: string; usageTypes: string[] }[];
  /** Regions that were asked for and have no prices. */
  missing: string[];
}

/**
 * Makes a list of what was read. What the price list of these services does not have, such as WAF and load balancers, stays
 * as it was, with its own source; a region that was not read is not in the new list.
 *
 * @param asked regions by name; undefined for all there are
 * @param date of the reading, `YYYY-MM-DD`
 */
export function updateOf(
  before: PriceList,
  readings: readonly RegionReading[],
  { asked, date }: { asked: readonly string[] | undefined; date: string },
): PriceUpdate {
  const regions = Object.fromEntries(
    readings.map(({ region, prices }) => [region, { ...kept(before.regions[region]), ...prices }]),
  );
  const source = `AWS Price List API, read ${date}; what it was not asked for is as in the list of ${before.date}, each figure with its own source; without tax`;
  return {
    list: { version: 1, date, source, regions },
    changes: Object.entries(regions).flatMap(([region, prices]) => changesIn(region, before.regions[region], prices)),
    unclear: readings.flatMap(({ region, unclear }) => (unclear.length > 0 ? [{ region, usageTypes: unclear }] : [])),
    missing: (asked ?? []).filter((region) => regions[region] === undefined),
  };
}

/** Prices of API Gateway itself are those of the reading, or none. */
function kept(prices: RegionPrices | undefined): Partial<RegionPrices> {
  if (prices === undefined) return {};
  const others = itemNames.filter((item) => !readItems.includes(item));
  return Object.fromEntries(others.flatMap((item) => (prices[item] ? [[item, prices[item]]] : [])));
}

function changesIn(region: string, before: RegionPrices | undefined, after: RegionPrices): PriceChange[] {
  const [old, now] = [pricesIn(before), pricesIn(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((what) => {
    const [one, other] = [old.get(what), now.get(what)];
    const isSame = one !== undefined && other !== undefined && new Big(one).eq(other);
    return isSame ? [] : [{ region, what, before: one, after: other }];
  });
}

/** Every price by what it is for. */
function pricesIn(prices: RegionPrices | undefined): Map<string, string> {
  const items = itemNames.flatMap((item) => (prices?.[item] ?? []).map(tierText(item)));
  const caches = Object.entries(prices?.cache ?? {}).map(
    ([size, { price }]) => [`Cache of ${size} GB`, price] as const,
  );
  return new Map([...items, ...caches]);
}

function tierText(item: PriceItem) {
  const { name } = priceItems[item];
  return ({ price }: Tier, index: number, tiers: readonly Tier[]): [string, string] => {
    const above = tiers[index - 1]?.upTo;
    return [above === undefined ? name : `${name}, above ${above}`, price];
  };
}
