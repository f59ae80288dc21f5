import Big from 'big.js';
import { Failure, type UsageProfile } from '../model/index.js';
import { parseGrowth, parsePercentiles } from './percentiles.js';
import { parseCount, parseSize } from './quantities.js';
import { type SizeSpread, spreadOfPercentiles } from './size-spread.js';

/** How an API is used in one month. What nobody said is `undefined`: unknown. */
export interface Usage {
  region: string;
  /** Calls a month. */
  requests: number | undefined;
  /** Calls a month that the account sends to its other REST APIs in the region; they fill the price tiers first. */
  accountRequests: number | undefined;
  /** Bytes of an average request, with headers. */
  requestSize: number | undefined;
  /** Bytes of an average response, with headers. */
  responseSize: number | undefined;
  /** GB of the cache of the REST API's stage, one of `cacheSizes`. */
  cacheSize: string | undefined;
  /** Where `requests` comes from, where that is no flag: `CloudWatch, 30 days`. */
  requestsSource?: string;
  /** Metering units a month of the account's other HTTP APIs in the region; they fill the price tiers first. */
  accountHttpRequests?: number;
  /** How the sizes of responses are spread; counts in place of `responseSize`. */
  responseSpread?: SizeSpread;
  /** What was recorded, for what depends on the route. */
  profile?: UsageProfile;
  /** In words: what was read of records and the bundle, what was taken of it, and how sure that is. */
  recorded?: readonly string[];
  /** By how many percent the calls of a month grow to the next: an exact decimal, may be negative. */
  growth?: string;
}

/** The flags as written. */
export type UsageFlags = Partial<
  Record<
    'requests' | 'account-requests' | 'request-size' | 'response-size' | 'cache-size' | 'growth',
    string | undefined
  >
>;

/** `CacheClusterSize` of API Gateway, in GB (PO-CACHE, https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html). */
export const cacheSizes = ['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237'];

/** @throws Failure (`usage`) that says what was expected */
export function readUsage(region: string, flags: UsageFlags): Usage {
  return {
    region,
    requests: parsed(parseCount, 'requests', flags),
    accountRequests: parsed(parseCount, 'account-requests', flags),
    requestSize: parsed(parseSize, 'request-size', flags),
    cacheSize: parsed(parseCacheSize, 'cache-size', flags),
    ...responseSizes(flags['response-size']),
    ...(flags.growth !== undefined && { growth: parseGrowth(flags.growth, 'growth') }),
  };
}

function responseSizes(text: string | undefined): Pick<Usage, 'responseSize' | 'responseSpread'> {
  const points = text === undefined ? undefined : parsePercentiles(text, 'response-size');
  if (points !== undefined) {
    return { responseSize: undefined, responseSpread: spreadOfPercentiles(points, '--response-size') };
  }
  return { responseSize: text === undefined ? undefined : parseSize(text, 'response-size') };
}

function parsed<Value>(
  parse: (text: string, flag: string) => Value,
  flag: keyof UsageFlags,
  flags: UsageFlags,
): Value | undefined {
  const text = flags[flag];
  return text === undefined ? undefined : parse(text, flag);
}

function parseCacheSize(text: string, flag: string): string {
  const [, digits] = /^(\d+(?:\.\d+)?)\s*(?:gb)?$/i.exec(text.trim()) ?? [];
  const size = cacheSizes.find((known) => digits !== undefined && new Big(known).eq(digits));
  if (size !== undefined) return size;
  const next = `Expected is a cache size of API Gateway in GB: ${cacheSizes.join(', ')}.`;
  throw new Failure('usage', `--${flag} ${text} is no size of a stage cache.`, next);
}
