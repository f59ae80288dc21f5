import { type Found, type Members, readMembers, records, type Section } from './members.js';

/** Members of GetRestApi (facts features.md 2.4). */
const members: Members = {
  ...records('id', 'name', 'description', 'version', 'createdDate', 'warnings', 'rootResourceId'),
  ...records('apiStatus', 'apiStatusMessage'),
  policy: 'resource-policy',
  binaryMediaTypes: 'binary-media-types',
  minimumCompressionSize: 'minimum-compression-size',
  apiKeySource: 'api-key-source',
  endpointConfiguration: { kind: 'endpoint-configuration', keys: ['types', 'vpcEndpointIds', 'ipAddressType'] },
  disableExecuteApiEndpoint: 'disable-execute-api-endpoint',
  securityPolicy: 'security-policy',
  endpointAccessMode: 'endpoint-access-mode',
  tags: 'aws-tags',
};

export function readApi(section: Section): Found {
  return readMembers(section, members);
}
