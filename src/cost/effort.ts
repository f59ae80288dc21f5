import Big from 'big.js';
import type { Level } from '../model/index.js';
import type { Finding } from './move-facts.js';

/** Hours of work, between bounds. */
export interface Hours {
  low: Big;
  high: Big;
}

/** Work for one kind of finding, or for the move as a whole. */
export interface EffortItem {
  what: string;
  places: number;
  hours: Hours;
}

/** Work that is done once. Our inference from the findings, not a figure of anybody (I). */
export interface Effort {
  items: EffortItem[];
  hours: Hours;
  /** Of an hour; exact decimal. */
  rate: string;
  cost: Hours;
}

/** Work that a finding takes: once for the rule, and again for each place. In hours, low and high. */
const hoursFor: Record<Exclude<Level, 'info'>, { once: [string, string]; each: [string, string] }> = {
  blocked: { once: ['2', '8'], each: ['0.5', '3'] },
  loss: { once: ['1', '4'], each: ['0.1', '0.5'] },
  change: { once: ['0.25', '1'], each: ['0', '0.05'] },
};

/** To convert, import, try, cut over and watch, whatever the API is. */
const moveItself = { low: '8', high: '24' };

/**
 * Estimates the work of the move.
 *
 * @param rate price of an hour, an exact decimal
 */
export function effortOf(findings: readonly Finding[], rate: string): Effort {
  const items: EffortItem[] = [
    {
      what: 'The move itself: convert, import, try, cut over',
      places: 1,
      hours: { low: new Big(moveItself.low), high: new Big(moveItself.high) },
    },
    ...findings.flatMap(itemOf),
  ];
  const hours = { low: sum(items, 'low'), high: sum(items, 'high') };
  return { items, hours, rate, cost: { low: hours.low.times(rate), high: hours.high.times(rate) } };
}

function itemOf({ rule, level, places }: Finding): EffortItem[] {
  if (level === 'info') return [];
  const { once, each } = hoursFor[level];
  const hours = (end: 0 | 1) => new Big(each[end]).times(places).plus(once[end]);
  return [{ what: `${rule} (${level})`, places, hours: { low: hours(0), high: hours(1) } }];
}

function sum(items: EffortItem[], end: keyof Hours): Big {
  return items.reduce((total, { hours }) => total.plus(hours[end]), new Big(0));
}
