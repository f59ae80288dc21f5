import type { Bounds, CostComparison, CostLine, CostSide, CostUnit, Saving, Totals } from '../cost/comparison.js';
import type { Effort } from '../cost/effort.js';
import type { Year } from '../cost/year.js';
import { hoursText, money, percentage } from './cost-money.js';
import { costSummary } from './cost-summary.js';

/** What people read of a comparison; text, Markdown and HTML print the same. */
export interface CostReport {
  title: string;
  summary: string[];
  tables: CostTable[];
  lists: { title: string; items: string[] }[];
}

/** The first column is words; those of `numbers` stand to the right. */
export interface CostTable {
  title: string;
  head: string[];
  /** Columns that hold numbers, by their place. */
  numbers: readonly number[];
  rows: string[][];
  total?: string[];
}

/** @returns the comparison as headings, sentences, tables and lists. */
export function costReport(comparison: CostComparison): CostReport {
  const { api, currency, regionName, usage, allocated, year, effort } = comparison;
  return {
    title: `${api === '' ? 'This API' : api} in ${usage.region}, ${regionName}: one month, in ${currency}`,
    summary: costSummary(comparison),
    tables: [
      sideTable('REST API, as it is', comparison.rest),
      sideTable('HTTP API, after the move', comparison.http),
      ...openTables(comparison),
      ...(allocated ? [viewTable(comparison, allocated)] : []),
      ...dearerTables(comparison),
      ...(year ? [yearTable(year)] : []),
      effortTable(effort, currency),
    ],
    lists: [
      ...(usage.recorded ? [{ title: 'Recorded', items: [...usage.recorded] }] : []),
      { title: 'Assumed', items: comparison.assumptions },
      { title: 'Not in the sum', items: comparison.notInSum },
      { title: 'Prices', items: priceSources(comparison) },
    ],
  };
}

function sideTable(title: string, side: CostSide): CostTable {
  return {
    title,
    head: ['What', 'Quantity', 'Unit price', 'Amount'],
    numbers: [1, 2, 3],
    rows: side.lines.map(rowOf),
    total: ['Total', '', '', totalText(side)],
  };
}

/** @returns the total, with both ends where it is known between them */
export function totalText({ total, least }: CostSide): string {
  if (total === undefined) return least.gt(0) ? `unknown, at least ${money(least)}` : 'unknown';
  return least.lt(total) ? `${money(least)} to ${money(total)}` : (money(total) ?? '');
}

const units: Record<CostUnit, { many: string; one: string }> = {
  'million requests': { many: 'million', one: 'million' },
  hours: { many: 'hours', one: 'hour' },
  months: { many: 'a month', one: 'month' },
  GB: { many: 'GB', one: 'GB' },
  'GB-seconds': { many: 'GB-seconds', one: 'GB-second' },
};

function rowOf(line: CostLine): string[] {
  return [line.what, quantityText(line), priceText(line), money(line.amount) ?? 'unknown'];
}

/** @returns `100 million`, `12.50 GB`, or `unknown`; with both ends where it is known between them */
export function quantityText({ quantity, least, unit }: CostLine): string {
  if (quantity === undefined) return 'unknown';
  const text = (value: typeof quantity) =>
    unit === 'GB' || unit === 'GB-seconds' ? value.toFixed(2) : value.toFixed();
  const range = least?.quantity.lt(quantity) ? `${text(least.quantity)} to ` : '';
  return `${range}${text(quantity)} ${units[unit].many}`;
}

/** @returns `3.50 per million` */
export function priceText({ price, unit }: CostLine): string {
  return price === undefined ? 'unknown' : `${price} per ${units[unit].one}`;
}

/** What nobody told is shown with its unit price, once where it is the same for both. */
function openTables({ rest, http }: CostComparison): CostTable[] {
  const key = (line: CostLine) => JSON.stringify([line.what, line.price, line.quantitySource, line.note]);
  const [restKeys, httpKeys] = [new Set(rest.open.map(key)), new Set(http.open.map(key))];
  const row = (line: CostLine, whose: string) => [line.what, whose, priceText(line), line.quantitySource];
  const rows = [
    ...rest.open.map((line) => row(line, httpKeys.has(key(line)) ? 'both' : 'REST API')),
    ...http.open.filter((line) => !restKeys.has(key(line))).map((line) => row(line, 'HTTP API')),
  ];
  if (rows.length === 0) return [];
  return [{ title: 'May come on top', head: ['What', 'For', 'Unit price', 'Quantity'], numbers: [2], rows }];
}

/** Tiers belong to the account: what an API adds to the bill is not what it is charged for. */
function viewTable({ usage, rest, http }: CostComparison, allocated: Totals): CostTable {
  const requests = ({ lines }: CostSide) => lines.filter(({ kind }) => kind === 'requests');
  const sum = (side: CostSide) => requests(side).map(({ amount }) => amount);
  const marginal = [rest, http].map((side) =>
    sum(side).reduce((total, amount) => (total && amount ? total.plus(amount) : undefined)),
  );
  const [mine, theirs] = marginal;
  return {
    title: `Request charges, with the other calls of the account in ${usage.region}`,
    head: ['View', 'REST API', 'HTTP API', 'Saving'],
    numbers: [1, 2, 3],
    rows: [
      [
        'on top of the others (marginal): what the move saves',
        shown(mine),
        shown(theirs),
        shown(mine && theirs && mine.minus(theirs)),
      ],
      ['share of the whole (allocated): what the API is charged', ...totalsCells(allocated)],
    ],
  };
}

function dearerTables({ dearerRoutes, breakEven }: CostComparison): CostTable[] {
  if (dearerRoutes.length === 0 || breakEven === undefined) return [];
  return [
    {
      title: `Routes with calls over ${breakEven.bytes / 1024} KB, which are dearer as calls of an HTTP API`,
      head: ['Route', 'Such calls', 'All calls of the record'],
      numbers: [1, 2],
      rows: dearerRoutes.map(({ route, large, requests }) => [route, String(large), String(requests)]),
    },
  ];
}

function yearTable({ growth, months, totals }: Year): CostTable {
  return {
    title: `Twelve months, growing by ${growth} % a month`,
    head: ['Month', 'Requests', 'REST API', 'HTTP API', 'Saving'],
    numbers: [1, 2, 3, 4],
    rows: months.map(({ requests, totals: each }, index) => [
      String(index + 1),
      String(requests),
      ...totalsCells(each),
    ]),
    total: ['Total', '', ...totalsCells(totals)],
  };
}

function effortTable({ items, hours, rate, cost }: Effort, currency: string): CostTable {
  return {
    title: `Work, once (our estimate, at ${rate} ${currency} an hour)`,
    head: ['What', 'Places', 'Hours'],
    numbers: [1, 2],
    rows: items.map((item) => [item.what, String(item.places), hoursText(item.hours)]),
    total: ['Total', '', `${hoursText(hours)} (${money(cost.low)} to ${money(cost.high)} ${currency})`],
  };
}

function totalsCells({ rest, http, saving }: Totals): string[] {
  return [shown(rest), shown(http), shown(saving.amount)];
}

function shown(amount: CostLine['amount']): string {
  return money(amount) ?? 'unknown';
}

/** @returns the saving, with its share; or what it is between */
export function savingText({ amount, percent, bounds }: Saving): string {
  if (amount === undefined) return boundsText(bounds) ?? 'unknown';
  return percent === undefined ? shown(amount) : `${shown(amount)} (${percentage(percent)} %)`;
}

/** @returns undefined where neither end is known */
export function boundsText({ least, most }: Bounds): string | undefined {
  if (least !== undefined) return most === undefined ? `at least ${money(least)}` : `${money(least)} to ${money(most)}`;
  return most && `at most ${money(most)}`;
}

function priceSources({ prices, rest, http }: CostComparison): string[] {
  const lines = [...rest.lines, ...http.lines, ...rest.open, ...http.open];
  const sources = new Map<string, Set<string>>();
  for (const { what, priceSource } of lines) {
    const name = what.split(',')[0] ?? what;
    if (priceSource !== undefined) sources.set(priceSource, (sources.get(priceSource) ?? new Set()).add(name));
  }
  const each = [...sources].map(([source, names]) => `${[...names].join(', ')}: ${source}.`);
  return [`List of ${prices.date}: ${prices.source}.`, ...each];
}
