import { isObject, type Json, type Operation, type RestApi, routeKey, type Setting } from '../../model/index.js';
import type { Deployment } from '../gateway.js';

/** What the API as a whole sets for each request. */
export interface ApiSettings {
  binaryMediaTypes: string[];
  apiKeySource: 'HEADER' | 'AUTHORIZER';
  /** Edge-optimised: CloudFront stands before the API. Only when the definition says so; AWS's default is not in the file. */
  edge: boolean;
  /** Reached through VPC endpoints only. */
  isPrivate: boolean;
  /** Bytes of an answer from which on it is compressed for those who take it; absent: never, and no request is unpacked. */
  minimumCompressionSize?: number;
  /** Features of the API that concern every request and are not simulated. */
  notSimulated: string[];
}

/** What a deployment was told besides the definition. */
type Told = Pick<Deployment, 'usagePlans' | 'methodThrottling' | 'canary'>;

/** @param told limits and canary of the deployment: what the settings say of them is simulated then */
export function readSettings(api: RestApi, told: Told = {}): ApiSettings {
  const types = endpointTypes(settingOf(api, 'endpoint-configuration'));
  const edge = types.includes('EDGE');
  const minimumCompressionSize = sizeOf(settingOf(api, 'minimum-compression-size'));
  return {
    binaryMediaTypes: textsOf(settingOf(api, 'binary-media-types')),
    apiKeySource: String(settingOf(api, 'api-key-source')).toUpperCase() === 'AUTHORIZER' ? 'AUTHORIZER' : 'HEADER',
    edge,
    isPrivate: types.includes('PRIVATE'),
    ...(minimumCompressionSize !== undefined && { minimumCompressionSize }),
    notSimulated: [
      ...new Set(api.settings.flatMap((setting) => notSimulatedSetting(setting, told))),
      ...(edge ? ['edge-optimised endpoint: the headers that CloudFront adds'] : []),
      ...api.unrecognised.filter(({ route }) => route === undefined).map(({ key }) => key),
    ],
  };
}

/** @returns for a method: its features that are not simulated although it answers. */
export function openNotSimulated({ unrecognised }: RestApi): (operation: Operation) => string[] {
  const byRoute = new Map<string, string[]>();
  for (const { route, key } of unrecognised) {
    if (route) byRoute.set(routeKey(route), [...(byRoute.get(routeKey(route)) ?? []), key]);
  }
  return ({ route, integration }) => {
    const extras = integration?.extras ?? [];
    return [
      ...(byRoute.get(routeKey(route)) ?? []),
      ...(extras.some(({ kind }) => kind === 'cache-keys') ? ['integration response cache'] : []),
      ...(extras.some(({ kind }) => kind === 'tls-config') ? ['tlsConfig of the integration'] : []),
    ];
  };
}

/** What changes answers and is not simulated. What is only set around the API, such as logs and domains, changes none. */
function notSimulatedSetting({ kind, value }: Setting, told: Told): string[] {
  switch (kind) {
    case 'minimum-compression-size':
      return Number.isNaN(Number(value)) ? ['compression of request and response'] : [];
    case 'web-acl':
      return ['web ACL of AWS WAF: it refuses nobody'];
    case 'usage-plan-throttle':
    case 'usage-plan-quota':
      return told.usagePlans ? [] : ['usage plans: nobody is limited'];
    case 'throttling':
      return told.methodThrottling ? [] : ['throttling of the stage: nobody is limited'];
    case 'cache-cluster':
      return isObject(value) && String(value['cacheClusterEnabled']) === 'true' ? ['cache of the stage'] : [];
    case 'canary':
      return canaryWithout(told);
    case 'client-certificate':
      return ['client certificate for backends'];
    case 'resource-policy':
    case 'binary-media-types':
    case 'api-key-source':
    case 'endpoint-configuration':
    case 'documentation':
    case 'disable-execute-api-endpoint':
    case 'endpoint-access-mode':
    case 'security-policy':
    case 'root-security':
    case 'root-tags':
    case 'http-api-only':
    case 'stage-name':
    case 'stage-description':
    case 'stage-variables':
    case 'detailed-metrics':
    case 'execution-logs':
    case 'method-cache':
    case 'documentation-version':
    case 'access-log':
    case 'x-ray':
    case 'usage-plan':
    case 'api-keys':
    case 'domain':
    case 'domain-endpoint':
    case 'domain-tls':
    case 'domain-access-mode':
    case 'domain-mutual-tls':
    case 'domain-routing':
    case 'domain-policy':
    case 'domain-mapping':
    case 'vpc-link':
    case 'function-policy':
    case 'record':
    case 'aws-tags':
    case 'user-pool':
    case 'unattached-authorizer':
    case 'unattached-validator':
    case 'contradiction':
    case 'unread':
      return [];
  }
}

function canaryWithout({ canary }: Told): string[] {
  if (!canary) return ['canary release: all requests get what the stage itself has'];
  return canary.api ? [] : ['canary release: what is deployed on it is not told, so it has the same definition'];
}

/** A negative size, like none, turns compression off. */
function sizeOf(value: Json | undefined): number | undefined {
  const size = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return size >= 0 && value !== '' ? size : undefined;
}

function settingOf(api: RestApi, kind: Setting['kind']): Json | undefined {
  return api.settings.find((setting) => setting.kind === kind)?.value;
}

function endpointTypes(value: Json | undefined): string[] {
  return isObject(value) ? textsOf(value['types']) : [];
}

function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
