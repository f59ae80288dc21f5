import Big from 'big.js';
import type { SizeStep, UsageProfile } from '../model/index.js';
import { mostBytes } from './quantities.js';

/** Answers of alike size. Sizes in bytes. */
export interface SizeBand {
  /** The smallest and the largest there can be. */
  least: number;
  most: number;
  /** Share of all answers as a weight: the weights need not add up to anything. */
  weight: number;
  /** Bytes of these answers together, in the same weight; absent where only the ends are known. */
  bytes?: number;
}

/** How the sizes of answers are spread: what an average hides, and what counts in steps of 512 KB. */
export interface SizeSpread {
  /** In rising order; at least one. */
  bands: readonly SizeBand[];
  /** In words, for a report. */
  source: string;
}

/** A point of a spread: so many percent of all answers are at most this large. */
export interface Percentile {
  percent: number;
  bytes: number;
}

/**
 * Between two percentiles nobody knows more than the ends. Above the last one, a size can be all that API Gateway carries
 * (Q-PAYLOAD), unless it is the hundredth.
 *
 * @param points in rising order
 */
export function spreadOfPercentiles(points: readonly Percentile[], source: string): SizeSpread {
  const last = points.at(-1);
  const closed = last === undefined || last.percent < 100 ? [...points, { percent: 100, bytes: mostBytes }] : points;
  const bands = closed.map(({ percent, bytes }, index) => {
    const before = closed[index - 1] ?? { percent: 0, bytes: 0 };
    // Percentages may have decimals, and floats must not: 99.9 − 99 is not 0.9 in binary.
    return { least: before.bytes, most: bytes, weight: new Big(percent).minus(before.percent).toNumber() };
  });
  return { bands: bands.filter(({ weight }) => weight > 0), source };
}

/**
 * Makes a spread of a histogram. Answers of unknown size are taken to be spread as the others.
 *
 * @returns undefined where no size is known
 */
export function spreadOfSteps(steps: readonly SizeStep[], source: string): SizeSpread | undefined {
  const sorted = [...steps].sort((one, other) => (one.upTo ?? Infinity) - (other.upTo ?? Infinity));
  const bands: SizeBand[] = [];
  for (const { upTo, requests, bytes } of sorted) {
    if (upTo === null || requests === 0) continue;
    bands.push({ least: (bands.at(-1)?.most ?? -1) + 1, most: upTo, weight: requests, bytes });
  }
  return bands.length === 0 ? undefined : { bands, source };
}

/** @returns the spread of all routes together; undefined where the record knows no size */
export function spreadOfProfile({ routes, source }: UsageProfile): SizeSpread | undefined {
  return spreadOfSteps(merged(routes.flatMap(({ sizes }) => sizes)), source.name);
}

/** Steps of the same end as one. */
function merged(steps: readonly SizeStep[]): SizeStep[] {
  const byEnd = new Map<number | null, SizeStep>();
  for (const { upTo, requests, bytes } of steps) {
    const found = byEnd.get(upTo) ?? { upTo, requests: 0, bytes: 0 };
    byEnd.set(upTo, { upTo, requests: found.requests + requests, bytes: found.bytes + bytes });
  }
  return [...byEnd.values()];
}

/** @returns the sum of all weights */
export function weightOf({ bands }: SizeSpread): Big {
  return bands.reduce((sum, { weight }) => sum.plus(weight), new Big(0));
}
