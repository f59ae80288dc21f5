import Big from 'big.js';
import type { UsageProfile } from '../model/index.js';
import { daysOfMonth } from './recorded-usage.js';
import { spreadOfProfile } from './size-spread.js';
import { cacheSizes, type Usage } from './usage.js';

/** A record of fewer days may have seen no weekend. */
const fewDays = 7;

/**
 * Puts what a record says of use in the places that nobody filled. A month is made of what it covers: gaps do not count,
 * quiet hours do.
 *
 * @returns the usage, and in words what was taken, where from, and what it leaves open
 */
export function withProfile(usage: Usage, profile: UsageProfile): { usage: Usage; taken: string[] } {
  const month = usage.requests === undefined ? monthOf(profile) : undefined;
  const knowsSize = usage.responseSize !== undefined || usage.responseSpread !== undefined;
  const spread = knowsSize ? undefined : spreadOfProfile(profile);
  const cache = usage.cacheSize === undefined ? billedCache(profile) : undefined;
  return {
    usage: {
      ...usage,
      profile,
      ...(cache?.size !== undefined && { cacheSize: cache.size }),
      ...(month !== undefined && { requests: month, requestsSource: monthText(profile) }),
      ...(spread !== undefined && { responseSpread: spread }),
    },
    taken: [...recordText(profile), ...(cache?.taken ?? []), ...openText(profile, usage)],
  };
}

function monthOf({ requests, days }: UsageProfile): number | undefined {
  if (days === null || days <= 0) return undefined;
  return new Big(requests).times(daysOfMonth).div(days).round(0).toNumber();
}

function monthText({ source, requests, days }: UsageProfile): string {
  return `${source.name}: ${requests} in ${daysText(days)}, taken for a month of ${daysOfMonth} days`;
}

function daysText(days: number | null): string {
  return days === null ? 'an unknown time' : counted(new Big(days).round(2).toNumber(), 'day');
}

/** What was read of the record, and how much of it. */
function recordText(profile: UsageProfile): string[] {
  const { source, requests, days, callers, idleHours } = profile;
  const when = source.from === undefined ? '' : ` from ${source.from} to ${source.to}`;
  const who = callers === null ? '' : `, of ${counted(callers, 'caller')}`;
  return [
    `${source.name}: ${counted(requests, 'request')}${when} (${daysText(days)})${who}`,
    ...brokenText(source),
    ...meteredText(profile),
    ...billedText(profile),
    ...(idleHours.length === 0
      ? []
      : [
          `${counted(idleHours.length, 'hour')} without a request, the first ${idleHours[0]}: days without any are left out`,
        ]),
  ];
}

/** What CloudWatch knows besides. */
function meteredText({ cache, errors, latency, requests }: UsageProfile): string[] {
  const rate =
    cache === undefined
      ? undefined
      : new Big(cache.hits)
          .times(100)
          .div(cache.hits + cache.misses)
          .round(1);
  return [
    ...(errors === undefined || requests === 0
      ? []
      : [`${errors.client} answers with 4XX and ${errors.server} with 5XX, which are charged like the others`]),
    ...(latency === undefined ? [] : [`${latency} ms to answer, on average`]),
    ...(cache === undefined
      ? []
      : [
          `the cache answered ${cache.hits} of ${cache.hits + cache.misses} calls (${rate} %); without it they go to the backend`,
        ]),
  ];
}

function billedText({ billed }: UsageProfile): string[] {
  if (billed === undefined) return [];
  const money = `${new Big(billed.amount).toFixed(2)}${billed.currency === null ? '' : ` ${billed.currency}`}`;
  const lines = billed.lines.map(
    ({ usage, quantity, amount }) => `${usage} ${quantity} for ${new Big(amount).toFixed(2)}`,
  );
  return [`the bill says ${money} before credits and tax: ${lines.join('; ')}`];
}

/** A bill has the hours of each size of cache; that it will run all month, as the comparison has it, is our reading. */
function billedCache({ billed }: UsageProfile): { size?: string; taken: string[] } | undefined {
  const hours = Object.entries(billed?.cacheHours ?? {});
  const [only] = hours;
  if (only === undefined) return undefined;
  if (hours.length > 1) {
    const sizes = hours.map(([size, count]) => `${size} GB for ${count} hours`).join(', ');
    return { taken: [`caches of several sizes on the bill (${sizes}), and none of them taken: pass --cache-size`] };
  }
  const [size, count] = only;
  return {
    ...(cacheSizes.includes(size) && { size }),
    taken: [`a cache of ${size} GB for ${count} hours on the bill, taken to run all month`],
  };
}

function brokenText({ broken, firstBroken, name }: UsageProfile['source']): string[] {
  if (broken === 0) return [];
  const where =
    firstBroken === undefined ? '' : `; the first: ${firstBroken.file}:${firstBroken.line} ${firstBroken.reason}`;
  return [`${counted(broken, 'line')} of ${name} could not be read, and not counted${where}`];
}

/** What a record cannot tell is said, and not filled in. */
function openText(profile: UsageProfile, usage: Usage): string[] {
  const { days, routes, requests } = profile;
  const unsized = routes.flatMap(({ sizes }) => sizes).filter(({ upTo }) => upTo === null);
  const without = unsized.reduce((sum, step) => sum + step.requests, 0);
  const unrouted = routes.find(({ route }) => route === null)?.requests ?? 0;
  return [
    ...(usage.requests === undefined && days === null
      ? ['no time is told, so nobody knows how many requests a month these are: pass --requests']
      : []),
    ...(usage.requests === undefined && days !== null && days < fewDays
      ? [`a month is made of ${daysText(days)}: other days may be busier or quieter`]
      : []),
    ...(without > 0 && without < requests
      ? [`${counted(without, 'answer')} without a size, taken to be like the others`]
      : []),
    ...(unrouted > 0 && routes.length > 1 ? [`${counted(unrouted, 'request')} by no route that is known`] : []),
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
