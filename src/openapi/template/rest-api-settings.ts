import { isObject } from '../../model/index.js';
import type { Candidate } from './candidates.js';
import { type PropertySource, placeOf, type SettingsDraft, tagsOf } from './settings-draft.js';

/**
 * Properties that `AWS::ApiGateway::RestApi` and `AWS::Serverless::Api` share, with their names in GetRestApi.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html
 */
const both = {
  Name: 'name',
  Description: 'description',
  Policy: 'policy',
  MinimumCompressionSize: 'minimumCompressionSize',
  ApiKeySourceType: 'apiKeySource',
  SecurityPolicy: 'securityPolicy',
  EndpointAccessMode: 'endpointAccessMode',
};

/** SAM writes these into the definition, so they are read there. */
const cloudFormationOnly = {
  BinaryMediaTypes: 'binaryMediaTypes',
  DisableExecuteApiEndpoint: 'disableExecuteApiEndpoint',
};

/** Properties that are read elsewhere, or that matter only while CloudFormation works. */
const others = ['Body', 'BodyS3Location', 'EndpointConfiguration', 'FailOnWarnings', 'Mode', 'Parameters', 'Tags'];

/** Adds the properties of the API itself. */
export function addRestApi(draft: SettingsDraft, { type, properties }: Candidate): void {
  const source = { properties: properties.root, at: properties.origins };
  draft.copy(['restApi'], source, both);
  tellMode(draft, source);
  if (type !== 'AWS::ApiGateway::RestApi') return;
  draft.copy(['restApi'], source, cloudFormationOnly);
  addTags(draft, source);
  addEndpoint(draft, source);
  draft.tellOthers('restApi', source, new Set([...Object.keys({ ...both, ...cloudFormationOnly }), ...others]));
}

function addTags(draft: SettingsDraft, source: PropertySource): void {
  const tags = tagsOf(source.properties['Tags']);
  if (tags !== undefined && tags !== null) draft.put(['restApi', 'tags'], tags, placeOf(source, 'Tags'));
}

/** With `Parameters`, an import may also set the endpoint type, and put the base path in front of every path. */
function addEndpoint(draft: SettingsDraft, source: PropertySource): void {
  const { EndpointConfiguration: endpoint, Parameters: parameters } = source.properties;
  const place = ['restApi', 'endpointConfiguration'];
  const given = isObject(parameters) ? parameters : {};
  const type = given['endpointConfigurationTypes'];
  if (type !== undefined)
    draft.put([...place, 'types'], [type], placeOf(source, 'Parameters', 'endpointConfigurationTypes'));
  for (const [name, value] of Object.entries(given)) {
    if (name === 'endpointConfigurationTypes' || name === 'ignore' || (name === 'basepath' && value === 'ignore'))
      continue;
    draft.unknown(
      'restApi',
      `the import parameter ${name} changes what the definition means`,
      placeOf(source, 'Parameters', name),
    );
  }
  if (endpoint === undefined || endpoint === null) return;
  const at = placeOf(source, 'EndpointConfiguration');
  const names = { Types: 'types', VpcEndpointIds: 'vpcEndpointIds', IpAddressType: 'ipAddressType' };
  const isReadable = isObject(endpoint) && Object.keys(endpoint).every((key) => Object.hasOwn(names, key));
  if (isReadable) draft.copy(place, { properties: endpoint, at }, names);
  else draft.put(place, endpoint, at);
}

/** `Mode: merge` keeps the methods that the API has and the definition does not. */
function tellMode(draft: SettingsDraft, source: PropertySource): void {
  const { Mode: mode } = source.properties;
  if (mode === undefined || mode === null || mode === 'overwrite') return;
  draft.unknown(
    'restApi',
    'the API may have methods that are not in the definition, as Mode is not overwrite',
    placeOf(source, 'Mode'),
  );
}
