import type { Usage } from './usage.js';

/** HTTP API calls are metered in steps of 512 KB (PM-512, https://aws.amazon.com/api-gateway/pricing/). */
export const unitBytes = 512 * 1024;

/**
 * How many units an HTTP API call of this size counts as. AWS does not say whether the step applies to the request, the
 * response or both together; both together is the reading that can only overestimate (PM-512-WHAT).
 *
 * @returns at least 1; 1 when no size is known
 */
export function unitsPerCall(usage: Pick<Usage, 'requestSize' | 'responseSize'>): number {
  return Math.max(1, Math.ceil(((usage.requestSize ?? 0) + (usage.responseSize ?? 0)) / unitBytes));
}

/** @returns what the line of the HTTP requests has to admit. */
export function unitsNote(usage: Usage): string | undefined {
  if (usage.requestSize === undefined && usage.responseSize === undefined) {
    return 'size unknown: one unit of 512 KB per call assumed';
  }
  const units = unitsPerCall(usage);
  return units === 1 ? undefined : `each call counts as ${units} units of 512 KB`;
}
