import { isObject, type Json, type JsonObject, type Pointer } from '../../model/index.js';
import { isIntrinsic } from '../templated.js';
import { propertyOf, type Sam } from './sam-api.js';

const policyKey = 'x-amazon-apigateway-policy';

/**
 * Adds to the resource policy what `ResourcePolicy` says about every method of a path: whom it lets pass, and whom it
 * refuses.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html
 */
export function addPathPolicy(sam: Sam, policy: Json, { path, from }: { path: string; from: Pointer }): void {
  if (!isObject(policy)) return;
  const resources = resourcesOf(sam, path);
  const statements = [
    ...accountStatements(policy, resources),
    ...sourceStatements(addresses(policy['IpRangeWhitelist']), 'NotIpAddress', resources),
    ...sourceStatements(addresses(policy['IpRangeBlacklist']), 'IpAddress', resources),
    ...sourceStatements(networks(policy, 'Blacklist'), 'StringEquals', resources),
    ...sourceStatements(networks(policy, 'Whitelist'), 'StringNotEquals', resources),
  ];
  append(sam, statements, from);
}

/** Adds the statements that stand in `CustomStatements`; a policy that only CloudFormation knows is added as it is. */
export function addStatements(sam: Sam, policy: Json, from: Pointer): void {
  if (!isObject(policy) || isIntrinsic(policy)) append(sam, [policy], from);
  else append(sam, listOf(policy['CustomStatements']), from);
}

function append({ definition }: Sam, statements: Json[], from: Pointer): void {
  if (statements.length === 0) return;
  const written = definition.root[policyKey];
  const before = isObject(written) ? listOf(written['Statement']) : [];
  const known = new Set(before.map((statement) => JSON.stringify(statement)));
  const added = statements.filter((statement) => !known.has(JSON.stringify(statement)));
  definition.root[policyKey] = {
    Version: '2012-10-17',
    ...(isObject(written) && written),
    Statement: [...before, ...added],
  };
  definition.origins.put(`/${policyKey}`, from);
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** The methods of a path as a policy names them; placeholders of the path become `*`. */
function resourcesOf(sam: Sam, path: string): Json[] {
  const paths = sam.definition.root['paths'];
  const item = isObject(paths) ? paths[path] : undefined;
  const stage = propertyOf(sam, 'StageName').value ?? '*';
  const verbs = Object.keys(isObject(item) ? item : {}).map((key) => key.toLowerCase());
  return verbs.map((verb) => {
    const method = verb === 'x-amazon-apigateway-any-method' || verb === 'any' ? '*' : verb.toUpperCase();
    const resource = `/${method}${path.replaceAll(/\{[\w.+-]+\}/g, '*')}`;
    return typeof stage === 'string'
      ? `execute-api:/${stage}${resource}`
      : { 'Fn::Sub': [`execute-api:/\${Stage}${resource}`, { Stage: stage }] };
  });
}

const base = { Action: 'execute-api:Invoke' };

function accountStatements(policy: JsonObject, resources: Json[]): JsonObject[] {
  const effects = [
    { Effect: 'Allow', accounts: policy['AwsAccountWhitelist'] },
    { Effect: 'Deny', accounts: policy['AwsAccountBlacklist'] },
  ];
  return effects.flatMap(({ Effect, accounts }) =>
    listOf(accounts).length === 0
      ? []
      : [{ Effect, ...base, Resource: resources, Principal: { AWS: listOf(accounts) } }],
  );
}

function addresses(list: Json | undefined): JsonObject | undefined {
  return listOf(list).length === 0 ? undefined : { 'aws:SourceIp': listOf(list) };
}

/** VPCs and their endpoints by their ids; those that only CloudFormation knows stand in lists of their own. */
function networks(policy: JsonObject, list: 'Whitelist' | 'Blacklist'): JsonObject | undefined {
  const ids = listOf(policy[`SourceVpc${list}`]);
  const startingWith = (start: string) => ids.filter((id) => typeof id === 'string' && id.startsWith(start));
  const vpcs = [...startingWith('vpc-'), ...listOf(policy[`IntrinsicVpc${list}`])];
  const endpoints = [...startingWith('vpce-'), ...listOf(policy[`IntrinsicVpce${list}`])];
  if (vpcs.length + endpoints.length === 0) return undefined;
  return {
    ...(vpcs.length > 0 && { 'aws:SourceVpc': vpcs }),
    ...(endpoints.length > 0 && { 'aws:SourceVpce': endpoints }),
  };
}

function sourceStatements(source: JsonObject | undefined, operator: string, resources: Json[]): JsonObject[] {
  if (source === undefined) return [];
  const everybody = { ...base, Resource: resources, Principal: '*' };
  return [
    { Effect: 'Allow', ...everybody },
    { Effect: 'Deny', ...everybody, Condition: { [operator]: source } },
  ];
}
