import Big from 'big.js';
import { hoursOfMonth } from './cache.js';
import type { CostLine, CostSide } from './comparison.js';

/** The time in which both APIs exist. */
export interface Overlap {
  weeks: number;
  /** What the REST API costs beside the HTTP API in that time: lines by the hour and month only, where each call goes to one of both. */
  least: Big;
  /** Where every call goes to both, as when answers are compared; unknown where the bill of the REST API is. */
  most: Big | undefined;
}

/** @returns what running both costs on top; undefined where nobody said for how long */
export function overlapOf(rest: CostSide, weeks: number | undefined): Overlap | undefined {
  if (weeks === undefined) return undefined;
  const standing = rest.lines.filter(isStanding);
  const fixed = standing.reduce((sum, { amount }) => sum.plus(amount ?? 0), new Big(0));
  return { weeks, least: during(weeks, fixed), most: rest.total && during(weeks, rest.total) };
}

/** Paid for time, and not for calls. */
function isStanding({ unit }: CostLine): boolean {
  return unit === 'hours' || unit === 'months';
}

/** A week is 168 of the 730 hours of a month. */
function during(weeks: number, amount: Big): Big {
  return amount.times(weeks).times(168).div(hoursOfMonth);
}
