import type Big from 'big.js';
import type { Usage } from './usage.js';

/** One line of a month's bill. `amount` is quantity × price, exact; it is rounded only when it is shown. */
export interface CostLine {
  what: string;
  /** In units; unknown when nobody said it. */
  quantity: Big | undefined;
  unit: CostUnit;
  /** Exact price of one unit; unknown when the list has none. */
  price: string | undefined;
  /** Unknown when quantity or price is. */
  amount: Big | undefined;
  /** Where the quantity comes from: a flag, or an assumption. */
  quantitySource: string;
  /** Where the price comes from. */
  priceSource: string | undefined;
  note: string | undefined;
}

export type CostUnit = 'million requests' | 'hours' | 'GB';

/** The bill of one kind of API. */
export interface CostSide {
  lines: CostLine[];
  /** Unknown when one of the lines is. */
  total: Big | undefined;
}

/** REST minus HTTP: negative when the HTTP API is dearer. */
export interface Saving {
  amount: Big | undefined;
  /** Of the REST total; unknown also when that is zero. */
  percent: Big | undefined;
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
export interface CostComparison {
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
  /** Why a total is unknown. */
  unknown: string[];
  /** What was taken for granted. */
  assumptions: string[];
  /** What the bill leaves out. */
  notInSum: string[];
}

/** @returns the bill with its total. */
export function sideOf(lines: CostLine[]): CostSide {
  return { lines, total: sumOf(lines.map((line) => line.amount)) };
}

/** @returns the sum; unknown when one of the amounts is, and when there is none. */
function sumOf(amounts: (Big | undefined)[]): Big | undefined {
  return amounts.reduce((sum, amount) => (sum === undefined || amount === undefined ? undefined : sum.plus(amount)));
}

/** @returns both totals with the saving between them. */
export function totalsOf(rest: CostSide, http: CostSide): Totals {
  return { rest: rest.total, http: http.total, saving: savingOf(rest.total, http.total) };
}

function savingOf(rest: Big | undefined, http: Big | undefined): Saving {
  if (rest === undefined || http === undefined) return { amount: undefined, percent: undefined };
  const amount = rest.minus(http);
  return { amount, percent: rest.eq(0) ? undefined : amount.times(100).div(rest) };
}
