import Big from 'big.js';
import type { ApiFacts } from './api-facts.js';
import type { Circumstances, FunctionSize } from './circumstances.js';
import type { CostLine } from './comparison.js';
import { exactly, meteredLines, type Quantity } from './metered.js';
import type { RegionPrices } from './price-list.js';
import { requestsTo } from './route-share.js';
import type { Usage } from './usage.js';

/** Calls of functions, and how large those are. */
interface Calls {
  what: string;
  count: Big | undefined;
  source: string;
  note: string;
  /** Smallest and largest function; unknown where nobody told. */
  size: { least: FunctionSize; most: FunctionSize } | undefined;
}

/**
 * Calls of Lambda authorizers, the same in both kinds: the TTL moves along. Each call that the cache does not answer costs;
 * with a TTL of 0, that is every one.
 *
 * @returns no line where the API has no Lambda authorizer
 */
export function authorizerLines(bill: LambdaBill): CostLine[] {
  const { usage, api, circumstances } = bill;
  const size = circumstances.functionSize;
  return api.lambdaAuthorizers.flatMap(({ name, ttl, methods }) => {
    const guarded = requestsTo(methods, usage, api);
    const missed =
      ttl === 0 ? new Big(1) : circumstances.authorizerHitRate && new Big(1).minus(circumstances.authorizerHitRate);
    return callLines(bill, {
      what: `Lambda authorizer ${name}`,
      count: guarded && missed && guarded.times(missed).round(0, Big.roundUp),
      source: authorizerSource(ttl, missed, guarded),
      note: ttl === 0 ? 'TTL 0: the function is called for every request' : `answers are kept for ${ttl} s`,
      size: size && { least: size, most: size },
    });
  });
}

function authorizerSource(ttl: number, missed: Big | undefined, guarded: Big | undefined): string {
  if (missed === undefined) return 'unknown: pass --authorizer-hit-rate';
  if (guarded === undefined) return 'unknown: it guards some methods only, and no record tells the calls of each';
  return ttl === 0 ? 'calls that it guards' : 'calls that it guards × (1 − --authorizer-hit-rate)';
}

/** A function that only does what a mapping template did: from 128 MB and 5 ms to 512 MB and 50 ms (PL-EX1, PL-EX2). */
const shimSizes = { least: { megabytes: 128, millis: 5 }, most: { megabytes: 512, millis: 50 } };

/**
 * Functions that take over what an HTTP API lacks, such as mapping templates and validation.
 *
 * @param methods the keys of the methods that need one
 */
export function shimLines(bill: LambdaBill, methods: readonly string[]): CostLine[] {
  if (methods.length === 0) return [];
  const { usage, api, circumstances } = bill;
  const size = circumstances.functionSize;
  const count = requestsTo(methods, usage, api);
  return callLines(bill, {
    what: 'Lambda in place of what HTTP APIs lack',
    count,
    source: count === undefined ? 'unknown: calls of these methods' : `calls of ${methods.length} methods`,
    note: size === undefined ? 'from 128 MB, 5 ms to 512 MB, 50 ms a call; pass --function-size' : 'by --function-size',
    size: size === undefined ? shimSizes : { least: size, most: size },
  });
}

export interface LambdaBill {
  usage: Usage;
  prices: RegionPrices;
  api: ApiFacts;
  circumstances: Circumstances;
}

function callLines({ prices }: LambdaBill, { what, count, source, note, size }: Calls): CostLine[] {
  const quantity = count && exactly(count);
  const time = count && size && { least: gigabyteSeconds(count, size.least), most: gigabyteSeconds(count, size.most) };
  const timeSource = size === undefined ? 'unknown: pass --function-size' : `${source} × memory × time`;
  return [
    ...meteredLines(
      { kind: 'lambda', item: 'lambdaCalls', what: `${what}: calls`, quantity, quantitySource: source, note },
      prices,
    ),
    ...meteredLines(
      {
        kind: 'lambda',
        item: 'lambdaTime',
        what: `${what}: duration`,
        quantity: time satisfies Quantity | undefined,
        quantitySource: count === undefined ? source : timeSource,
        note,
      },
      prices,
    ),
  ];
}

/** MB and milliseconds as GB and seconds: 1 / 1024 and 1 / 1000 end in decimal, so this is exact. */
function gigabyteSeconds(calls: Big, { megabytes, millis }: FunctionSize): Big {
  return calls.times(megabytes).times('0.0009765625').times(millis).times('0.001');
}
