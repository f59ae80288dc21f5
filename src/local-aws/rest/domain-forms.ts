import { isObject, type Json, type JsonObject } from '../../model/index.js';
import type { DomainRecord } from '../domains.js';
import type { World } from '../world.js';
import type { BasePathMappingItem } from './account.js';
import { known } from './input.js';

/** Members of a v1 domain name by their names in a configuration of v2: they tell the endpoint types apart by other names. */
const membersOfType = {
  REGIONAL: {
    apiGatewayDomainName: 'regionalDomainName',
    hostedZoneId: 'regionalHostedZoneId',
    certificateName: 'regionalCertificateName',
    certificateArn: 'regionalCertificateArn',
  },
  EDGE: {
    apiGatewayDomainName: 'distributionDomainName',
    hostedZoneId: 'distributionHostedZoneId',
    certificateName: 'certificateName',
    certificateArn: 'certificateArn',
  },
} as const;

/** Members of a v1 domain name that each configuration of v2 has by the same name. */
const shared = ['domainNameStatus', 'ownershipVerificationCertificateArn', 'securityPolicy'] as const;

/** @returns a domain name as v1 shows it. @see https://docs.aws.amazon.com/apigateway/latest/api/API_DomainName.html */
export function restDomain({ domainName: domain }: DomainRecord): JsonObject & { domainName: string } {
  const configurations = configurationsOf(domain);
  const [first = {}] = configurations;
  const { mutualTlsAuthentication, tags } = domain;
  return {
    domainName: String(domain['domainName']),
    ...Object.assign({}, ...configurations.map(restConfiguration)),
    endpointConfiguration: {
      types: configurations.map(typeOf),
      ipAddressType: first['ipAddressType'] ?? 'ipv4',
    },
    ...known({ mutualTlsAuthentication }),
    ...(isObject(tags) && Object.keys(tags).length > 0 && { tags }),
  };
}

function restConfiguration(configuration: JsonObject): JsonObject {
  const own = Object.entries(membersOfType[typeOf(configuration)]);
  return known({
    ...Object.fromEntries(own.map(([there, here]) => [here, configuration[there]])),
    ...Object.fromEntries(shared.map((name) => [name, configuration[name]])),
  });
}

/**
 * @returns a domain name of v1 in the words of v2, with an address made up in AWS's form where it has none yet
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames-domainname.html
 */
export function httpDomain(item: JsonObject & { domainName: string }, world: World): JsonObject {
  const { domainName, endpointConfiguration: endpoint, mutualTlsAuthentication, tags } = item;
  const { types, ipAddressType } = isObject(endpoint) ? endpoint : {};
  return {
    apiMappingSelectionExpression: '$request.basepath',
    domainName,
    domainNameArn: `arn:${world.partition}:apigateway:${world.region}::/domainnames/${domainName}`,
    domainNameConfigurations: (Array.isArray(types) ? types : []).map((type) => ({
      ...httpConfiguration(item, type === 'REGIONAL' ? 'REGIONAL' : 'EDGE', world),
      ipAddressType: ipAddressType ?? 'ipv4',
    })),
    routingMode: 'API_MAPPING_ONLY',
    ...known({ mutualTlsAuthentication }),
    tags: tags ?? {},
  };
}

function httpConfiguration(item: JsonObject, endpointType: keyof typeof membersOfType, world: World): JsonObject {
  const own = Object.entries(membersOfType[endpointType]);
  return {
    ...newAddress(endpointType, item, world),
    ...known(Object.fromEntries(own.map(([there, here]) => [there, item[here]]))),
    ...known(Object.fromEntries(shared.map((name) => [name, item[name]]))),
    endpointType,
  };
}

/** The zone of CloudFront is one everywhere. @see https://docs.aws.amazon.com/general/latest/gr/apigateway.html */
function newAddress(type: keyof typeof membersOfType, item: JsonObject, { newId, region }: World): JsonObject {
  if (item[membersOfType[type].apiGatewayDomainName] !== undefined) return {};
  switch (type) {
    case 'REGIONAL':
      return {
        apiGatewayDomainName: `d-${newId(10)}.execute-api.${region}.amazonaws.com`,
        hostedZoneId: 'Z0000000000000',
      };
    case 'EDGE':
      return { apiGatewayDomainName: `d${newId(13)}.cloudfront.net`, hostedZoneId: 'Z2FDTNDATAQYW2' };
  }
}

function configurationsOf({ domainNameConfigurations: list }: JsonObject): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function typeOf({ endpointType }: JsonObject): keyof typeof membersOfType {
  return endpointType === 'EDGE' ? 'EDGE' : 'REGIONAL';
}

/** @returns an API mapping as v1 shows it: it lists those of HTTP APIs and of several levels too (I) */
export function restMapping({ apiId, apiMappingKey, stage }: JsonObject): BasePathMappingItem {
  return {
    basePath: textOf(apiMappingKey) || '(none)',
    restApiId: textOf(apiId),
    ...(stage !== undefined && { stage: textOf(stage) }),
  };
}

/** A mapping of v1 may leave the stage to the path; how v2 shows such a one is not known (U): here, without a stage. */
export function httpMapping({ basePath, restApiId, stage }: BasePathMappingItem, apiMappingId: string): JsonObject {
  return {
    apiId: restApiId,
    apiMappingId,
    apiMappingKey: basePath === '(none)' ? '' : basePath,
    ...known({ stage }),
  };
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
