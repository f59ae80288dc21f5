import type { Json, JsonObject } from '../../model/index.js';
import type { Patch } from './patch.js';

/** What the end of a patch path sets. @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateStage-Patch */
const settings: Record<string, { member: string; kind: 'text' | 'boolean' | 'number' }> = {
  'metrics/enabled': { member: 'metricsEnabled', kind: 'boolean' },
  'logging/dataTrace': { member: 'dataTraceEnabled', kind: 'boolean' },
  'logging/loglevel': { member: 'loggingLevel', kind: 'text' },
  'throttling/burstLimit': { member: 'throttlingBurstLimit', kind: 'number' },
  'throttling/rateLimit': { member: 'throttlingRateLimit', kind: 'number' },
  'caching/dataEncrypted': { member: 'cacheDataEncrypted', kind: 'boolean' },
  'caching/enabled': { member: 'cachingEnabled', kind: 'boolean' },
  'caching/requireAuthorizationForCacheControl': { member: 'requireAuthorizationForCacheControl', kind: 'boolean' },
  'caching/ttlInSeconds': { member: 'cacheTtlInSeconds', kind: 'number' },
  'caching/unauthorizedCacheControlHeaderStrategy': { member: 'unauthorizedCacheControlHeaderStrategy', kind: 'text' },
};

/** As GetStage shows the rest of a method's settings once one of them is set: samples of the CLI's documentation (D). */
const usual: JsonObject = {
  metricsEnabled: false,
  loggingLevel: 'OFF',
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10_000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
};

/**
 * @returns the settings by method after a patch such as `/~1pets/GET/throttling/rateLimit` (a resource path with its slashes escaped, `*` for
 * all), or undefined where the path is none of that form
 */
export function withMethodSetting(
  before: Record<string, JsonObject>,
  { op, path, value = '' }: Patch,
): Record<string, JsonObject> | undefined {
  // Keys keep their escapes (D, samples of the CLI's documentation).
  const [, resource = '', verb = '', ...rest] = path.split('/');
  const key = `${resource}/${verb}`;
  const { [key]: existing, ...others } = before;
  if (op === 'remove') return rest.length === 0 && existing ? others : undefined;
  const name = rest.join('/');
  const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
  if (setting === undefined || verb === '') return undefined;
  return { ...before, [key]: { ...(existing ?? usual), [setting.member]: settingOf(value, setting.kind) } };
}

function settingOf(value: string, kind: 'text' | 'boolean' | 'number'): Json {
  switch (kind) {
    case 'text':
      return value;
    case 'boolean':
      return value.toLowerCase() === 'true';
    case 'number':
      return Number(value);
  }
}
