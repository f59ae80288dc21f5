import type { CostFigure } from '../cost/figure.js';
import type { Analysis } from './analysis.js';
import { shellWord } from './analysis-next.js';
import { counted } from './analysis-reason.js';
import { savingJson } from './cost-json.js';
import { kindNames } from './cost-kinds.js';
import { money } from './cost-money.js';
import { savingText, totalText } from './cost-report.js';
import { monthAnswer } from './cost-summary.js';
import { movable } from './movable.js';

/** What a report of an analysis says of cost; the same in each form. */
export interface CostFacts {
  /** In sentences, the answer first. */
  answer: string[];
  /** Both bills and what lies between them; empty where they cannot be made. */
  rows: [name: string, amount: string][];
  currency: string;
  /** Where the use comes from, and of when the prices are. */
  sources: string[];
  /** Where the prices come from. */
  priceSource: string;
  /** What the sums count that may turn out otherwise. */
  notes: string[];
  /** The command that tells more. */
  command: string;
}

/** @returns undefined where nothing of the use is known */
export function costFacts({ cost, input, conversion }: Analysis): CostFacts | undefined {
  if (cost === undefined) return undefined;
  const { month, sources } = cost;
  const command = `migrate cost ${shellWord(input)}${flagsFor(cost)}`;
  const used = sources.map(sentence);
  if (month === undefined) return { ...nothing, answer: [missingText(cost)], sources: used, command };
  const { rest, http, saving, currency, prices, regionName } = month;
  return {
    answer: monthAnswer(month),
    rows: [
      ['REST API, as it is', totalText(rest)],
      ['HTTP API, after the move', totalText(http)],
      ['Saving', savingText(saving)],
    ],
    currency,
    sources: [...used, `Prices of ${prices.date} for ${cost.region}, ${regionName}.`],
    priceSource: prices.source,
    notes: [...movableText(conversion.routes), ...openText(cost)],
    command,
  };
}

const nothing = { rows: [], currency: '', priceSource: '', notes: [] };

function missingText({ missing }: CostFigure): string {
  return `Both bills are unknown: nobody told ${missing.join(' and ')}.`;
}

/** Not every call can be one of an HTTP API, and no record tells which routes are called how often. */
function movableText(routes: Analysis['conversion']['routes']): string[] {
  const moving = movable(routes);
  if (moving === routes.length) return [];
  return [
    `The sums are for all calls as those of an HTTP API; ${moving} of ${counted(routes.length, 'method')} can move now.`,
  ];
}

function openText(cost: CostFigure): string[] {
  const names = openNames(cost);
  return names.length === 0 ? [] : [`May come on top, nobody told how much: ${names.join(', ')}.`];
}

/** @returns the cost as `schemas/analysis.schema.json` describes it */
export function costFigureJson(cost: CostFigure) {
  const { region, requests, sources, missing, month } = cost;
  return {
    region: region ?? null,
    requests: requests ?? null,
    currency: month?.currency ?? null,
    rest: money(month?.rest.total) ?? null,
    http: money(month?.http.total) ?? null,
    saving: month ? savingJson(month.saving) : null,
    prices: month ? { date: month.prices.date, source: month.prices.source } : null,
    sources,
    missing,
    unknown: month?.unknown ?? [],
    notInSum: openNames(cost),
  };
}

/** @returns what is paid for and in no sum, by kind: the command lists each line */
function openNames({ month }: CostFigure): string[] {
  if (month === undefined) return [];
  const open = new Set([...month.rest.open, ...month.http.open].map(({ kind }) => kind));
  return kindNames.flatMap(([kind, name]) => (open.has(kind) ? [name] : []));
}

/** What the command needs to be told besides. */
function flagsFor({ region, requests }: CostFigure): string {
  return `${requests === undefined ? ' --requests 100M' : ''}${region === undefined ? ' --region us-east-1' : ''}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
