import { isObject, type Json, type JsonObject } from '../../model/index.js';
import { isIntrinsic, templatedOf } from '../templated.js';

/** What the reader of a SAM authorizer has a place for. */
const knownKeys: ReadonlySet<string> = new Set([
  ...['UserPoolArn', 'FunctionArn', 'FunctionPayloadType', 'FunctionInvokeRole', 'Identity', 'AuthorizationScopes'],
  // Only adds a permission to the function.
  'DisableFunctionDefaultPermissions',
]);

/**
 * The security scheme that SAM makes of one of `Auth.Authorizers`.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html
 *
 * What cannot be read gets a place in the scheme where the reader finds it unreadable.
 */
export function schemeOf(authorizer: JsonObject): JsonObject {
  const unknown = Object.entries(authorizer).filter(([key]) => !knownKeys.has(key));
  const extension = { ...extensionOf(authorizer), ...Object.fromEntries(unknown) };
  return {
    type: 'apiKey',
    name: isRequest(authorizer) ? 'Unused' : (identityOf(authorizer)['Header'] ?? 'Authorization'),
    in: 'header',
    'x-amazon-apigateway-authtype': authorizer['UserPoolArn'] ? 'cognito_user_pools' : 'custom',
    'x-amazon-apigateway-authorizer': extension,
  };
}

function isRequest(authorizer: JsonObject): boolean {
  return !authorizer['UserPoolArn'] && authorizer['FunctionPayloadType'] === 'REQUEST';
}

/** A function of CloudFormation in its place makes the identity unreadable. */
function identityOf(authorizer: JsonObject): JsonObject {
  const { Identity: identity } = authorizer;
  return isObject(identity) && !isIntrinsic(identity) ? identity : {};
}

function extensionOf(authorizer: JsonObject): JsonObject {
  const { UserPoolArn: pools, Identity: identity } = authorizer;
  const hidden = isIntrinsic(identity) ? { identitySource: identity ?? null } : {};
  if (pools) {
    const providerARNs = Array.isArray(pools) ? pools : [pools];
    return { type: 'cognito_user_pools', providerARNs, ...validation(authorizer), ...hidden };
  }
  const { FunctionArn: arn, FunctionInvokeRole: role } = authorizer;
  const ttl = identityOf(authorizer)['ReauthorizeEvery'];
  return {
    type: typeOf(authorizer['FunctionPayloadType']),
    authorizerUri: invocationArn(arn),
    ...(ttl !== undefined && { authorizerResultTtlInSeconds: ttl }),
    ...(role && role !== 'NONE' && { authorizerCredentials: role }),
    ...(isRequest(authorizer) ? requestSources(identityOf(authorizer)) : validation(authorizer)),
    ...hidden,
  };
}

function typeOf(payloadType: Json | undefined): Json {
  return typeof payloadType === 'string' ? payloadType.toLowerCase() : (payloadType ?? 'token');
}

function validation(authorizer: JsonObject): JsonObject {
  const expression = identityOf(authorizer)['ValidationExpression'];
  return expression ? { identityValidationExpression: expression } : {};
}

const sources = [
  ['Headers', 'method.request.header.'],
  ['QueryStrings', 'method.request.querystring.'],
  ['StageVariables', 'stageVariables.'],
  ['Context', 'context.'],
] as const;

function requestSources(identity: JsonObject): JsonObject {
  const unreadable = sources.map(([key]) => identity[key]).find((list) => list !== undefined && !isTextList(list));
  if (unreadable !== undefined) return { identitySource: Array.isArray(unreadable) ? unreadable : [unreadable] };
  const names = sources.flatMap(([key, prefix]) => textsOf(identity[key]).map((name) => `${prefix}${name}`));
  return names.length === 0 ? {} : { identitySource: names.join(', ') };
}

function textsOf(list: Json | undefined): Json[] {
  return Array.isArray(list) ? list : [];
}

function isTextList(list: Json): boolean {
  return Array.isArray(list) && list.every((item) => typeof item === 'string');
}

/** The function's name stays readable where its ARN is plain text, or one plain reference. */
function invocationArn(arn: Json | undefined): Json {
  const path = (name: string) =>
    `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${name}/invocations`;
  if (isPlain(arn)) return { 'Fn::Sub': path(templatedOf(arn)?.text ?? '') };
  return { 'Fn::Sub': [path('${FunctionArn}'), { FunctionArn: arn ?? null }] };
}

function isPlain(arn: Json | undefined): boolean {
  if (!isObject(arn)) return typeof arn === 'string';
  return arn['Ref'] !== undefined || arn['Fn::GetAtt'] !== undefined || typeof arn['Fn::Sub'] === 'string';
}
