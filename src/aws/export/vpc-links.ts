import { isObject, type JsonObject } from '../../model/index.js';
import { answerJson } from '../answers.js';
import type { Region } from '../region.js';
import { troubleOf } from '../trouble.js';
import { readLoadBalancer } from './load-balancers.js';
import { attempt, type Scope } from './scope.js';

/** @returns each VPC link of either version, with its load balancers and their listeners */
export async function readVpcLinks(scope: Scope, named: Map<string, Set<string>>): Promise<JsonObject[]> {
  const read = await Promise.all([...named].map(([id, balancers]) => readVpcLink(scope, id, balancers)));
  return read.filter(isObject);
}

async function readVpcLink(scope: Scope, id: string, named: Set<string>): Promise<JsonObject | undefined> {
  const part = { name: `vpcLinks/${id}`, permission: 'apigateway:GET' };
  const { region } = scope;
  const link = await attempt(scope, part, () => region.once(`link ${id}`, () => linkOfEitherVersion(region, id)));
  if (link === undefined) return undefined;
  const targets = Array.isArray(link['targetArns']) ? link['targetArns'].map(String) : [];
  const arns = [...new Set([...targets, ...named])].sort();
  const balancers = await Promise.all(arns.map((arn) => readLoadBalancer(scope, arn, `${part.name}/loadBalancers`)));
  const loadBalancers = balancers.filter(isObject);
  return { ...link, ...(loadBalancers.length > 0 && { loadBalancers }) };
}

/** An id does not tell its version; most links of REST APIs are of version 1. */
async function linkOfEitherVersion(region: Region, id: string): Promise<JsonObject> {
  try {
    return await linkOfVersion1(region, id);
  } catch (error) {
    if (!['missing', 'refused'].includes(troubleOf(error)?.kind ?? '')) throw error;
    return linkOfVersion2(region, id);
  }
}

async function linkOfVersion1({ clients, call }: Region, vpcLinkId: string): Promise<JsonObject> {
  const client = await clients.restApis();
  const { GetVpcLinkCommand } = await import('@aws-sdk/client-api-gateway');
  const link = answerJson(await call('apigateway', () => client.send(new GetVpcLinkCommand({ vpcLinkId }))));
  return { ...link, version: 1 };
}

async function linkOfVersion2({ clients, call }: Region, id: string): Promise<JsonObject> {
  const client = await clients.httpApis();
  const { GetVpcLinkCommand } = await import('@aws-sdk/client-apigatewayv2');
  const link = await call('apigateway', () => client.send(new GetVpcLinkCommand({ VpcLinkId: id })));
  const { Name, SubnetIds, SecurityGroupIds, CreatedDate, Tags, VpcLinkStatus, VpcLinkStatusMessage } = link;
  const members = { name: Name, subnetIds: SubnetIds, securityGroupIds: SecurityGroupIds, createdDate: CreatedDate };
  const state = { status: VpcLinkStatus, statusMessage: VpcLinkStatusMessage, tags: Tags };
  return answerJson({ id, version: 2, ...members, ...state });
}
