import type { Quota } from '../gateway.js';

/** @returns whether the caller has a request left in the period of this time; one is then gone */
export type TakeFromQuota = (time: Date) => boolean;

const DAY = 24 * 60 * 60 * 1000;

/**
 * Opens the quota of one key. Periods are those of the calendar in UTC, weeks begin on Sunday (I).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html
 */
export function openQuota({ limit, offset = 0, period }: Quota): TakeFromQuota {
  let current: number | undefined;
  let left = 0;
  return (time) => {
    const start = startOf(period, time);
    if (start !== current) left = current === undefined ? limit - offset : limit;
    current = start;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}

/** Milliseconds since 1970 at which the period began. */
function startOf(period: Quota['period'], time: Date): number {
  const [year, month, day] = [time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate()];
  switch (period) {
    case 'DAY':
      return Date.UTC(year, month, day);
    case 'WEEK':
      return Date.UTC(year, month, day) - time.getUTCDay() * DAY;
    case 'MONTH':
      return Date.UTC(year, month, 1);
  }
}
