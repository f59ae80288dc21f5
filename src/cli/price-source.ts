import { readShipped } from './shipped.js';

/** A price list as text, with the name for messages. */
export interface PriceSource {
  file: string;
  text: string;
}

/** @returns the list that comes along */
export async function shippedPrices(): Promise<PriceSource> {
  const file = 'prices/prices.json';
  return { file, text: await readShipped(file) };
}
