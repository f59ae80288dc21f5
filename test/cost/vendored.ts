import { readFile } from 'node:fs/promises';
import type { PriceList } from '../../src/cost/price-list.js';
import { readPriceList } from '../../src/cost/read-price-list.js';

/** @returns the schema of price lists. */
export async function priceSchema(): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(new URL('../../schemas/cost-prices.schema.json', import.meta.url), 'utf8'));
}

/** @returns the price list that comes with the program. */
export async function vendoredPrices(): Promise<PriceList> {
  const text = await readFile(new URL('../../prices/prices.json', import.meta.url), 'utf8');
  return readPriceList({ file: 'prices/prices.json', text }, await priceSchema());
}
