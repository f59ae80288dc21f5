import { isObject, type JsonObject, type RestApi } from '../model/index.js';
import { cacheSizes, type Usage } from './usage.js';

/** Days of a month, as the bill of a month is estimated. */
export const daysOfMonth = 30;

/**
 * Puts what a bundle knows in the places that nobody filled: the calls that CloudWatch counted, and the cache of the stage.
 *
 * @returns the usage, and in words what was taken from the bundle
 */
export function withRecorded(usage: Usage, api: Pick<RestApi, 'settings'>): { usage: Usage; taken: string[] } {
  const requests = usage.requests === undefined ? requestsOf(api) : undefined;
  const cacheSize = usage.cacheSize === undefined ? cacheSizeOf(api) : undefined;
  return {
    usage: {
      ...usage,
      ...(requests !== undefined && { requests: requests.count }),
      ...(cacheSize !== undefined && { cacheSize }),
    },
    taken: [
      ...(requests === undefined
        ? []
        : [`${requests.count.toLocaleString('en-US')} calls a month, as CloudWatch counted (${requests.when})`]),
      ...(cacheSize === undefined ? [] : [`a cache of ${cacheSize} GB, as the stage has it`]),
    ],
  };
}

/** No call in all that time says little about the months to come, so it counts as not known. */
function requestsOf(api: Pick<RestApi, 'settings'>): { count: number; when: string } | undefined {
  const { count, days, from, to } = settingOf(api, ({ kind, name }) => kind === 'record' && name === 'usage') ?? {};
  if (typeof count !== 'number' || typeof days !== 'number' || count <= 0 || days <= 0) return undefined;
  const when = `${String(from).slice(0, 10)} to ${String(to).slice(0, 10)}`;
  return { count: Math.round((count / days) * daysOfMonth), when };
}

function cacheSizeOf(api: Pick<RestApi, 'settings'>): string | undefined {
  const { cacheClusterEnabled, cacheClusterSize } = settingOf(api, ({ kind }) => kind === 'cache-cluster') ?? {};
  return cacheClusterEnabled === true ? cacheSizes.find((size) => size === cacheClusterSize) : undefined;
}

function settingOf(
  { settings }: Pick<RestApi, 'settings'>,
  isMeant: (setting: RestApi['settings'][number]) => boolean,
): JsonObject | undefined {
  const value = settings.find(isMeant)?.value;
  return isObject(value) ? value : undefined;
}
