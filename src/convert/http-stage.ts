import {
  type HttpRoute,
  type HttpStage,
  isObject,
  type Json,
  type JsonObject,
  type RestApi,
  type Route,
  type RouteSettings,
  routeKey,
  type Setting,
  type SettingKind,
} from '../model/index.js';
import { rewriteAccessLog } from './access-logs.js';
import { ipAddressTypeOf } from './endpoint.js';
import { knownFlag, knownNumber, knownText } from './known.js';
import { type Methods, parseMethods } from './methods.js';

/**
 * @param routes those that move: only they can have settings
 * @returns what the stage of the HTTP API is to be; undefined where nobody told about the stage of the REST API
 */
export function httpStageOf(api: RestApi, routes: HttpRoute[]): HttpStage | undefined {
  if (!api.known?.includes('stage')) return undefined;
  const [name, description] = [settingOf(api, 'stage-name'), settingOf(api, 'stage-description')];
  const log = accessLogOf(settingOf(api, 'access-log'));
  const ipAddressType = ipAddressTypeOf(api);
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    stageVariables: mapOf(settingOf(api, 'stage-variables')),
    ...routeSettingsOf(api, routes),
    ...(log && { accessLog: log }),
    tags: tagsAt(api, '/settings.json/stage/tags'),
    api: { ...(ipAddressType !== undefined && { ipAddressType }), tags: tagsAt(api, '/settings.json/restApi/tags') },
  };
}

function settingOf(api: RestApi, kind: SettingKind): Json | undefined {
  return api.settings.find((setting) => setting.kind === kind)?.value;
}

function mapOf(value: Json | undefined): Record<string, Json> {
  const entries = Object.entries(isObject(value) ? value : {});
  return Object.fromEntries(entries.flatMap(([key, member]) => (member === undefined ? [] : [[key, member]])));
}

/** Tags that begin with `aws:` are AWS's own; nobody can set them. */
function tagsAt(api: RestApi, at: string): Record<string, Json> {
  const tags = mapOf(api.settings.find((setting) => setting.kind === 'aws-tags' && setting.at === at)?.value);
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !key.toLowerCase().startsWith('aws:')));
}

function accessLogOf(value: Json | undefined): HttpStage['accessLog'] {
  const settings: JsonObject = isObject(value) ? value : {};
  const written = knownText(settings['format']);
  const format = written === undefined ? undefined : rewriteAccessLog(written).format;
  if (format === undefined) return undefined;
  const { destinationArn } = settings;
  const isGroup = destinationArn !== undefined && !JSON.stringify(destinationArn).includes(':firehose:');
  // DescribeLogGroups ends the ARN of a group with `:*`, which a stage does not take.
  const group = typeof destinationArn === 'string' ? destinationArn.replace(/:\*$/, '') : destinationArn;
  return { format, ...(isGroup && group !== undefined && { destinationArn: group }) };
}

function routeSettingsOf(api: RestApi, routes: HttpRoute[]): Pick<HttpStage, 'defaultRouteSettings' | 'routeSettings'> {
  const defaultRouteSettings: RouteSettings = {};
  const routeSettings: Record<string, RouteSettings> = {};
  const keysFor = routeIndex(api, routes);
  const kept = api.settings
    .flatMap((setting) => {
      const own = settingsOf(setting);
      return own ? [{ own, methods: parseMethods(setting.name ?? '') }] : [];
    })
    // What is set for a verb wins over what is set for all verbs of its path.
    .sort((one, other) => breadth(other.methods) - breadth(one.methods));
  for (const { own, methods } of kept) {
    if (methods === 'all') Object.assign(defaultRouteSettings, own);
    else for (const key of keysFor(methods)) routeSettings[key] = { ...routeSettings[key], ...own };
  }
  return {
    defaultRouteSettings: withoutOff(defaultRouteSettings),
    routeSettings: meaningful(routeSettings, defaultRouteSettings),
  };
}

/** Off is what metrics are without a word; a route says it only where the default is on. */
function meaningful(byRoute: Record<string, RouteSettings>, wide: RouteSettings): Record<string, RouteSettings> {
  const entries = Object.entries(byRoute).map(
    ([key, own]) => [key, wide.detailedMetricsEnabled ? own : withoutOff(own)] as const,
  );
  return Object.fromEntries(entries.filter(([, own]) => Object.keys(own).length > 0));
}

function withoutOff({ detailedMetricsEnabled, ...limits }: RouteSettings): RouteSettings {
  return detailedMetricsEnabled ? { ...limits, detailedMetricsEnabled } : limits;
}

function flagged(detailedMetricsEnabled: boolean | undefined): RouteSettings | undefined {
  return detailedMetricsEnabled === undefined ? undefined : { detailedMetricsEnabled };
}

function breadth(methods: Methods): number {
  if (methods === 'all') return 2;
  return methods.verb === undefined ? 1 : 0;
}

function settingsOf({ kind, value }: Setting): RouteSettings | undefined {
  switch (kind) {
    case 'throttling':
      return throttleOf(isObject(value) ? value : {});
    case 'detailed-metrics':
      return flagged(knownFlag(value));
    default:
      return undefined;
  }
}

/** A negative limit is none. */
function throttleOf({ throttlingBurstLimit, throttlingRateLimit }: JsonObject): RouteSettings {
  const [burst, rate] = [knownNumber(throttlingBurstLimit), knownNumber(throttlingRateLimit)];
  return {
    ...(burst !== undefined && burst >= 0 && { throttlingBurstLimit: burst }),
    ...(rate !== undefined && rate >= 0 && { throttlingRateLimit: rate }),
  };
}

/**
 * The routes of each path that a setting for a verb means. An `ANY` method may have been written out verb by verb; verbs
 * with a method of their own are not meant by it.
 */
function routeIndex({ operations }: RestApi, routes: HttpRoute[]) {
  const explicit = new Set(operations.map(({ route }) => routeKey(route)));
  const byPath = new Map<string, Route[]>();
  for (const { key } of routes) {
    if (key === '$default') continue;
    const own = byPath.get(key.path);
    if (own) own.push(key);
    else byPath.set(key.path, [key]);
  }
  return ({ verb, path }: Exclude<Methods, 'all'>): string[] =>
    (byPath.get(path) ?? [])
      .filter((key) => verb === undefined || key.method === verb || (verb === 'ANY' && !explicit.has(routeKey(key))))
      .map(routeKey);
}
