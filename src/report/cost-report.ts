import type { CostComparison, CostLine, CostSide } from '../cost/comparison.js';
import { money } from './cost-money.js';
import { costSummary } from './cost-summary.js';

/** What people read of a comparison; text and Markdown print the same. */
export interface CostReport {
  title: string;
  summary: string[];
  tables: CostTable[];
  lists: { title: string; items: string[] }[];
}

export interface CostTable {
  title: string;
  head: Row;
  rows: Row[];
  total: Row;
}

/** What, quantity, unit price, amount. */
export type Row = [string, string, string, string];

/** @returns the comparison as headings, sentences, tables and lists. */
export function costReport(comparison: CostComparison): CostReport {
  const { api, currency, regionName, usage } = comparison;
  return {
    title: `${api === '' ? 'This API' : api} in ${usage.region}, ${regionName}: one month, in ${currency}`,
    summary: costSummary(comparison),
    tables: [tableOf('REST API, as it is', comparison.rest), tableOf('HTTP API, after the move', comparison.http)],
    lists: [
      { title: 'Assumed', items: comparison.assumptions },
      { title: 'Not in the sum', items: comparison.notInSum },
      { title: 'Prices', items: priceSources(comparison) },
    ],
  };
}

function tableOf(title: string, side: CostSide): CostTable {
  return {
    title,
    head: ['What', 'Quantity', 'Unit price', 'Amount'],
    rows: side.lines.map(rowOf),
    total: ['Total', '', '', money(side.total) ?? 'unknown'],
  };
}

const units = {
  'million requests': { many: 'million', one: 'million' },
  hours: { many: 'hours', one: 'hour' },
  GB: { many: 'GB', one: 'GB' },
} as const satisfies Record<CostLine['unit'], { many: string; one: string }>;

function rowOf({ what, quantity, unit, price, amount }: CostLine): Row {
  return [
    what,
    quantity === undefined ? 'unknown' : `${unit === 'GB' ? quantity.toFixed(2) : quantity} ${units[unit].many}`,
    price === undefined ? 'unknown' : `${price} per ${units[unit].one}`,
    money(amount) ?? 'unknown',
  ];
}

function priceSources({ prices, rest, http }: CostComparison): string[] {
  const lines = [...rest.lines, ...http.lines];
  const sources = new Map<string, Set<string>>();
  for (const { what, priceSource } of lines) {
    const name = what.split(',')[0] ?? what;
    if (priceSource !== undefined) sources.set(priceSource, (sources.get(priceSource) ?? new Set()).add(name));
  }
  const each = [...sources].map(([source, names]) => `${[...names].join(', ')}: ${source}.`);
  return [`List of ${prices.date}: ${prices.source}.`, ...each];
}
