import type { UsageProfile } from '../model/index.js';
import type { BreakEven } from './comparison.js';
import { unitBytes } from './metering.js';

/** A route with calls so large that they cost more as calls of an HTTP API. */
export interface DearerRoute {
  route: string;
  /** Calls of the record with an answer over the size, and all of them. */
  large: number;
  requests: number;
}

/**
 * @param requestSize bytes of an average request, which count with the answer
 * @returns routes of the record, those with the most such calls first; `[]` where no size is known
 */
export function dearerRoutes(
  profile: UsageProfile | undefined,
  breakEven: BreakEven | undefined,
  requestSize = 0,
): DearerRoute[] {
  if (profile === undefined || breakEven === undefined || breakEven.atAnySize) return [];
  const most = breakEven.units * unitBytes - requestSize;
  return profile.routes
    .map(({ route, requests, sizes }) => ({
      route: route ?? 'without a route',
      large: sizes.reduce((sum, step) => sum + (step.upTo !== null && step.upTo > most ? step.requests : 0), 0),
      requests,
    }))
    .filter(({ large }) => large > 0)
    .sort((one, other) => other.large - one.large || (one.route < other.route ? -1 : 1));
}
