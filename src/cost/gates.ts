import type Big from 'big.js';
import { parseShare } from './circumstances.js';
import type { Saving, Totals } from './comparison.js';
import type { Fleet } from './fleet.js';

/** What makes a comparison fail in CI. */
export interface Gates {
  failIfDearer: boolean;
  /** Least share of the REST total that has to be saved, 0 to 1. */
  minSaving: Big | undefined;
}

/** The flags as written. */
export interface GateFlags {
  'fail-if-dearer': boolean;
  'min-saving'?: string | undefined;
}

/** @throws Failure (`usage`) that says what was expected */
export function readGates(flags: GateFlags): Gates {
  const least = flags['min-saving'];
  return {
    failIfDearer: flags['fail-if-dearer'],
    minSaving: least === undefined ? undefined : parseShare(least, 'min-saving'),
  };
}

/** @returns a sentence for each gate that a sum of several APIs does not pass; one with something unknown in it passes none */
export function fleetGateFailures({ sums }: Pick<Fleet, 'sums'>, gates: Gates): string[] {
  return sums.flatMap(({ totals, unknown }) => gateFailures(unknown > 0 ? unknownTotals : totals, gates));
}

const unknownTotals = {
  rest: undefined,
  saving: { amount: undefined, percent: undefined, bounds: { least: undefined, most: undefined } },
};

/**
 * Holds a comparison against its gates. What is unknown passes none: nobody knows that it is good.
 *
 * @returns a sentence for each gate that it does not pass; `[]` when it passes all
 */
export function gateFailures({ rest, saving }: Pick<Totals, 'rest' | 'saving'>, gates: Gates): string[] {
  return [
    ...(gates.failIfDearer ? dearer(saving) : []),
    ...(gates.minSaving === undefined ? [] : tooSmall(rest, saving, gates.minSaving)),
  ];
}

function dearer({ amount, bounds }: Saving): string[] {
  if (amount?.gte(0) || bounds.least?.gte(0)) return [];
  if (bounds.most?.lt(0) || (amount?.lt(0) && bounds.most?.eq(amount)))
    return ['--fail-if-dearer: the HTTP API is dearer.'];
  return amount === undefined
    ? ['--fail-if-dearer: it is unknown whether the HTTP API is dearer, and unknown is no pass.']
    : ['--fail-if-dearer: the HTTP API may be dearer.'];
}

function tooSmall(rest: Big | undefined, { percent }: Saving, least: Big): string[] {
  const wanted = `--min-saving ${least.times(100).toFixed()}%`;
  if (rest?.eq(0)) return [`${wanted}: the REST API costs nothing, so there is nothing to save.`];
  if (percent === undefined) return [`${wanted}: the saving is unknown, and unknown is no pass.`];
  return percent.gte(least.times(100)) ? [] : [`${wanted}: the saving is ${percent.toFixed(1)} %.`];
}
