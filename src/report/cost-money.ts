import type Big from 'big.js';

/** @returns the amount rounded half up to two digits, never `-0.00`; `undefined` when unknown. */
export function money(amount: Big | undefined): string | undefined {
  return amount && fixed(amount, 2);
}

/** @returns the percentage rounded half up to one digit; `undefined` when unknown. */
export function percentage(percent: Big | undefined): string | undefined {
  return percent && fixed(percent, 1);
}

function fixed(value: Big, digits: number): string {
  const rounded = value.round(digits);
  return (rounded.eq(0) ? rounded.abs() : rounded).toFixed(digits);
}

/** @returns `8 to 24`, or one number where both are the same; half hours are kept, smaller parts are not. */
export function hoursText({ low, high }: { low: Big; high: Big }): string {
  const [from, to] = [low, high].map((hours) => fixed(hours, 1).replace(/\.0$/, ''));
  return from === to ? `${from}` : `${from} to ${to}`;
}
