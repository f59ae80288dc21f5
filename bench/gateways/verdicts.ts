import { table } from '../table.js';

/** A goal, and what was measured. */
export interface Verdict {
  what: string;
  goal: string;
  measured: string;
  /** `undefined` when it could not be measured. */
  met: boolean | undefined;
}

/** @returns how many times `base` a value is, against the least that it has to be */
export function atLeast(what: string, value: number, least: number): Verdict {
  return { what, goal: `>= ${least.toFixed(2)}`, measured: value.toFixed(2), met: value >= least };
}

/** @param digits behind the point, of goal and value */
export function atMost(
  what: string,
  value: number,
  { most, unit = '', digits = 2 }: { most: number; unit?: string; digits?: number },
): Verdict {
  const show = (number: number) => `${number.toFixed(digits)}${unit}`;
  return { what, goal: `<= ${show(most)}`, measured: show(value), met: value <= most };
}

export function notMeasured(what: string, why: string): Verdict {
  return { what, goal: '', measured: why, met: undefined };
}

export function verdictTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ what, goal, measured, met }) => [what, goal, measured, wordOf(met)]);
  return table(['', 'goal', 'measured', 'verdict'], rows);
}

function wordOf(met: boolean | undefined): string {
  if (met === undefined) return 'not measured';
  return met ? 'met' : 'MISSED';
}
