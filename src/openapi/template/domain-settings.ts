import { isObject, type Json, type JsonObject } from '../../model/index.js';
import { isIntrinsic } from '../templated.js';
import type { Candidate } from './candidates.js';
import { type Resource, refersTo } from './resources.js';
import { type PropertySource, placeOf, type SettingsDraft } from './settings-draft.js';

const mappingTypes = [
  'AWS::ApiGateway::BasePathMapping',
  'AWS::ApiGateway::BasePathMappingV2',
  'AWS::ApiGatewayV2::ApiMapping',
];

/**
 * Adds the custom domains that lead to the API, each with its mappings.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-basepathmapping.html
 */
export function addDomains(draft: SettingsDraft, siblings: Resource[], { logicalId }: Candidate): void {
  const mappings = siblings.filter(
    ({ type, properties }) =>
      mappingTypes.includes(type) &&
      refersTo([properties['RestApiId'] ?? null, properties['ApiId'] ?? null], logicalId),
  );
  const byName = new Map<string, Resource[]>();
  for (const mapping of mappings) {
    const name = JSON.stringify(nameIn(mapping));
    byName.set(name, [...(byName.get(name) ?? []), mapping]);
  }
  for (const group of byName.values()) addMappings(draft, siblings, group);
}

function nameIn({ properties }: Resource): Json {
  return properties['DomainName'] ?? properties['DomainNameArn'] ?? null;
}

function addMappings(draft: SettingsDraft, siblings: Resource[], group: Resource[]): void {
  const [first] = group;
  if (first === undefined) return;
  const name = nameIn(first);
  const domain = siblings.find(({ type, logicalId }) =>
    type.endsWith('::DomainName') || type.endsWith('::DomainNameV2') ? refersTo(name, logicalId) : false,
  );
  const mappings = group.map(({ properties }) => mappingOf(properties));
  const source = domain
    ? { properties: domain.properties, at: `${domain.at}/Properties` }
    : { properties: { DomainName: name }, at: `${first.at}/Properties` };
  addMappedDomain(draft, source, mappings);
}

function mappingOf({ BasePath: basePath, ApiMappingKey: apiMappingKey, Stage: stage }: JsonObject): JsonObject {
  const path = apiMappingKey === undefined ? { basePath: basePath ?? '(none)' } : { apiMappingKey };
  return { ...path, ...(stage !== undefined && { stage }) };
}

/** Adds one domain with its mappings; CloudFormation has a list of endpoint types, SAM one type. */
export function addMappedDomain(draft: SettingsDraft, source: PropertySource, mappings: JsonObject[]): void {
  const place = ['domains', String(draft.count('domains'))];
  const { properties } = source;
  draft.put([...place, 'domainName'], properties['DomainName'] ?? null, placeOf(source, 'DomainName'));
  draft.copy(place, source, {
    SecurityPolicy: 'securityPolicy',
    EndpointAccessMode: 'endpointAccessMode',
    Policy: 'policy',
    RoutingMode: 'routingMode',
  });
  addEndpoint(draft, [...place, 'endpointConfiguration'], source);
  addMutualTls(draft, [...place, 'mutualTlsAuthentication'], source);
  draft.put([...place, 'mappings'], mappings, placeOf(source, 'DomainName'));
}

function addEndpoint(draft: SettingsDraft, place: string[], source: PropertySource): void {
  const { EndpointConfiguration: endpoint } = source.properties;
  if (endpoint === undefined || endpoint === null) return;
  const at = placeOf(source, 'EndpointConfiguration');
  if (typeof endpoint === 'string') draft.put([...place, 'types'], [endpoint], at);
  else if (isObject(endpoint) && !isIntrinsic(endpoint))
    draft.copy(place, { properties: endpoint, at }, { Types: 'types', IpAddressType: 'ipAddressType' });
  else draft.put(place, endpoint, at);
}

function addMutualTls(draft: SettingsDraft, place: string[], source: PropertySource): void {
  const { MutualTlsAuthentication: tls } = source.properties;
  if (tls === undefined || tls === null) return;
  const at = placeOf(source, 'MutualTlsAuthentication');
  const names = { TruststoreUri: 'truststoreUri', TruststoreVersion: 'truststoreVersion' };
  if (isObject(tls) && !isIntrinsic(tls)) draft.copy(place, { properties: tls, at }, names);
  else draft.put(place, tls, at);
}
