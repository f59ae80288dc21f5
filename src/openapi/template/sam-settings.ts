import { isObject, type Json } from '../../model/index.js';
import { isIntrinsic } from '../templated.js';
import type { Candidate } from './candidates.js';
import { addMappedDomain } from './domain-settings.js';
import { addLimits } from './plan-limits.js';
import { type PropertySource, placeOf, type SettingsDraft } from './settings-draft.js';
import { addStageProperties } from './stage-settings.js';

/** Properties of `AWS::Serverless::Api`; what is not among them, this version does not know. */
const known: ReadonlySet<string> = new Set([
  ...[
    'DefinitionBody',
    'DefinitionUri',
    'MergeDefinitions',
    'OpenApiVersion',
    'Mode',
    'FailOnWarnings',
    'AlwaysDeploy',
  ],
  ...[
    'Auth',
    'Cors',
    'GatewayResponses',
    'Models',
    'BinaryMediaTypes',
    'DisableExecuteApiEndpoint',
    'Name',
    'Description',
  ],
  ...['EndpointConfiguration', 'EndpointAccessMode', 'SecurityPolicy', 'MinimumCompressionSize', 'ApiKeySourceType'],
  ...['Policy', 'Domain', 'StageName', 'Variables', 'MethodSettings', 'AccessLogSetting', 'CanarySetting', 'Tags'],
  ...['TracingEnabled', 'CacheClusterEnabled', 'CacheClusterSize', 'PropagateTags'],
  // Stands in templates that SAM is done with.
  '__MANAGE_SWAGGER',
]);

/**
 * Adds what SAM makes beside the definition: the stage, the usage plan of `Auth`, the domain.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
 */
export function addSamSettings(draft: SettingsDraft, { properties }: Candidate): void {
  const source = { properties: properties.root, at: properties.origins };
  addEndpoint(draft, source);
  addStageProperties(draft, source);
  addUsagePlan(draft, source);
  addDomain(draft, source);
  draft.tellOthers('restApi', source, known);
}

/** One type as text, or a map with it. */
function addEndpoint(draft: SettingsDraft, source: PropertySource): void {
  const { EndpointConfiguration: endpoint } = source.properties;
  if (endpoint === undefined || endpoint === null) return;
  const place = ['restApi', 'endpointConfiguration'];
  if (!isObject(endpoint) || isIntrinsic(endpoint) || endpoint['Type'] === undefined) {
    const value: Json = typeof endpoint === 'string' ? { types: [endpoint] } : endpoint;
    draft.put(place, value, placeOf(source, 'EndpointConfiguration'));
    return;
  }
  draft.put([...place, 'types'], [endpoint['Type']], placeOf(source, 'EndpointConfiguration', 'Type'));
  const at = placeOf(source, 'EndpointConfiguration');
  const names = { VPCEndpointIds: 'vpcEndpointIds', VpcEndpointIds: 'vpcEndpointIds', IpAddressType: 'ipAddressType' };
  draft.copy(place, { properties: endpoint, at }, names);
}

/** `SHARED` is one plan for all APIs of the template. SAM makes one key for the plan. */
function addUsagePlan(draft: SettingsDraft, source: PropertySource): void {
  const auth = source.properties['Auth'];
  const plan = isObject(auth) ? auth['UsagePlan'] : undefined;
  if (plan === undefined || plan === null) return;
  const at = placeOf(source, 'Auth', 'UsagePlan');
  if (!isObject(plan) || typeof plan['CreateUsagePlan'] !== 'string') {
    draft.unknown('usagePlans', 'whether SAM makes a usage plan is known to CloudFormation only', at);
    return;
  }
  if (plan['CreateUsagePlan'] === 'NONE') return;
  const place = ['usagePlans', '0'];
  draft.put([...place, 'apiStages'], [], at);
  draft.copy(place, { properties: plan, at }, { UsagePlanName: 'name', Description: 'description', Tags: 'tags' });
  addLimits(draft, place, { properties: plan, at });
  draft.put([...place, 'apiKeys', 'count'], 1, at);
  draft.put(['apiKeys', 'count'], 1, at);
}

/** Each base path is a mapping of its own; without one, the whole domain leads to the API. */
function addDomain(draft: SettingsDraft, source: PropertySource): void {
  const { Domain: domain } = source.properties;
  if (domain === undefined || domain === null) return;
  const at = placeOf(source, 'Domain');
  if (!isObject(domain) || isIntrinsic(domain)) {
    draft.unknown('domains', 'the domain is known to CloudFormation only', at);
    return;
  }
  const paths = domain['BasePath'];
  const stage = source.properties['StageName'] ?? null;
  const mappings = (Array.isArray(paths) ? paths : [paths ?? '(none)']).map((basePath) => ({ basePath, stage }));
  addMappedDomain(draft, { properties: domain, at }, mappings);
}
