import type Big from 'big.js';
import type { Totals } from './comparison.js';
import { mostUnits, unitBytes } from './metering.js';
import type { Usage } from './usage.js';

/** What both kinds cost at one number of calls, or at one size. */
export interface Point {
  at: number;
  rest: Big;
  http: Big;
}

/** What both kinds cost over something that changes. */
export interface Curve {
  points: Point[];
  /** Where the dearer of both changes. */
  crossings: number[];
}

/** Steps of the curve over calls. */
const steps = 40;

/** The curve of an API whose calls nobody told: far enough to see where prices fall. */
const usualRequests = 500_000_000;

/**
 * @param billOf both totals of a month; data transfer and what else is the same for both may be left out
 * @returns cost over calls a month, up to twice those of now; undefined where a price is unknown
 */
export function curveOverRequests(usage: Usage, billOf: (usage: Usage) => Totals): Curve | undefined {
  const most = 2 * (usage.requests || usualRequests);
  const at = (requests: number) => pointOf(requests, billOf({ ...usage, requests }));
  const points = Array.from({ length: steps + 1 }, (_, index) => at(Math.round((most * index) / steps)));
  if (!points.every(isKnown)) return undefined;
  const crossings = points.flatMap((point, index) => {
    const before = points[index - 1];
    return before === undefined ? [] : crossingBetween(before, point, at);
  });
  return { points, crossings: [...new Set(crossings)] };
}

/** @returns cost over the size of request and response together, in steps of 512 KB up to the largest call there is */
export function curveOverSize(usage: Usage, billOf: (usage: Usage) => Totals): Curve | undefined {
  const { responseSpread: _, ...average } = usage;
  const requests = usage.requests || 1_000_000;
  const points = Array.from({ length: mostUnits }, (_, index) => {
    const bytes = (index + 1) * unitBytes;
    return pointOf(bytes, billOf({ ...average, requests, requestSize: 0, responseSize: bytes }));
  });
  if (!points.every(isKnown)) return undefined;
  const last = points.findLast((point) => point.http.lt(point.rest));
  return { points, crossings: last === undefined || last === points.at(-1) ? [] : [last.at] };
}

function pointOf(at: number, { rest, http }: Totals): Point | undefined {
  return rest === undefined || http === undefined ? undefined : { at, rest, http };
}

function isKnown(point: Point | undefined): point is Point {
  return point !== undefined;
}

/** Halves the way until it is a single call. Where nothing is called and nothing paid, both cost the same and nothing changes. */
function crossingBetween(low: Point, high: Point, at: (requests: number) => Point | undefined): number[] {
  if (isDearer(low) === isDearer(high) || (low.at === 0 && low.rest.eq(low.http))) return [];
  let [left, right] = [low, high];
  while (right.at - left.at > 1) {
    const middle = at(Math.floor((left.at + right.at) / 2));
    if (middle === undefined) return [];
    if (isDearer(middle) === isDearer(left)) left = middle;
    else right = middle;
  }
  return [right.at];
}

function isDearer({ rest, http }: Point): boolean {
  return http.gt(rest);
}
