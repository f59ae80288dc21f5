import type { Quota, Throttle, UsagePlan } from '../../gateway/gateway.js';
import type { JsonObject } from '../../model/index.js';
import type { ApiStage, RestAccount, UsagePlanRecord } from '../rest/account.js';
import { own } from '../rest/lookup.js';

/** Limits of an account, where a plan sets only one of the two (facts quotas.md). */
const accountThrottle: Throttle = { rate: 10_000, burst: 5_000 };

/**
 * @returns the usage plans of a stage with the values of their keys, but for those that are disabled
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export function usagePlansOf(account: RestAccount, { apiId, stage }: Pick<ApiStage, 'apiId' | 'stage'>): UsagePlan[] {
  return Object.values(account.usagePlans).flatMap((record) => {
    const own = record.item.apiStages.find((one) => one.apiId === apiId && one.stage === stage);
    return own ? [usagePlanOf(record, own, account)] : [];
  });
}

function usagePlanOf({ item, keys }: UsagePlanRecord, { throttle: ofMethods }: ApiStage, account: RestAccount) {
  const plan: UsagePlan = {
    name: item.name,
    apiKeys: keys.flatMap((id) => {
      const key = own(account.apiKeys, id);
      return key?.enabled ? [key.value] : [];
    }),
  };
  if (item.throttle) plan.throttle = throttleOf(item.throttle);
  const quota = item.quota && quotaOf(item.quota);
  if (quota) plan.quota = quota;
  if (ofMethods) {
    const entries = Object.entries(ofMethods);
    plan.methodThrottles = Object.fromEntries(entries.map(([key, throttle]) => [methodOf(key), throttleOf(throttle)]));
  }
  return plan;
}

function throttleOf({ burstLimit, rateLimit }: JsonObject): Throttle {
  return { burst: limitOf(burstLimit, accountThrottle.burst), rate: limitOf(rateLimit, accountThrottle.rate) };
}

function limitOf(value: JsonObject[string], otherwise: number): number {
  const limit = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return limit >= 0 ? limit : otherwise;
}

function quotaOf({ limit, offset, period }: JsonObject): Quota | undefined {
  if (period !== 'DAY' && period !== 'WEEK' && period !== 'MONTH') return undefined;
  return { limit: limitOf(limit, 0), offset: limitOf(offset, 0), period };
}

/** `/pets/GET` as gateways name methods: `GET /pets`. */
function methodOf(key: string): string {
  const at = key.lastIndexOf('/');
  return `${key.slice(at + 1)} ${key.slice(0, at) || '/'}`;
}
