import type { CostComparison, CostLine } from '../cost/comparison.js';
import { money } from './cost-money.js';

const head = [
  'side',
  'counted',
  'what',
  'quantity_least',
  'quantity',
  'unit',
  'price',
  'amount_least',
  'amount',
  'currency',
  'quantity_source',
  'price_source',
  'note',
];

/** @returns a row for each line of both bills, as RFC 4180 has it; empty where something is unknown */
export function costCsv({ rest, http, currency }: CostComparison): string {
  const rows = [
    ...rest.lines.map((line) => rowOf('rest', 'yes', line, currency)),
    ...rest.open.map((line) => rowOf('rest', 'no', line, currency)),
    ...http.lines.map((line) => rowOf('http', 'yes', line, currency)),
    ...http.open.map((line) => rowOf('http', 'no', line, currency)),
  ];
  return csv([head, ...rows]);
}

function rowOf(side: string, counted: string, line: CostLine, currency: string): string[] {
  const { what, quantity, least, unit, price, amount, quantitySource, priceSource, note } = line;
  const from = (least?.quantity ?? quantity)?.toFixed() ?? '';
  const amounts = [money(least ? least.amount : amount) ?? '', money(amount) ?? ''];
  return [
    side,
    counted,
    what,
    from,
    quantity?.toFixed() ?? '',
    unit,
    price ?? '',
    ...amounts,
    currency,
    quantitySource,
    priceSource ?? '',
    note ?? '',
  ];
}

/** @returns rows as text; names come from definitions, and must not become formulas of a spreadsheet */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const inert = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
