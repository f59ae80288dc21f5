import { isObject, type Json, type Operation, type RestApi, type Setting } from '../../model/index.js';

/** What the API as a whole sets for each request. */
export interface ApiSettings {
  binaryMediaTypes: string[];
  apiKeySource: 'HEADER' | 'AUTHORIZER';
  /** Edge-optimised: CloudFront stands before the API. Only when the definition says so; AWS's default is not in the file. */
  edge: boolean;
  /** Features of the API that concern every request and are not simulated. */
  notSimulated: string[];
}

export function readSettings(api: RestApi): ApiSettings {
  const edge = endpointTypes(settingOf(api, 'endpoint-configuration')).includes('EDGE');
  return {
    binaryMediaTypes: textsOf(settingOf(api, 'binary-media-types')),
    apiKeySource: String(settingOf(api, 'api-key-source')).toUpperCase() === 'AUTHORIZER' ? 'AUTHORIZER' : 'HEADER',
    edge,
    notSimulated: [
      ...api.settings.flatMap((setting) => notSimulatedSetting(setting)),
      ...(edge ? ['edge-optimised endpoint: the headers that CloudFront adds'] : []),
      ...api.unrecognised.filter(({ route }) => route === undefined).map(({ key }) => key),
    ],
  };
}

/** @returns features of the method that are not simulated although it answers. */
export function notSimulatedByMethod(api: RestApi, { route, integration }: Operation): string[] {
  const unknown = api.unrecognised.filter((one) => one.route?.path === route.path && one.route.method === route.method);
  const extras = integration?.extras ?? [];
  return [
    ...unknown.map(({ key }) => key),
    ...(extras.some(({ kind }) => kind === 'cache-keys') ? ['integration response cache'] : []),
    ...(extras.some(({ kind }) => kind === 'tls-config') ? ['tlsConfig of the integration'] : []),
  ];
}

/** What changes answers and is not simulated. What is only set around the API, such as logs and domains, changes none. */
function notSimulatedSetting({ kind, value }: Setting): string[] {
  switch (kind) {
    case 'resource-policy':
      return ['resource policy: it is not evaluated'];
    case 'minimum-compression-size':
      return value === null ? [] : ['compression of request and response'];
    case 'web-acl':
      return ['web ACL of AWS WAF: it refuses nobody'];
    case 'usage-plan-throttle':
    case 'usage-plan-quota':
      return ['usage plans: nobody is limited'];
    case 'cache-cluster':
      return isObject(value) && String(value['cacheClusterEnabled']) === 'true' ? ['cache of the stage'] : [];
    case 'canary':
      return ['canary release: all requests get what the stage itself has'];
    case 'client-certificate':
      return ['client certificate for backends'];
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
    case 'throttling':
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

function settingOf(api: RestApi, kind: Setting['kind']): Json | undefined {
  return api.settings.find((setting) => setting.kind === kind)?.value;
}

function endpointTypes(value: Json | undefined): string[] {
  return isObject(value) ? textsOf(value['types']) : [];
}

function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
