import { below } from '../../model/index.js';
import { templatedOf } from '../templated.js';
import {
  type Found,
  type Members,
  readList,
  readMembers,
  records,
  type Section,
  strangers,
  together,
} from './members.js';

/** Members of GetDomainName (facts features.md 2.5). */
const members: Members = {
  ...records('domainNameId', 'domainNameArn', 'certificateUploadDate', 'domainNameStatus', 'domainNameStatusMessage'),
  ...Object.fromEntries(
    [
      ...['domainName', 'certificateName', 'certificateArn', 'regionalDomainName', 'regionalHostedZoneId'],
      ...['regionalCertificateName', 'regionalCertificateArn', 'distributionDomainName', 'distributionHostedZoneId'],
      ...['ownershipVerificationCertificateArn', 'tags'],
    ].map((key) => [key, 'domain']),
  ),
  endpointConfiguration: { kind: 'domain-endpoint', keys: ['types', 'vpcEndpointIds', 'ipAddressType'] },
  endpointAccessMode: 'domain-access-mode',
  securityPolicy: 'domain-tls',
  mutualTlsAuthentication: {
    kind: 'domain-mutual-tls',
    keys: ['truststoreUri', 'truststoreVersion', 'truststoreWarnings'],
  },
  routingMode: 'domain-routing',
  policy: 'domain-policy',
  managementPolicy: 'domain-policy',
};

/** Of a base path mapping (v1) and of an API mapping (v2). */
const mappingKeys = ['basePath', 'apiMappingKey', 'apiMappingId', 'restApiId', 'apiId', 'stage'];

export function readDomain({ value, at }: Section): Found {
  const { mappings, ...domain } = value;
  const name = templatedOf(value['domainName'])?.text ?? 'domain';
  return together([
    readMembers({ value: domain, at, name }, members),
    readList(mappings, below(at, 'mappings'), (mapping) => ({
      settings: [{ at: mapping.at, kind: 'domain-mapping', value: mapping.value, name: `${name}/${pathOf(mapping)}` }],
      unrecognised: strangers(mapping.value, mapping.at, mappingKeys),
    })),
  ]);
}

/** GetBasePathMappings writes `(none)` for the root of the domain. */
function pathOf({ value }: Section): string {
  const path = templatedOf(value['apiMappingKey'])?.text ?? templatedOf(value['basePath'])?.text ?? '';
  return path === '(none)' ? '' : path;
}
