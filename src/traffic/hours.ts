import { millisOf } from './moment.js';

const hourMillis = 3_600_000;

/** An hour in which there were requests. */
export interface ActiveHour {
  /** Hours since 1970. */
  hour: number;
  requests: number;
  first: number;
  last: number;
}

/** @returns the hour with a moment of it; undefined where its moments cannot be read */
export function activeHour(first: string | null, last: string | null, requests: number): ActiveHour | undefined {
  const [from, to] = [first, last].map((moment) => (moment === null ? undefined : millisOf(moment)));
  if (from === undefined || to === undefined || requests === 0) return undefined;
  return { hour: Math.floor(from / hourMillis), requests, first: from, last: to };
}

/** What the hours with requests say of the time that a record covers. */
export interface Covered {
  from?: string;
  to?: string;
  days: number | null;
  idleHours: string[];
  /** Requests by hour of the day. */
  hours: number[];
}

/** So many hours without a request are a gap of the record; fewer are a quiet night. */
const gapHours = 24;

/** More than this are not listed: a log with one time of another century would fill memory with hours. */
const mostIdleHours = 24 * 366;

/** @param unsorted hours of which the same may stand several times */
export function coveredBy(unsorted: readonly ActiveHour[]): Covered {
  const active = [...unsorted].sort((one, other) => one.hour - other.hour);
  const [first, last] = [active[0], active.at(-1)];
  if (first === undefined || last === undefined) return { days: null, idleHours: [], hours: [] };
  const pauses = active.slice(1).flatMap(({ hour }, index) => pause(active[index]?.hour ?? hour, hour));
  const gaps = pauses.filter(({ length }) => length >= gapHours).reduce((sum, { length }) => sum + length, 0);
  return {
    from: iso(first.first),
    to: iso(active.reduce((latest, { last }) => Math.max(latest, last), last.last)),
    days: (last.hour - first.hour + 1 - gaps) / 24,
    idleHours: idle(pauses),
    hours: byHourOfDay(active),
  };
}

interface Pause {
  from: number;
  length: number;
}

function pause(before: number, after: number): Pause[] {
  return after - before > 1 ? [{ from: before + 1, length: after - before - 1 }] : [];
}

function idle(pauses: readonly Pause[]): string[] {
  const found: string[] = [];
  for (const { from, length } of pauses) {
    for (let hour = from; hour < from + length && found.length < mostIdleHours; hour++) {
      found.push(iso(hour * hourMillis).slice(0, 13));
    }
  }
  return found;
}

function byHourOfDay(active: readonly ActiveHour[]): number[] {
  const hours = Array.from({ length: 24 }, () => 0);
  for (const { hour, requests } of active) hours[hour % 24] = (hours[hour % 24] ?? 0) + requests;
  return hours;
}

function iso(millis: number): string {
  return new Date(millis).toISOString().replace('.000Z', 'Z');
}
