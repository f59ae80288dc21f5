import { isObject, type Json, type RestApi, routeKey, type Setting, type SettingKind } from '../model/index.js';
import type { Canary, Deployment, Quota, Throttle, UsagePlan } from './gateway.js';

/** What `settings.json` says about a stage that a REST gateway carries out. */
export type StageSettings = Pick<Deployment, 'methodThrottling' | 'usagePlans' | 'canary'>;

/** Limits of an account, which hold where a stage sets only one of the two (facts quotas.md). */
const accountThrottle: Throttle = { rate: 10_000, burst: 5_000 };

/**
 * Reads throttling, usage plans and canary out of the settings of an API. What a placeholder hides in one of the three
 * leaves that one out as a whole: then the gateway names it as not simulated.
 *
 * @param apiKeys values of keys, which no `settings.json` has; with several plans nobody knows which one they belong to
 */
export function stageSettings(api: RestApi, apiKeys: string[]): StageSettings {
  const methodThrottling = methodThrottlingOf(api);
  const usagePlans = usagePlansOf(api, apiKeys);
  const canary = canaryOf(settingsOf(api, 'canary')[0]?.value);
  return {
    ...(methodThrottling && { methodThrottling }),
    ...(usagePlans && { usagePlans }),
    ...(canary && { canary }),
  };
}

function settingsOf({ settings }: RestApi, kind: SettingKind): Setting[] {
  return settings.filter((setting) => setting.kind === kind);
}

function methodThrottlingOf(api: RestApi): Record<string, Throttle> | undefined {
  const known = settingsOf(api, 'throttling').map(({ name = '', value }) => {
    const throttle = throttleOf(value, { burst: 'throttlingBurstLimit', rate: 'throttlingRateLimit' });
    return throttle && { name, throttle };
  });
  const limits = known.filter((one) => one !== undefined);
  if (limits.length === 0 || limits.length < known.length) return undefined;
  return Object.fromEntries(
    limits.flatMap(({ name, throttle }) => methodsOf(api, name).map((method) => [method, throttle])),
  );
}

/** @param name as settings are named: `every method`, `every method of /pets`, `GET /pets` */
function methodsOf({ operations }: RestApi, name: string): string[] {
  const [, path] = /^every method of (.*)$/s.exec(name) ?? [];
  if (path === undefined) return [name];
  return operations.filter(({ route }) => route.path === path).map(({ route }) => routeKey(route));
}

/** @returns `undefined` where a limit is hidden. A negative one is that of the account. */
function throttleOf(value: Json, keys: { burst: string; rate: string }): Throttle | undefined {
  if (!isObject(value)) return undefined;
  const burst = limitOf(value[keys.burst], accountThrottle.burst);
  const rate = limitOf(value[keys.rate], accountThrottle.rate);
  return Number.isNaN(burst + rate) ? undefined : { burst, rate };
}

function limitOf(value: Json | undefined, otherwise: number): number {
  if (value === undefined || value === null) return otherwise;
  const isLimit = typeof value === 'number' || (typeof value === 'string' && value !== '');
  const limit = isLimit ? Number(value) : Number.NaN;
  return limit < 0 ? otherwise : limit;
}

function usagePlansOf(api: RestApi, apiKeys: string[]): UsagePlan[] | undefined {
  const parts = [...settingsOf(api, 'usage-plan-throttle'), ...settingsOf(api, 'usage-plan-quota')];
  const places = new Set([...settingsOf(api, 'usage-plan'), ...parts].map(({ at }) => planAt(at)));
  if (parts.length === 0 || places.size !== 1) return undefined;
  const name = settingsOf(api, 'usage-plan')[0]?.name ?? 'usage plan';
  const plan: UsagePlan = { name, apiKeys };
  for (const part of parts) {
    const problem = part.kind === 'usage-plan-quota' ? addQuota(plan, part) : addThrottle(plan, part);
    if (problem) return undefined;
  }
  return [plan];
}

/** Place of a plan among all settings. */
function planAt(at: string): string | undefined {
  return /^.*?\/usagePlans\/\d+/.exec(at)?.[0];
}

/** A throttle of a method is named by plan and method. @returns whether it is hidden */
function addThrottle(plan: UsagePlan, { value, name = '', at }: Setting): boolean {
  const throttle = throttleOf(value, { burst: 'burstLimit', rate: 'rateLimit' });
  if (!throttle) return true;
  if (at.includes('/apiStages/')) {
    plan.methodThrottles = { ...plan.methodThrottles, [name.slice(plan.name.length + 1)]: throttle };
  } else {
    plan.throttle = throttle;
  }
  return false;
}

/** @returns whether it is hidden */
function addQuota(plan: UsagePlan, { value }: Setting): boolean {
  const quota = quotaOf(value);
  if (quota) plan.quota = quota;
  return quota === undefined;
}

function quotaOf(value: Json): Quota | undefined {
  if (!isObject(value)) return undefined;
  const { period } = value;
  const limit = limitOf(value['limit'], Number.NaN);
  const offset = limitOf(value['offset'], 0);
  if (Number.isNaN(limit + offset) || (period !== 'DAY' && period !== 'WEEK' && period !== 'MONTH')) return undefined;
  return { limit, offset, period };
}

function canaryOf(value: Json | undefined): Canary | undefined {
  if (!isObject(value)) return undefined;
  const percentTraffic = limitOf(value['percentTraffic'], Number.NaN);
  const overrides = value['stageVariableOverrides'] ?? {};
  if (Number.isNaN(percentTraffic) || !isObject(overrides)) return undefined;
  const entries = Object.entries(overrides).flatMap(([name, text]) =>
    typeof text === 'string' ? [[name, text] as const] : [],
  );
  return { percentTraffic, stageVariableOverrides: Object.fromEntries(entries) };
}
