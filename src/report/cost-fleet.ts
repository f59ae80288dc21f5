import type { Totals } from '../cost/comparison.js';
import type { Fleet, FleetRow, RegionSum } from '../cost/fleet.js';
import { csv } from './cost-csv.js';
import { money, percentage } from './cost-money.js';
import type { CostReport, CostTable } from './cost-report.js';

/** @returns the comparison of several APIs as headings, sentences, tables and lists */
export function fleetReport(fleet: Fleet): CostReport {
  const { rows, failed, prices } = fleet;
  return {
    title: `${fleet.inputs} APIs, one month`,
    summary: summaryOf(fleet),
    tables: [rowTable(rows), sumTable(fleet.sums)],
    lists: [
      ...(failed.length > 0
        ? [{ title: 'Not compared', items: failed.map(({ input, reason }) => `${input}: ${reason}`) }]
        : []),
      { title: 'Assumed', items: assumptions },
      { title: 'Prices', items: [`List of ${prices.date}: ${prices.source}.`] },
    ],
  };
}

const assumptions = [
  'All these APIs belong to one account. The requests of a region fill its price tiers together, before and after the move, and no other API of the account has traffic there.',
  'An API is shown with its share of the whole bill; the shares add up to the sum. By itself is what moving this API alone would save while the others stay: it counts in the last tiers now and in the same after.',
  'Other charges are counted for each API by itself. What nobody told is left out: migrate cost INPUT names it for one API.',
];

function summaryOf({ inputs, rows, failed, sums }: Fleet): string[] {
  const unknown = rows.filter((row) => !isKnown(row)).length;
  const counts = `${inputs} APIs: ${rows.length - unknown} compared, ${unknown} with something unknown, ${failed.length} not read.`;
  return [...wholeSums(sums).map(answerOf), counts];
}

/** The sum of all regions, or of the only one. */
function wholeSums(sums: readonly RegionSum[]): RegionSum[] {
  const currencies = new Set(sums.map(({ currency }) => currency));
  return [...currencies].flatMap((currency) => sums.filter((sum) => sum.currency === currency).slice(-1));
}

function answerOf({ totals, currency, counted }: RegionSum): string {
  const { rest, http, saving } = totals;
  if (saving.amount === undefined) return 'The saving is unknown.';
  const verb = saving.amount.gte(0) ? 'save' : 'are dearer by';
  const share = saving.percent ? ` (${percentage(saving.percent.abs())} %)` : '';
  return `As HTTP APIs, ${counted} of them ${verb} ${money(saving.amount.abs())} ${currency} a month${share}: ${money(http)} instead of ${money(rest)}.`;
}

function isKnown({ allocated }: FleetRow): boolean {
  return allocated.rest !== undefined && allocated.http !== undefined;
}

function rowTable(rows: readonly FleetRow[]): CostTable {
  return {
    title: 'APIs',
    head: ['API', 'Input', 'Region', 'Requests', 'REST API', 'HTTP API', 'Saving', 'By itself'],
    numbers: [3, 4, 5, 6, 7],
    rows: rows.map((row) => [
      row.api,
      row.input,
      row.region,
      row.requests === undefined ? 'unknown' : String(row.requests),
      ...totalsCells(row.allocated),
      shown(row.marginal.saving.amount),
    ]),
  };
}

function sumTable(sums: readonly RegionSum[]): CostTable {
  return {
    title: 'Sums',
    head: ['Region', 'APIs counted', 'Unknown', 'REST API', 'HTTP API', 'Saving', 'Currency'],
    numbers: [1, 2, 3, 4, 5],
    rows: sums.map(({ region, counted, unknown, totals, currency }) => [
      region,
      String(counted),
      String(unknown),
      ...totalsCells(totals),
      currency,
    ]),
  };
}

function totalsCells({ rest, http, saving }: Totals): string[] {
  return [shown(rest), shown(http), shown(saving.amount)];
}

function shown(amount: Totals['rest']): string {
  return money(amount) ?? 'unknown';
}

const head = [
  'input',
  'api',
  'region',
  'requests',
  'rest',
  'http',
  'saving',
  'saving_by_itself',
  'currency',
  'failure',
];

/** @returns a row for each API, and one for each that could not be compared; empty where something is unknown */
export function fleetCsv({ rows, failed }: Fleet): string {
  return csv([
    head,
    ...rows.map(({ input, api, region, requests, allocated, marginal, currency }) => [
      ...[input, api, region, requests === undefined ? '' : String(requests)],
      ...[allocated.rest, allocated.http, allocated.saving.amount, marginal.saving.amount].map(
        (amount) => money(amount) ?? '',
      ),
      ...[currency, ''],
    ]),
    ...failed.map(({ input, reason }) => [input, '', '', '', '', '', '', '', '', reason]),
  ]);
}
