import { Failure } from '../model/index.js';
import type { PriceItem } from './price-items.js';
import type { Tier } from './tiers.js';

/** A price list, as `schemas/cost-prices.schema.json` describes it. Prices are decimal strings, so they stay exact. */
export interface PriceList {
  version: 1;
  /** Day the prices were read, `YYYY-MM-DD`. */
  date: string;
  source: string;
  /** By region code. */
  regions: Record<string, RegionPrices>;
}

/** The prices of one region. What has no source is left out, and then unknown. */
export interface RegionPrices extends Partial<Record<PriceItem, Tier[]>> {
  name: string;
  currency: string;
  /** Per hour, by size in GB. */
  cache?: Record<string, Price>;
}

export interface Price {
  price: string;
  source: string;
}

/**
 * @returns the prices of a region
 * @throws Failure (`usage`) when the list does not have the region: a price is never guessed from a neighbour's
 */
export function pricesOf(list: PriceList, region: string | undefined): { region: string; prices: RegionPrices } {
  const prices = region !== undefined && Object.hasOwn(list.regions, region) ? list.regions[region] : undefined;
  if (region !== undefined && prices !== undefined) return { region, prices };
  const message = region === undefined ? 'The region is missing.' : `The price list has no region ${region}.`;
  const known = Object.keys(list.regions).sort().join(', ');
  const next = `Pass --region with one of ${known}; or bring your own list with --prices FILE.`;
  throw new Failure('usage', message, next);
}

/**
 * @param regions undefined for all
 * @returns the list with these regions only
 * @throws Failure (`usage`) for one that the list does not have
 */
export function onlyRegions(list: PriceList, regions: readonly string[] | undefined): PriceList {
  if (regions === undefined) return list;
  return { ...list, regions: Object.fromEntries(regions.map((region) => [region, pricesOf(list, region).prices])) };
}

/** Lists older than this many days deserve a word: AWS changes prices a few times a year. */
export const freshDays = 180;

/**
 * @param now the clock, read by the caller
 * @returns whole days since the list was made; negative for a list from the future
 */
export function ageInDays(list: Pick<PriceList, 'date'>, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(list.date)) / 86_400_000);
}

/** @returns a word about a list that is old, with what to do; undefined for a fresh one */
export function ageWarning(list: Pick<PriceList, 'date'>, now: Date): string | undefined {
  const age = ageInDays(list, now);
  if (age <= freshDays) return undefined;
  return `Warning: the price list is of ${list.date}, ${age} days old. Read a newer one with migrate prices update -o FILE, and pass it with --prices FILE.`;
}
