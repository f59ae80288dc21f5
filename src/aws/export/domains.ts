import { isObject, type JsonObject } from '../../model/index.js';
import { allPages, answerJson, inCamelCase } from '../answers.js';
import type { Region } from '../region.js';
import { troubleOf } from '../trouble.js';
import { attempt, restList, type Scope } from './scope.js';

/** @returns the custom domains that lead to the stage, each with its mappings to it */
export async function readDomains(scope: Scope): Promise<JsonObject[]> {
  const { region } = scope;
  const domains = await region.once('domains', () => listDomains(region));
  const found = await Promise.all(domains.map((domain) => withMappings(scope, domain)));
  return found.filter(({ mappings }) => mappings.length > 0);
}

async function listDomains(region: Region): Promise<JsonObject[]> {
  const client = await region.clients.restApis();
  const { GetDomainNamesCommand } = await import('@aws-sdk/client-api-gateway');
  return restList(region, (page) => client.send(new GetDomainNamesCommand(page)));
}

async function withMappings(scope: Scope, domain: JsonObject): Promise<JsonObject & { mappings: JsonObject[] }> {
  const { region, of } = scope;
  const name = String(domain['domainName']);
  // One name can stand for several private domains.
  const key = `${name} ${String(domain['domainNameId'] ?? '')}`;
  const part = { name: `domains/${name}`, permission: 'apigateway:GET' };
  const [base, api] = await Promise.all([
    attempt(scope, part, () => region.once(`base-paths ${key}`, () => basePathMappings(region, domain))),
    attempt(scope, part, () => region.once(`api-mappings ${key}`, () => apiMappings(region, domain))),
  ]);
  const isOfStage = ({ restApiId, apiId, stage }: JsonObject) =>
    (restApiId ?? apiId) === of.apiId && (stage === undefined || stage === of.stage);
  const several = (api ?? []).filter(isOfStage);
  const paths = new Set(several.map(pathOf));
  return {
    ...domain,
    mappings: [...several, ...(base ?? []).filter(isOfStage).filter((one) => !paths.has(pathOf(one)))],
  };
}

function pathOf({ basePath, apiMappingKey }: JsonObject): string {
  const path = String(apiMappingKey ?? basePath ?? '');
  return path === '(none)' ? '' : path;
}

/** Version 1 knows mappings of one path segment. */
async function basePathMappings(region: Region, domain: JsonObject): Promise<JsonObject[]> {
  const client = await region.clients.restApis();
  const { GetBasePathMappingsCommand } = await import('@aws-sdk/client-api-gateway');
  const input = namedDomain(domain);
  return restList(region, (page) => client.send(new GetBasePathMappingsCommand({ ...input, ...page })));
}

function namedDomain({ domainName, domainNameId }: JsonObject) {
  return {
    domainName: String(domainName),
    ...(domainNameId !== undefined && { domainNameId: String(domainNameId) }),
  };
}

/** Version 2 knows mappings of several segments too. It does not see private and edge-optimized domains. */
async function apiMappings({ clients, call }: Region, { domainName }: JsonObject): Promise<JsonObject[]> {
  const client = await clients.httpApis();
  const { GetApiMappingsCommand } = await import('@aws-sdk/client-apigatewayv2');
  try {
    const mappings = await allPages(async (from) => {
      const input = { DomainName: String(domainName), ...(from !== undefined && { NextToken: from }) };
      const { Items, NextToken } = await call('apigateway', () => client.send(new GetApiMappingsCommand(input)));
      return { items: Items, next: NextToken };
    });
    return mappings.map((mapping) => inCamelCase(answerJson(mapping))).filter(isObject);
  } catch (error) {
    if (['missing', 'refused'].includes(troubleOf(error)?.kind ?? '')) return [];
    throw error;
  }
}
