import Big from 'big.js';

/** A step of a price that falls with quantity. The price holds up to `upTo` of the month's total; without it, to infinity. */
export interface Tier {
  upTo?: number;
  /** Exact decimal. */
  price: string;
  source: string;
}

/** A part of a quantity that has one price. */
export interface Slice {
  /** Where the price begins to hold, counted from the first of the month's total. */
  above: number;
  quantity: Big;
  /** Absent where the list has no price for so much. */
  tier?: Tier;
}

/**
 * Cuts a quantity at the edges of the tiers. This is the marginal view: what lies below `already` belongs to others, so
 * the slices say what this quantity costs on top (PR-REST, PR-HTTP: tiers count per account and region).
 *
 * @param tiers in rising order; `[]` when no price is known
 * @param already what the month's total has before this quantity
 * @returns slices whose quantities add up to `quantity`; none is empty unless the quantity is
 */
export function slicesOf(tiers: readonly Tier[], already: Big, quantity: Big): Slice[] {
  const end = already.plus(quantity);
  const cuts = bandsOf(tiers).map((band) => ({ ...band, quantity: overlap(band, already, end) }));
  const filled = cuts.filter((cut) => cut.quantity.gt(0));
  return filled.length > 0 ? filled : cuts.slice(0, 1);
}

/** A tier with both of its ends; after a last tier that ends comes a band without a price. */
export interface Band {
  above: number;
  tier?: Tier;
}

/** @returns bands that cover everything from zero on. */
export function bandsOf(tiers: readonly Tier[]): Band[] {
  const priced: Band[] = tiers.map((tier, index) => ({ above: tiers[index - 1]?.upTo ?? 0, tier }));
  const last = tiers.at(-1);
  if (last !== undefined && last.upTo === undefined) return priced;
  return [...priced, { above: last?.upTo ?? 0 }];
}

function overlap(band: Band, start: Big, end: Big): Big {
  const from = start.gt(band.above) ? start : new Big(band.above);
  const to = band.tier?.upTo === undefined || end.lt(band.tier.upTo) ? end : new Big(band.tier.upTo);
  return to.gt(from) ? to.minus(from) : new Big(0);
}
