import Big from 'big.js';
import type { CostLine, CostUnit, LineKind } from './comparison.js';
import { type PriceItem, priceItems } from './price-items.js';
import type { RegionPrices } from './price-list.js';
import { countText, perMillion } from './quantity-text.js';
import { type Band, bandsOf, type Slice, slicesOf } from './tiers.js';

/** A quantity in single requests, hours, GB …: exact where both ends are the same. */
export interface Quantity {
  least: Big;
  most: Big;
}

/** @returns a quantity that is known exactly */
export function exactly(quantity: Big | number): Quantity {
  const known = new Big(quantity);
  return { least: known, most: known };
}

/** What is metered, and with which price. */
export interface Metered {
  kind: LineKind;
  item: PriceItem;
  /** Where the line is more special than the item. */
  what?: string;
  /** What fills the tiers of the month before this does. */
  already?: number | undefined;
  quantity: Quantity | undefined;
  quantitySource: string;
  note?: string | undefined;
  /** Whether an unknown quantity shows the prices of all tiers, and not the first only. */
  allTiers?: boolean;
}

/** @returns one line per tier that is touched; where the quantity is unknown, the price of the first tier, or of all */
export function meteredLines(metered: Metered, prices: RegionPrices): CostLine[] {
  const tiers = prices[metered.item] ?? [];
  const { quantity } = metered;
  if (quantity === undefined) {
    const bands = bandsOf(tiers).filter(({ tier }, index) => tier !== undefined || index === 0);
    return bands.slice(0, metered.allTiers ? undefined : 1).map((band) => lineOf(band, metered, undefined));
  }
  const already = new Big(metered.already ?? 0);
  const least = quantity.least.eq(quantity.most) ? undefined : slicesOf(tiers, already, quantity.least);
  return slicesOf(tiers, already, quantity.most).map((slice) => lineOf(slice, metered, least && within(slice, least)));
}

/** How much of the least quantity lies in this slice's tier. */
function within({ above }: Slice, least: Slice[]): Big {
  return least.find((slice) => slice.above === above)?.quantity ?? new Big(0);
}

function lineOf(band: Band & Partial<Slice>, metered: Metered, least: Big | undefined): CostLine {
  const { item, kind, what, quantitySource, note } = metered;
  const { name, unit } = priceItems[item];
  const quantity = band.quantity && scaled(band.quantity, unit);
  const price = band.tier?.price;
  return {
    what: `${what ?? name}${edgesText(band, unit)}`,
    kind,
    quantity,
    ...(least !== undefined && {
      least: {
        quantity: scaled(least, unit),
        amount: price === undefined ? undefined : scaled(least, unit).times(price),
      },
    }),
    unit,
    price,
    amount: price === undefined ? undefined : quantity?.times(price),
    quantitySource,
    priceSource: band.tier?.source,
    note,
  };
}

function scaled(quantity: Big, unit: CostUnit): Big {
  return unit === 'million requests' ? quantity.times(perMillion) : quantity;
}

/** The tier in words. */
function edgesText({ above, tier }: Band, unit: CostUnit): string {
  const end = tier?.upTo;
  const text = (edge: number) => (unit === 'GB' ? `${new Big(edge).div(1024)} TB` : countText(edge));
  if (end === undefined) return above === 0 ? '' : `, over ${text(above)}`;
  if (unit === 'GB') return above === 0 ? '' : `, over ${text(above)}`;
  return above === 0 ? `, first ${text(end)}` : `, ${text(above)} to ${text(end)}`;
}
