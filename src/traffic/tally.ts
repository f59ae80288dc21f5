import type { TrafficSource } from '../model/index.js';

/** Counts what is read of one source. */
export interface Tally {
  request(count: number, time?: Date): void;
  broken(file: string, line: number, reason: string): void;
  source(): TrafficSource;
}

/** Without thousandths where there are none, as access logs have it. */
function isoTime(moment: number): string {
  return new Date(moment).toISOString().replace('.000Z', 'Z');
}

/** @param name files and format, in words for a report */
export function openTally(name: string): Tally {
  const counted = { requests: 0, broken: 0 };
  let firstBroken: TrafficSource['firstBroken'];
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return {
    request(count, time) {
      counted.requests += count;
      const moment = time?.getTime() ?? Number.NaN;
      if (moment < from) from = moment;
      if (moment > to) to = moment;
    },
    broken(file, line, reason) {
      counted.broken += 1;
      firstBroken ??= { file, line, reason };
    },
    source() {
      const isTimed = from <= to;
      return {
        name,
        ...counted,
        ...(firstBroken && { firstBroken }),
        ...(isTimed && { from: isoTime(from), to: isoTime(to) }),
      };
    },
  };
}
