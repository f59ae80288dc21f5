import type { Operation } from '../../model/index.js';
import { routeKey } from '../../model/index.js';
import type { Deployment, Throttle, UsagePlan } from '../gateway.js';
import { openTokenBucket, type TokenBucket } from '../token-bucket.js';
import type { Fault } from './faults.js';
import { openQuota, type TakeFromQuota } from './quota.js';

/** A request that has come as far as its method. */
export interface CountedRequest {
  operation: Operation;
  /** In upper case: the verb itself where the method is `ANY`. */
  method: string;
  /** Of a method that asks for one. */
  apiKey?: string;
  time: Date;
}

/** Counts a request. @returns why it may not go on */
export type Limits = (request: CountedRequest) => Fault | undefined;

const throttled: Fault = { fault: 'THROTTLED', message: 'Too Many Requests' };
const exceeded: Fault = { fault: 'QUOTA_EXCEEDED', message: 'Limit Exceeded' };

/**
 * Opens the limits of a stage: those of the caller's usage plan first, then those of the method for all callers
 * (RT-THR-429, RT-THR-QUOTA). A request that is throttled takes nothing from the quota (I). Limits of the account and the
 * Region are not simulated.
 *
 * @returns `undefined` when nothing is limited, so that nothing is counted
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export function openLimits({ methodThrottling, usagePlans = [] }: Deployment): Limits | undefined {
  const callers = new Map(usagePlans.flatMap((plan) => plan.apiKeys.map((key) => [key, openPlan(plan)] as const)));
  const methods = methodThrottling && openThrottles(methodThrottling, methodThrottling['every method']);
  if (callers.size === 0 && !methods) return undefined;
  return (request) => {
    const byCaller = request.apiKey === undefined ? undefined : callers.get(request.apiKey)?.(request);
    if (byCaller) return byCaller;
    return methods?.(request) === false ? throttled : undefined;
  };
}

/** The limits of one key of a plan. */
function openPlan({ throttle, methodThrottles, quota }: UsagePlan): Limits {
  const all = throttle && openTokenBucket(throttle.rate, throttle.burst);
  const methods = methodThrottles && openThrottles(methodThrottles);
  const take: TakeFromQuota | undefined = quota && openQuota(quota);
  return (request) => {
    const millis = request.time.getTime();
    // A limit of the plan for a method stands in place of the plan's own: AWS's page lists them as one step (I).
    const passes = methods?.(request) ?? all?.take(millis) ?? true;
    if (!passes) return throttled;
    return take && !take(request.time) ? exceeded : undefined;
  };
}

/** @returns whether a request may pass; `undefined` when its method has no limit */
type PassesThrottle = (request: CountedRequest) => boolean | undefined;

/**
 * A limit for a verb of an `ANY` method wins over that of the method. The default holds for each method by itself.
 *
 * @param byMethod by `METHOD /resource`
 */
function openThrottles(byMethod: Readonly<Record<string, Throttle>>, each?: Throttle): PassesThrottle {
  const buckets = new Map<string, TokenBucket>();
  const bucketOf = (key: string, throttle: Throttle | undefined) => {
    const bucket = buckets.get(key) ?? (throttle && openTokenBucket(throttle.rate, throttle.burst));
    if (bucket) buckets.set(key, bucket);
    return bucket;
  };
  return ({ operation: { route }, method, time }) => {
    const verb = `${method} ${route.path}`;
    const own = Object.hasOwn(byMethod, verb) ? verb : routeKey(route);
    const throttle = Object.hasOwn(byMethod, own) ? byMethod[own] : each;
    return bucketOf(own, throttle)?.take(time.getTime());
  };
}
