import Big from 'big.js';
import type { Curve } from './curves.js';
import type { DearerRoute } from './dearer-routes.js';
import type { Effort } from './effort.js';
import type { Overlap } from './overlap.js';
import type { Payback } from './payback.js';
import type { Usage } from './usage.js';
import type { Year } from './year.js';

/** One line of a month's bill. `amount` is quantity × price, exact; it is rounded only when it is shown. */
export interface CostLine {
  what: string;
  kind: LineKind;
  /** In units; unknown when nobody said it. The most it can be, where it is known between bounds. */
  quantity: Big | undefined;
  /** The least it can be, and what that costs; absent where `quantity` is exact or unknown. */
  least?: { quantity: Big; amount: Big | undefined };
  unit: CostUnit;
  /** Exact price of one unit; unknown when the list has none. */
  price: string | undefined;
  /** Unknown when quantity or price is. */
  amount: Big | undefined;
  /** Where the quantity comes from: a flag, a record, or an assumption. */
  quantitySource: string;
  /** Where the price comes from. */
  priceSource: string | undefined;
  note: string | undefined;
}

/** What a line is paid for. */
export type LineKind =
  | 'requests'
  | 'cache'
  | 'transfer'
  | 'lambda'
  | 'waf'
  | 'cloudfront'
  | 'logs'
  | 'metrics'
  | 'load-balancer'
  | 'private-link';

export type CostUnit = 'million requests' | 'hours' | 'months' | 'GB' | 'GB-seconds';

/** The bill of one kind of API. */
export interface CostSide {
  /** What is in the sum. */
  lines: CostLine[];
  /** Unknown when one of the lines is; the most it can be, where a quantity is known between bounds. */
  total: Big | undefined;
  /** The least it can be: what is unknown counts as nothing. */
  least: Big;
  /** What may come on top, or is the same for both: not in the sum, since nobody told how much. */
  open: CostLine[];
}

/** An amount known between bounds; no end where nobody knows. */
export interface Bounds {
  least: Big | undefined;
  most: Big | undefined;
}

/** REST minus HTTP: negative when the HTTP API is dearer. */
export interface Saving {
  amount: Big | undefined;
  /** Of the REST total; unknown also when that is zero. */
  percent: Big | undefined;
  /** What it is between, where a quantity or a price is not known exactly. */
  bounds: Bounds;
}

/** Two totals and what lies between them. */
export interface Totals {
  rest: Big | undefined;
  http: Big | undefined;
  saving: Saving;
}

/** The largest size of a call at which the HTTP API is still cheaper. */
export interface BreakEven {
  /** Metering units of 512 KB; 0 when it is dearer at any size. */
  units: number;
  /** Bytes of request and response together. */
  bytes: number;
  /** Whether payload quotas end before the advantage does. */
  atAnySize: boolean;
}

/** What an API costs as a REST API, and what it would cost as an HTTP API, in one month. */
export interface MonthComparison {
  api: string;
  regionName: string;
  currency: string;
  usage: Usage;
  prices: { date: string; source: string };
  rest: CostSide;
  http: CostSide;
  saving: Saving;
  /** The same without data transfer; absent when transfer is not in the sum. */
  withoutTransfer: Totals | undefined;
  /** Request charges of the next million calls. */
  perMillion: Totals;
  breakEven: BreakEven | undefined;
  /** With the tiers shared by calls: the part of the account's whole bill; absent where nobody told of other calls. */
  allocated: Totals | undefined;
  /** Why a total is unknown. */
  unknown: string[];
  /** What was taken for granted. */
  assumptions: string[];
  /** What the bill leaves out. */
  notInSum: string[];
}

/** The month, and what lies ahead. */
export interface CostComparison extends MonthComparison {
  /** Twelve months with growth; absent where nobody told of any. */
  year: Year | undefined;
  effort: Effort;
  /** Absent where nobody told for how long both exist. */
  overlap: Overlap | undefined;
  payback: Payback;
  /** Routes of the record that are dearer as routes of an HTTP API. */
  dearerRoutes: DearerRoute[];
  /** Made when asked for: only charts show them, and each asks for many bills. */
  curves: { overRequests(): Curve | undefined; overSize(): Curve | undefined };
}

/**
 * @param lines what is in the sum
 * @param open what is not
 * @returns the bill with its total
 */
export function sideOf(lines: CostLine[], open: CostLine[] = []): CostSide {
  return { lines, total: sumOf(lines.map((line) => line.amount)), least: leastOf(lines), open };
}

/** @returns the sum; unknown when one of the amounts is, and when there is none. */
function sumOf(amounts: (Big | undefined)[]): Big | undefined {
  return amounts.reduce((sum, amount) => (sum === undefined || amount === undefined ? undefined : sum.plus(amount)));
}

function leastOf(lines: CostLine[]): Big {
  return lines.reduce((sum, { amount, least }) => sum.plus((least ? least.amount : amount) ?? 0), new Big(0));
}

/** @returns both totals with the saving between them. */
export function totalsOf(rest: CostSide, http: CostSide): Totals {
  return { rest: rest.total, http: http.total, saving: savingOf(rest, http) };
}

/** The saving counts on the dearest HTTP API there can be; the least of the REST API is the other end. */
function savingOf(rest: CostSide, http: CostSide): Saving {
  const bounds = boundsOf(rest, http);
  if (rest.total === undefined || http.total === undefined) return { amount: undefined, percent: undefined, bounds };
  const amount = rest.total.minus(http.total);
  return { amount, percent: rest.total.eq(0) ? undefined : amount.times(100).div(rest.total), bounds };
}

/** Where the charge of the requests itself is unknown, an end would say nothing. */
function boundsOf(rest: CostSide, http: CostSide): Bounds {
  const isVague = [...rest.lines, ...http.lines].some(({ kind, amount }) => kind === 'requests' && !amount);
  if (isVague) return { least: undefined, most: undefined };
  return { least: http.total && rest.least.minus(http.total), most: rest.total?.minus(http.least) };
}
