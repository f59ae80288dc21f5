import Big from 'big.js';
import type { Totals } from './comparison.js';

/** The bill of twelve months, each with more or fewer calls than the one before. */
export interface Year {
  /** Percent a month; exact decimal. */
  growth: string;
  months: { requests: number; totals: Totals }[];
  totals: Totals;
}

/**
 * @param growth percent a month
 * @param billOf both totals of a month with so many calls
 */
export function yearOf(requests: number, growth: string, billOf: (requests: number) => Totals): Year {
  const factor = new Big(growth).div(100).plus(1);
  const months = Array.from({ length: 12 }, (_, index) => {
    const calls = new Big(requests).times(factor.pow(index)).round(0, Big.roundHalfUp).toNumber();
    return { requests: calls, totals: billOf(calls) };
  });
  return { growth, months, totals: sumOf(months.map(({ totals }) => totals)) };
}

function sumOf(months: Totals[]): Totals {
  const side = (kind: 'rest' | 'http') =>
    months.reduce<Big | undefined>(
      (sum, { [kind]: total }) => (sum && total ? sum.plus(total) : undefined),
      new Big(0),
    );
  return differenceOf(side('rest'), side('http'));
}

/** @returns two totals with what lies between them */
export function differenceOf(rest: Big | undefined, http: Big | undefined): Totals {
  const amount = rest && http && rest.minus(http);
  const percent = rest && amount && !rest.eq(0) ? amount.times(100).div(rest) : undefined;
  return { rest, http, saving: { amount, percent, bounds: { least: amount, most: amount } } };
}
