import { type PriceSource, shippedPrices } from '../cli/price-source.js';
import { readShipped } from '../cli/shipped.js';
import type { PriceList } from '../cost/price-list.js';
import { readPriceList } from '../cost/read-price-list.js';

/**
 * Reads a price list.
 *
 * @param source absent for the list that comes along: that it fits its schema, a test has seen to, and to see it again would take longer
 *   than to compare an API
 * @throws Failure (`usage`) that names the file and every key that is off
 */
export async function readPrices(source?: PriceSource): Promise<PriceList> {
  if (source === undefined) return JSON.parse((await shippedPrices()).text);
  return readPriceList(source, JSON.parse(await readShipped('schemas/cost-prices.schema.json')));
}

let shipped: Promise<PriceList> | undefined;

/** @returns the list that comes along, read once however often it is asked for */
export function shippedList(): Promise<PriceList> {
  shipped ??= readPrices();
  return shipped;
}
