import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/index.js';
import type { FactId } from '../../../src/openapi/http/facts.js';
import { imported } from './documents.js';

const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:orders';
const lambda = { type: 'AWS_PROXY', uri: functionArn, payloadFormatVersion: '1.0' };
const proxy = { type: 'HTTP_PROXY', uri: 'https://example.com', httpMethod: 'GET', payloadFormatVersion: '1.0' };
const queue = {
  type: 'AWS_PROXY',
  integrationSubtype: 'SQS-SendMessage',
  payloadFormatVersion: '1.0',
  credentials: 'arn:aws:iam::111122223333:role/queue',
  requestParameters: { QueueUrl: 'https://sqs.example.com/q', MessageBody: '$request.body' },
};
const vpcLink = { connectionType: 'VPC_LINK', connectionId: 'a' };
const jwt = {
  type: 'jwt',
  identitySource: '$request.header.Authorization',
  jwtConfiguration: { issuer: 'https://issuer.example.com', audience: ['shop'] },
};
const request = {
  type: 'request',
  authorizerUri: functionArn,
  authorizerPayloadFormatVersion: '1.0',
  identitySource: '$request.header.x-key',
};

type Keys = string[];

/** @returns a copy with the value at the path replaced, or taken out when it is undefined. */
function changed(root: JsonObject, [key = '', ...rest]: Keys, value: Json | undefined): JsonObject {
  const { [key]: old, ...others } = root;
  if (rest.length > 0) return { ...root, [key]: changed((old ?? {}) as JsonObject, rest, value) };
  return value === undefined ? others : { ...root, [key]: value };
}

function document(paths: JsonObject, changes: [Keys, Json | undefined][] = []): JsonObject {
  const root: JsonObject = { openapi: '3.0.1', info: { title: 'orders', version: '1.0' }, paths };
  return changes.reduce((one, [keys, value]) => changed(one, keys, value), root);
}

function operation(integration: Json | undefined, rest: JsonObject = {}): JsonObject {
  return {
    responses: {},
    ...rest,
    ...(integration !== undefined && { 'x-amazon-apigateway-integration': integration }),
  };
}

function route(integration: Json | undefined, rest: JsonObject = {}): JsonObject {
  return document({ '/orders': { get: operation(integration, rest) } });
}

function withScheme(scheme: JsonObject, security: Json = [{ one: [] }]): JsonObject {
  return changed(route(lambda, { security }), ['components', 'securitySchemes', 'one'], scheme);
}

function withAuthorizer(authorizer: JsonObject, security?: Json): JsonObject {
  return withScheme(
    { type: 'apiKey', in: 'header', name: 'x', 'x-amazon-apigateway-authorizer': authorizer },
    security,
  );
}

function jwtScheme(authorizer: JsonObject = jwt, security?: Json): JsonObject {
  return withScheme({ type: 'oauth2', flows: {}, 'x-amazon-apigateway-authorizer': authorizer }, security);
}

const iamScheme = { type: 'apiKey', in: 'header', name: 'Authorization', 'x-amazon-apigateway-authtype': 'awsSigv4' };
const operationAt = '/paths/~1orders/get';
const integrationAt = `${operationAt}/x-amazon-apigateway-integration`;
const authorizerAt = '/components/securitySchemes/one/x-amazon-apigateway-authorizer';

/** What the dry run says about a document: level, fact and place of each message. */
function said(root: JsonObject): string[] {
  const { info, warnings, errors } = imported(root).messages;
  return [
    ...info.map(({ fact, at }) => `info ${fact} ${at}`),
    ...warnings.map(({ fact, at, evidence }) => `${evidence === 'U' ? 'unverified' : 'warning'} ${fact} ${at}`),
    ...errors.map(({ fact, at }) => `error ${fact} ${at}`),
  ];
}

type Case = [
  what: string,
  root: JsonObject,
  level: 'info' | 'warning' | 'unverified' | 'error',
  fact: FactId,
  at: string,
];

const wholeDocument: Case[] = [
  [
    'Swagger 2.0',
    { swagger: '2.0', info: { title: 'a', version: '1' }, paths: {} },
    'error',
    'IM-E-SWAGGER',
    '/swagger',
  ],
  ['no title', document({}, [[['info', 'title'], undefined]]), 'error', 'NM-TITLE', '/info/title'],
  [
    'a title of 129 characters',
    document({}, [[['info', 'title'], 'x'.repeat(129)]]),
    'unverified',
    'NM-TITLE',
    '/info/title',
  ],
  [
    'a long description',
    document({}, [[['info', 'description'], 'x'.repeat(1025)]]),
    'unverified',
    'NM-DESC',
    '/info/description',
  ],
  ['a long version', document({}, [[['info', 'version'], '1'.repeat(65)]]), 'unverified', 'NM-VER', '/info/version'],
  ['a version that is a number', document({}, [[['info', 'version'], 1]]), 'info', 'NM-VER', '/info/version'],
  ['root security', document({}, [[['security'], [{ one: [] }]]]), 'unverified', 'IS-GLOBAL', '/security'],
  ['tags', document({}, [[['tags'], [{ name: 'a' }]]]), 'info', 'XT-TAG', '/tags'],
  [
    '51 tags',
    document({}, [[['tags'], Array.from({ length: 51 }, (_, i) => ({ name: `${i}` }))]]),
    'error',
    'Q-TAGS',
    '/tags',
  ],
  [
    'a base path',
    document({}, [[['servers'], [{ url: 'https://a.example.com/v1' }]]]),
    'info',
    'BP-IGNORE',
    '/servers/0/url',
  ],
  [
    'a base path variable',
    document({}, [[['servers'], [{ url: '/', variables: { basePath: { default: '/prod' } } }]]]),
    'info',
    'BP-IGNORE',
    '/servers/0/variables/basePath/default',
  ],
  [
    'a resource policy',
    document({}, [[['x-amazon-apigateway-policy'], {}]]),
    'unverified',
    'IM-UNK',
    '/x-amazon-apigateway-policy',
  ],
  ['an unknown AWS key', document({}, [[['x-amazon-foo'], 1]]), 'unverified', 'IM-UNK', '/x-amazon-foo'],
  [
    'another format version',
    document({}, [[['x-amazon-apigateway-importexport-version'], '2.0']]),
    'unverified',
    'XT-VERS',
    '/x-amazon-apigateway-importexport-version',
  ],
  ['models', document({}, [[['components', 'schemas'], { A: {} }]]), 'info', 'IM-INFO', '/components/schemas'],
  ['a CloudFormation function', document({}, [[['info', 'title'], { Ref: 'Name' }]]), 'info', 'IM-VARS', '/info/title'],
];

const cors: Case[] = [
  ['maxAge beyond a day', { maxAge: 86_401 }, 'error', 'NM-CORS', 'maxAge'],
  ['an origin with a path', { allowOrigins: ['https://a.example.com/'] }, 'unverified', 'FE-CO-4', 'allowOrigins/0'],
  ['a text instead of a list', { allowOrigins: '*' }, 'unverified', 'IM-E-MALFORMED', 'allowOrigins'],
  ['an unknown property', { origins: [] }, 'unverified', 'XT-CORS', 'origins'],
  ['credentials for all', { allowOrigins: ['*'], allowCredentials: true }, 'unverified', 'XT-CORS', 'allowCredentials'],
].map(([what, value, level, fact, key]) => [
  `CORS: ${what}`,
  document({}, [[['x-amazon-apigateway-cors'], value as Json]]),
  level,
  fact,
  `/x-amazon-apigateway-cors/${key}`,
]) as Case[];

const routes: Case[] = [
  ['no integration', route(undefined), 'unverified', 'IM-UNK', operationAt],
  ['a request body', route(lambda, { requestBody: {} }), 'info', 'IM-INFO', `${operationAt}/requestBody`],
  [
    'a parameter to check',
    route(lambda, { parameters: [{ name: 'q', in: 'query', required: true }] }),
    'info',
    'IM-INFO',
    `${operationAt}/parameters`,
  ],
  [
    'an operationId of 65 characters',
    route(lambda, { operationId: 'x'.repeat(65) }),
    'unverified',
    'NM-OPID',
    `${operationAt}/operationId`,
  ],
  [
    'a request validator',
    route(lambda, { 'x-amazon-apigateway-request-validator': 'all' }),
    'unverified',
    'IM-UNK',
    `${operationAt}/x-amazon-apigateway-request-validator`,
  ],
  [
    'a duplicate operationId',
    document({
      '/a': { get: operation(lambda, { operationId: 'x' }) },
      '/b': { get: operation(lambda, { operationId: 'x' }) },
    }),
    'unverified',
    'NM-OPID',
    '/paths/~1b/get/operationId',
  ],
  [
    '$default without slash',
    document({ $default: { 'x-amazon-apigateway-any-method': operation(lambda, { isDefaultRoute: true }) } }),
    'warning',
    'IM-W-DEFAULT',
    '/paths/$default',
  ],
  [
    '/$default without its mark',
    document({ '/$default': { 'x-amazon-apigateway-any-method': operation(lambda) } }),
    'unverified',
    'XT-ANY',
    '/paths/~1$default/x-amazon-apigateway-any-method',
  ],
  [
    'one verb of /$default',
    document({ '/$default': { get: operation(lambda) } }),
    'unverified',
    'XT-ANY',
    '/paths/~1$default/get',
  ],
  [
    'a trailing slash',
    document({ '/orders/': { get: operation(lambda) } }),
    'error',
    'RT-PATH-TRAIL-EXACT',
    '/paths/~1orders~1',
  ],
  [
    'TRACE',
    document({ '/orders': { trace: operation(lambda) } }),
    'unverified',
    'RT-ROUTE-ANY',
    '/paths/~1orders/trace',
  ],
  [
    'a greedy variable that is not last',
    document({ '/{p+}/a': { get: operation(lambda, { parameters: [{ name: 'p', in: 'path', required: true }] }) } }),
    'error',
    'RT-ROUTE-GREEDY-POS',
    '/paths/~1{p+}~1a',
  ],
  [
    'a variable within a segment',
    document({ '/a-{p}': { get: operation(lambda, { parameters: [{ name: 'p', in: 'path', required: true }] }) } }),
    'unverified',
    'RT-ROUTE-PARTIAL-VAR',
    '/paths/~1a-{p}',
  ],
  [
    'an undeclared path variable',
    document({ '/{p}': { get: operation(lambda) } }),
    'unverified',
    'IM-UNK',
    '/paths/~1{p}/get',
  ],
  [
    'two routes for the same requests',
    document({
      '/{a}': { parameters: [{ name: 'a', in: 'path', required: true }], get: operation(lambda) },
      '/{b}': { parameters: [{ name: 'b', in: 'path', required: true }], get: operation(lambda) },
    }),
    'unverified',
    'IM-UNK',
    '/paths/~1{b}/get',
  ],
  [
    'a path kept elsewhere',
    document({ '/a': { $ref: '#/paths/~1b' }, '/b': {} }),
    'unverified',
    'IM-UNK',
    '/paths/~1a/$ref',
  ],
];

const security: Case[] = [
  [
    'two requirements',
    withScheme(iamScheme, [{ one: [] }, { one: [] }]),
    'error',
    'IM-ERR-MULTISEC',
    `${operationAt}/security`,
  ],
  [
    'two schemes in one requirement',
    changed(withScheme(iamScheme, [{ one: [], two: [] }]), ['components', 'securitySchemes', 'two'], iamScheme),
    'error',
    'IM-ERR-MULTISEC',
    `${operationAt}/security`,
  ],
  [
    'a requirement that names no scheme',
    route(lambda, { security: [{ gone: [] }] }),
    'unverified',
    'IM-UNK',
    `${operationAt}/security/0/gone`,
  ],
  ['an optional requirement', route(lambda, { security: [{}] }), 'unverified', 'IS-EMPTY', `${operationAt}/security`],
  [
    'an API key scheme',
    withScheme({ type: 'apiKey', in: 'header', name: 'x-api-key' }),
    'unverified',
    'IS-KEY',
    '/components/securitySchemes/one',
  ],
  [
    'scopes for IAM',
    withScheme(iamScheme, [{ one: ['a'] }]),
    'unverified',
    'FE-AU-SCOPE',
    `${operationAt}/security/0/one`,
  ],
  ['11 scopes', jwtScheme(jwt, [{ one: [...'abcdefghijk'] }]), 'error', 'Q-SCOPES', `${operationAt}/security/0/one`],
  [
    'a scope of 65 characters',
    jwtScheme(jwt, [{ one: ['x'.repeat(65)] }]),
    'unverified',
    'NM-SCOPE',
    `${operationAt}/security/0/one/0`,
  ],
  [
    'an unknown auth type',
    route(lambda, { 'x-amazon-apigateway-auth': { type: 'X' } }),
    'unverified',
    'XT-AUTH',
    `${operationAt}/x-amazon-apigateway-auth`,
  ],
  [
    'IAM beside an authorizer',
    changed(jwtScheme(), ['paths', '/orders', 'get', 'x-amazon-apigateway-auth'], { type: 'aws_iam' }),
    'error',
    'IM-ERR-MULTISEC',
    `${operationAt}/x-amazon-apigateway-auth`,
  ],
  [
    'open and closed at once',
    changed(jwtScheme(), ['paths', '/orders', 'get', 'x-amazon-apigateway-auth'], { type: 'NONE' }),
    'unverified',
    'XT-AUTH',
    `${operationAt}/x-amazon-apigateway-auth`,
  ],
];

const authorizers: Case[] = [
  ['type token', withAuthorizer({ type: 'token' }), 'error', 'XA-TYPE', `${authorizerAt}/type`],
  [
    'type cognito_user_pools',
    withAuthorizer({ type: 'cognito_user_pools' }),
    'error',
    'XA-TYPE',
    `${authorizerAt}/type`,
  ],
  [
    'request without payload format',
    withAuthorizer(changed(request, ['authorizerPayloadFormatVersion'], undefined)),
    'error',
    'XA-PFV',
    authorizerAt,
  ],
  [
    'request without function',
    withAuthorizer(changed(request, ['authorizerUri'], undefined)),
    'error',
    'XA-URI',
    authorizerAt,
  ],
  [
    'TTL beyond an hour',
    withAuthorizer({ ...request, authorizerResultTtlInSeconds: 3601 }),
    'error',
    'NM-TTL',
    `${authorizerAt}/authorizerResultTtlInSeconds`,
  ],
  [
    'TTL without identity source',
    withAuthorizer(changed({ ...request, authorizerResultTtlInSeconds: 1 }, ['identitySource'], undefined)),
    'unverified',
    'XA-TTL',
    `${authorizerAt}/authorizerResultTtlInSeconds`,
  ],
  [
    'identity source of REST',
    withAuthorizer({ ...request, identitySource: 'method.request.header.a' }),
    'error',
    'XA-ID',
    `${authorizerAt}/identitySource`,
  ],
  [
    'identity source of REST in a list',
    withAuthorizer({ ...request, identitySource: ['$request.header.a', 'context.b'] }),
    'error',
    'XA-ID',
    `${authorizerAt}/identitySource/1`,
  ],
  [
    'simple responses with 1.0',
    withAuthorizer({ ...request, enableSimpleResponses: true }),
    'unverified',
    'XA-SIMPLE',
    `${authorizerAt}/enableSimpleResponses`,
  ],
  [
    'a validation expression',
    withAuthorizer({ ...request, identityValidationExpression: '^a$' }),
    'unverified',
    'XA-REGEX',
    `${authorizerAt}/identityValidationExpression`,
  ],
  [
    'jwt without issuer',
    jwtScheme(changed(jwt, ['jwtConfiguration', 'issuer'], undefined)),
    'error',
    'XA-JWT',
    authorizerAt,
  ],
  [
    'an issuer without https',
    jwtScheme(changed(jwt, ['jwtConfiguration', 'issuer'], 'http://issuer.example.com')),
    'unverified',
    'XA-JWT',
    `${authorizerAt}/jwtConfiguration/issuer`,
  ],
  [
    'an issuer that is no URL',
    jwtScheme(changed(jwt, ['jwtConfiguration', 'issuer'], 'accounts.example.com')),
    'unverified',
    'XA-JWT',
    `${authorizerAt}/jwtConfiguration/issuer`,
  ],
  [
    'jwt without audience',
    jwtScheme(changed(jwt, ['jwtConfiguration', 'audience'], [])),
    'error',
    'XA-JWT',
    authorizerAt,
  ],
  [
    'jwt with 51 audiences',
    jwtScheme(changed(jwt, ['jwtConfiguration', 'audience'], Array(51).fill('a'))),
    'error',
    'Q-AUD',
    `${authorizerAt}/jwtConfiguration/audience`,
  ],
  [
    'jwt with two identity sources',
    jwtScheme({ ...jwt, identitySource: '$request.header.a, $request.header.b' }),
    'error',
    'XA-ID',
    authorizerAt,
  ],
  [
    'jwt without identity source',
    jwtScheme(changed(jwt, ['identitySource'], undefined)),
    'error',
    'XA-ID',
    authorizerAt,
  ],
  [
    'another authtype',
    withScheme({ ...iamScheme, 'x-amazon-apigateway-authtype': 'custom', 'x-amazon-apigateway-authorizer': request }),
    'unverified',
    'XT-AUTHTYPE',
    '/components/securitySchemes/one/x-amazon-apigateway-authtype',
  ],
  [
    'eleven of them',
    changed(
      route(lambda),
      ['components', 'securitySchemes'],
      Object.fromEntries(
        Array.from({ length: 11 }, (_, i) => [`a${i}`, { 'x-amazon-apigateway-authorizer': request }]),
      ),
    ),
    'warning',
    'Q-AUTHZ',
    '/components/securitySchemes',
  ],
].map(([what, ...rest]) => [`authorizer: ${what}`, ...rest]) as Case[];

const integrations: Case[] = [
  ['type AWS', { ...lambda, type: 'aws' }, 'warning', 'IM-W-AWS', ''],
  ['type mock', { type: 'mock' }, 'unverified', 'XI-TYPE', ''],
  ['type http', { ...proxy, type: 'http' }, 'unverified', 'XI-TYPE', ''],
  ['no type', { uri: functionArn }, 'unverified', 'XI-TYPE', ''],
  ['a function for the whole', { 'Fn::If': ['A', lambda, lambda] }, 'unverified', 'IM-UNK', ''],
  ['no payload format', changed(lambda, ['payloadFormatVersion'], undefined), 'unverified', 'XI-PFV', ''],
  ['an unknown payload format', { ...lambda, payloadFormatVersion: '3.0' }, 'error', 'XI-PFV', '/payloadFormatVersion'],
  ['payload 2.0 for HTTP', { ...proxy, payloadFormatVersion: '2.0' }, 'error', 'XI-PFV', '/payloadFormatVersion'],
  ['no uri', changed(lambda, ['uri'], undefined), 'error', 'XI-URI', ''],
  ['a service uri without subtype', { ...lambda, uri: 'arn:aws:apigateway:r:sqs:path/1/q' }, 'error', 'XI-URI', '/uri'],
  ['a URL as function', { ...lambda, uri: 'https://example.com' }, 'error', 'XI-URI', '/uri'],
  [
    'a streaming function',
    {
      ...lambda,
      uri: `arn:aws:apigateway:r:lambda:path/2021-11-15/functions/${functionArn}/response-streaming-invocations`,
    },
    'unverified',
    'FE-INT-STREAM',
    '/uri',
  ],
  ['a function called with GET', { ...lambda, httpMethod: 'GET' }, 'unverified', 'XI-METHOD', '/httpMethod'],
  ['no method for HTTP', changed(proxy, ['httpMethod'], undefined), 'unverified', 'XI-METHOD', ''],
  ['an unknown method', { ...proxy, httpMethod: 'FETCH' }, 'unverified', 'XI-METHOD', '/httpMethod'],
  ['a timeout of 49 ms', { ...lambda, timeoutInMillis: 49 }, 'error', 'NM-TMO', '/timeoutInMillis'],
  ['a timeout of 30.001 s', { ...lambda, timeoutInMillis: 30_001 }, 'error', 'NM-TMO', '/timeoutInMillis'],
  ['a timeout that is no number', { ...lambda, timeoutInMillis: 'long' }, 'error', 'NM-TMO', '/timeoutInMillis'],
  [
    'an ARN without VPC link',
    { ...proxy, uri: 'arn:aws:elasticloadbalancing:r:1:listener/a' },
    'unverified',
    'XI-URI',
    '/uri',
  ],
  [
    'a URL behind a VPC link',
    { ...proxy, connectionType: 'VPC_LINK', connectionId: 'a' },
    'unverified',
    'XI-URI',
    '/uri',
  ],
  ['a VPC link without id', { ...proxy, connectionType: 'VPC_LINK' }, 'error', 'XI-CONNT', ''],
  ['a function behind a VPC link', { ...lambda, ...vpcLink }, 'unverified', 'XI-CONNT', '/connectionType'],
  ['a service behind a VPC link', { ...queue, ...vpcLink }, 'unverified', 'XI-CONNT', '/connectionType'],
  ['a function with an id only', { ...lambda, connectionId: 'a' }, 'unverified', 'XI-CONNT', '/connectionId'],
  ['an id without VPC link', { ...proxy, connectionId: 'a' }, 'unverified', 'XI-CONNT', '/connectionId'],
  ['an unknown connection type', { ...proxy, connectionType: 'WIFI' }, 'error', 'XI-CONNT', '/connectionType'],
  [
    'a server name without VPC link',
    { ...proxy, tlsConfig: { serverNameToVerify: 'a' } },
    'unverified',
    'XI-TLS',
    '/tlsConfig/serverNameToVerify',
  ],
  [
    'unverified TLS',
    { ...proxy, tlsConfig: { insecureSkipVerification: true } },
    'unverified',
    'XI-TLS',
    '/tlsConfig/insecureSkipVerification',
  ],
  ['a variable the path lacks', { ...proxy, uri: 'https://example.com/{id}' }, 'unverified', 'FE-INT-PATHVAR', '..'],
  ['responses of REST', { ...lambda, responses: {} }, 'unverified', 'XI-REST', '/responses'],
  ['passthroughBehavior', { ...lambda, passthroughBehavior: 'never' }, 'info', 'XI-REST', '/passthroughBehavior'],
  ['an unknown property', { ...lambda, retries: 3 }, 'unverified', 'IM-UNK', '/retries'],
  [
    'a lost shared integration',
    { $ref: '#/components/x-amazon-apigateway-integrations/a' },
    'unverified',
    'XT-INTS',
    '',
  ],
  ['an unknown subtype', { ...queue, integrationSubtype: 'SNS-Publish' }, 'error', 'XI-SUB', '/integrationSubtype'],
  ['a subtype without role', changed(queue, ['credentials'], undefined), 'error', 'XI-CRED', ''],
  [
    'a subtype without argument',
    changed(queue, ['requestParameters', 'MessageBody'], undefined),
    'error',
    'XI-SUB',
    '/requestParameters',
  ],
  [
    'a subtype with an unknown argument',
    changed(queue, ['requestParameters', 'Colour'], 'a'),
    'unverified',
    'XI-SUB',
    '/requestParameters/Colour',
  ],
].map(([what, integration, level, fact, at]) => [
  `integration: ${what}`,
  route(integration as Json),
  level,
  fact,
  at === '..' ? operationAt : `${integrationAt}${at}`,
]) as Case[];

const mappings: Case[] = [
  [
    'a REST target',
    { 'integration.request.header.a': 'b' },
    'unverified',
    'PM-GRAMMAR',
    'integration.request.header.a',
  ],
  ['an unknown target', { 'replace:header.a': 'b' }, 'error', 'PM-GRAMMAR', 'replace:header.a'],
  ['a response target', { 'overwrite:statuscode': '200' }, 'error', 'PM-GRAMMAR', 'overwrite:statuscode'],
  [
    'a reserved header',
    { 'overwrite:header.AUTHORIZATION': 'b' },
    'error',
    'PM-RESERVED',
    'overwrite:header.AUTHORIZATION',
  ],
  ['a reserved prefix', { 'append:header.x-amz-a': 'b' }, 'error', 'PM-RESERVED', 'append:header.x-amz-a'],
  ['removal of a reserved header', { 'remove:header.Origin': "''" }, 'error', 'PM-RESERVED', 'remove:header.Origin'],
  ['an empty value', { 'append:header.a': '' }, 'unverified', 'NM-MAPV', 'append:header.a'],
  ['513 characters', { 'append:header.a': 'x'.repeat(513) }, 'unverified', 'NM-MAPV', 'append:header.a'],
  ['a REST value', { 'append:header.a': 'method.request.header.b' }, 'unverified', 'PM-GRAMMAR', 'append:header.a'],
  ['a quoted constant', { 'append:header.a': "'b'" }, 'unverified', 'PM-GRAMMAR', 'append:header.a'],
  [
    'a value of the response',
    { 'append:header.a': '$response.header.b' },
    'unverified',
    'PM-GRAMMAR',
    'append:header.a',
  ],
  ['a filter on the body', { 'append:header.a': '$request.body.a[?(@.b)]' }, 'error', 'PV-BODY', 'append:header.a'],
  ['a search in the body', { 'append:header.a': '${request.body..a}-b' }, 'error', 'PV-BODY', 'append:header.a'],
  [
    'a value within text without braces',
    { 'append:header.a': 'b-$request.header.c' },
    'unverified',
    'PV-MIX',
    'append:header.a',
  ],
  ['a removal with a value', { 'remove:header.a': 'b' }, 'unverified', 'PV-REMOVE', 'remove:header.a'],
].map(([what, value, level, fact, key]) => [
  `mapping: ${what}`,
  route({ ...proxy, requestParameters: value as Json }),
  level,
  fact,
  `${integrationAt}/requestParameters/${key}`,
]) as Case[];

const responseMappings: Case[] = [
  ['a status pattern', { '4\\d{2}': { 'append:header.a': 'b' } }, 'error', 'PM-STATUS', '4\\d{2}'],
  ['the status 600', { '600': { 'append:header.a': 'b' } }, 'error', 'PM-STATUS', '600'],
  ['the key default', { default: { 'append:header.a': 'b' } }, 'error', 'PM-STATUS', 'default'],
  [
    'a REST target',
    { '200': { 'method.response.header.a': 'b' } },
    'unverified',
    'PM-GRAMMAR',
    '200/method.response.header.a',
  ],
  [
    'a CORS header',
    { '200': { 'append:header.Access-Control-Allow-Origin': 'b' } },
    'error',
    'PM-RESERVED',
    '200/append:header.Access-Control-Allow-Origin',
  ],
  ['a query string', { '200': { 'append:querystring.a': 'b' } }, 'error', 'PM-GRAMMAR', '200/append:querystring.a'],
].map(([what, value, level, fact, key]) => [
  `response mapping: ${what}`,
  route({ ...proxy, responseParameters: value as Json }),
  level,
  fact,
  `${integrationAt}/responseParameters/${key}`,
]) as Case[];

describe('a definition that imports', () => {
  it.each([
    ['no paths', document({})],
    ['a Lambda function', route(lambda)],
    ['an HTTP backend', route(proxy)],
    ['an AWS service', route(queue)],
    ['a payload format that YAML made a number', route({ ...lambda, payloadFormatVersion: 2 })],
    ['lower-case types', route({ ...lambda, type: 'aws_proxy' })],
    ['a Lambda authorizer', withAuthorizer(request)],
    [
      'identity sources in a list',
      withAuthorizer({ ...request, identitySource: ['$request.header.a', '$context.routeKey'] }),
    ],
    ['a JWT authorizer', jwtScheme(jwt, [{ one: ['read', 'write'] }])],
    ['an IAM scheme', withScheme(iamScheme)],
    ['keys of others', changed(route(lambda, { 'x-codegen': 1 }), ['x-logo'], 'a')],
    [
      'what ImportApi fills in itself',
      route({ ...lambda, uri: functionArn.replace('111122223333', '${AWS::AccountId}') }),
    ],
    ['a stage variable', route({ ...proxy, uri: 'https://${stageVariables.host}/a' })],
    ['an open route, said so', route(lambda, { security: [], 'x-amazon-apigateway-auth': { type: 'none' } })],
    ['an empty root security', changed(route(lambda), ['security'], [])],
  ])('says nothing about %s', (_, root) => {
    expect(said(root)).toEqual([]);
  });
});

describe('a definition with one thing in it', () => {
  const cases = [
    ...wholeDocument,
    ...cors,
    ...routes,
    ...security,
    ...authorizers,
    ...integrations,
    ...mappings,
    ...responseMappings,
  ];
  it.each(cases)('%s', (_, root, level, fact, at) => {
    expect(said(root)).toContain(`${level} ${fact} ${at}`);
    const others = said(root).filter((line) => line !== `${level} ${fact} ${at}`);
    expect(others.filter((line) => !line.startsWith('info '))).toEqual([]);
  });
});

describe('a warning that nobody documented', () => {
  it('says so', () => {
    const { warnings } = imported(route({ type: 'mock' })).messages;
    expect(warnings[0]?.text).toBe(
      'HTTP APIs have no integrations of type "mock". How ImportApi reacts is not documented.',
    );
  });

  it('is not mixed up with one that AWS is known to give', () => {
    const { warnings } = imported(route({ ...lambda, type: 'AWS' })).messages;
    expect(warnings[0]).toMatchObject({ text: 'HTTP APIs do not support integrations of type AWS.', evidence: 'D' });
  });
});

describe('a reference that leads nowhere', () => {
  const schema = (reference: string) => ({
    responses: { 200: { description: 'ok', content: { 'application/json': { schema: { $ref: reference } } } } },
  });

  it('is told in the words of AWS', () => {
    const { warnings } = imported(
      document({ '/test': { get: operation(lambda, schema('#/components/schemas/M')) } }),
    ).messages;
    const text =
      "Parse issue: attribute paths.'/test'(get).responses.200.content.schema.#/components/schemas/M is missing";
    expect(warnings).toMatchObject([{ text, fact: 'IM-W-REF', evidence: 'V' }]);
  });

  it('is none when it leads somewhere, through escapes too', () => {
    const root = document({ '/{a}~b': { parameters: [{ name: 'a', in: 'path', required: true }] } });
    const target = changed(root, ['components', 'schemas', 'a/b'], {});
    const using = changed(target, ['components', 'schemas', 'c'], {
      allOf: [{ $ref: '#/components/schemas/a~1b' }, { $ref: '#/paths/~1%7Ba%7D~0b' }],
    });
    expect(said(using).filter((line) => line.includes('IM-W-REF'))).toEqual([]);
  });

  it('is not followed out of the file', () => {
    expect(said(route(lambda, schema('https://example.com/m.json')))).toEqual([
      `unverified IM-W-REF ${operationAt}/responses/200/content/application~1json/schema/$ref`,
    ]);
  });

  it('is data within an example, and a property may be called example', () => {
    const schemas = {
      A: { example: { $ref: '#/gone' }, properties: { example: { $ref: '#/components/schemas/Gone' } } },
    };
    const lines = said(changed(route(lambda), ['components', 'schemas'], schemas));
    expect(lines.filter((line) => line.includes('IM-W-REF'))).toEqual([
      'warning IM-W-REF /components/schemas/A/properties/example/$ref',
    ]);
  });
});

describe('the API that is read', () => {
  it.each<[string, JsonObject, unknown]>([
    ['is closed by IAM through a scheme', withScheme(iamScheme), { kind: 'iam' }],
    [
      'is closed by IAM through the auth extension',
      route(lambda, { 'x-amazon-apigateway-auth': { type: 'aws_iam' } }),
      { kind: 'iam' },
    ],
    ['keeps scopes', jwtScheme(jwt, [{ one: ['read'] }]), { kind: 'authorizer', name: 'one', scopes: ['read'] }],
    [
      'stays closed when the scheme is missing',
      route(lambda, { security: [{ gone: [] }] }),
      { kind: 'authorizer', name: 'gone', scopes: [] },
    ],
    [
      'stays closed when the authorizer is no good',
      withAuthorizer({ type: 'token' }),
      { kind: 'authorizer', name: 'one', scopes: [] },
    ],
    [
      'stays closed when only an API key is asked for',
      withScheme({ type: 'apiKey' }),
      { kind: 'authorizer', name: 'one', scopes: [] },
    ],
    [
      'stays closed when it is said to be open, too',
      changed(jwtScheme(), ['paths', '/orders', 'get', 'x-amazon-apigateway-auth'], { type: 'NONE' }),
      { kind: 'authorizer', name: 'one', scopes: [] },
    ],
    ['is open without security', route(lambda), { kind: 'none' }],
  ])('%s', (_, root, authorization) => {
    expect(imported(root).httpApi.routes[0]?.authorization).toEqual(authorization);
  });

  it('leaves out routes without an integration that HTTP APIs have', () => {
    const paths = { '/a': { get: operation({ type: 'mock' }), put: operation(undefined), post: operation(lambda) } };
    expect(imported(document(paths)).httpApi.routes.map(({ key }) => key)).toEqual([{ method: 'POST', path: '/a' }]);
  });

  it('leaves out authorizers that HTTP APIs do not have', () => {
    expect(imported(withAuthorizer({ type: 'token' })).httpApi.authorizers).toEqual([]);
  });

  it('takes the timeout of AWS where none is written', () => {
    expect(imported(route(lambda)).httpApi.routes[0]?.integration.timeoutInMillis).toBe(30_000);
  });

  it('finds the issuer of an openIdConnect scheme behind its url', () => {
    const scheme = {
      type: 'openIdConnect',
      openIdConnectUrl: 'https://issuer.example.com/a/.well-known/openid-configuration',
      'x-amazon-apigateway-authorizer': changed(jwt, ['jwtConfiguration', 'issuer'], undefined),
    };
    const { httpApi, messages } = imported(withScheme(scheme));
    expect(messages.errors).toEqual([]);
    expect(httpApi.authorizers[0]).toMatchObject({ kind: 'jwt', issuer: { text: 'https://issuer.example.com/a' } });
  });

  it('gives routes that share an integration the same one, and others their own', () => {
    const shared = { $ref: '#/components/x-amazon-apigateway-integrations/one' };
    const paths = { '/a': { get: operation(shared), put: operation(shared), post: operation(lambda) } };
    const { httpApi, messages } = imported(
      changed(document(paths), ['components', 'x-amazon-apigateway-integrations', 'one'], lambda),
    );
    const [get, put, post] = httpApi.routes.map(({ integration }) => integration);
    expect(messages).toEqual({ info: [], warnings: [], errors: [] });
    expect(get).toBe(put);
    expect(post).not.toBe(get);
    expect(post).toEqual(get);
  });

  it('is empty for Swagger 2.0', () => {
    const { httpApi } = imported({
      swagger: '2.0',
      info: { title: 'a', version: '1' },
      paths: { '/a': { get: operation(lambda) } },
    });
    expect(httpApi.routes).toEqual([]);
  });

  it('does not take the base path into its routes', () => {
    const root = changed(route(lambda), ['servers'], [{ url: 'https://a.example.com/v1' }]);
    expect(imported(root).httpApi.routes[0]?.key).toEqual({ method: 'GET', path: '/orders' });
  });
});

describe('a message', () => {
  const textsOf = (root: JsonObject) =>
    Object.values(imported(root).messages)
      .flat()
      .map(({ text }) => text);

  it.each([
    ['x-amazon-apigateway-policy', 'HTTP APIs have no resource policy; callers that it keeps out would get in.'],
    ['x-amazon-apigateway-endpoint-access-mode', 'HTTP APIs have no endpoint access mode.'],
    ['x-amazon-apigateway-security-policy', 'HTTP APIs have no security policy of their own.'],
  ])('says in plain words what is lost without %s', (key, text) => {
    expect(textsOf(changed(route(lambda), [key], {}))).toEqual([expect.stringContaining(`${key}: ${text}`)]);
  });

  it.each(['$ecret', "'secret'", 'secret', 'method.request.header.a,secret'])(
    'does not repeat the constant %s',
    (value) => {
      const requestParameters = { 'overwrite:header.a': value };
      expect(textsOf(route({ ...proxy, requestParameters })).join()).not.toContain(value);
    },
  );

  it('asks for the id of the VPC link of a function, too', () => {
    expect(said(route({ ...lambda, connectionType: 'VPC_LINK' }))).toEqual([
      `unverified XI-CONNT ${integrationAt}/connectionType`,
      `error XI-CONNT ${integrationAt}`,
    ]);
  });
});

describe('placeholders', () => {
  it.each([
    ['CloudFormation or SAM', { Ref: 'Name' }],
    ['CloudFormation or SAM', '${AWS::StackName}'],
    ['Terraform', '${var.name}'],
    ['the Serverless Framework', '${self:custom.name}'],
    ['Terraform or CloudFormation (Fn::Sub)', '${name}'],
    ['its template engine', '{{ name }}'],
  ])('of %s are told once, at the first', (engine, value) => {
    const root = changed(route({ ...lambda, uri: value }), ['info', 'title'], value);
    const { info, warnings, errors } = imported(root).messages;
    expect(info).toHaveLength(1);
    expect(info[0]).toMatchObject({
      at: '/info/title',
      text: expect.stringContaining(`render it with ${engine} first`),
    });
    expect([warnings, errors]).toEqual([[], []]);
  });

  it('are read from the short tags of YAML, and kept', () => {
    const root = route({ ...lambda, uri: { 'Fn::GetAtt': ['Orders', 'Arn'] } });
    expect(imported(root, 'yaml').httpApi.routes[0]?.integration).toMatchObject({
      uri: { text: '${Orders.Arn}', raw: { 'Fn::GetAtt': ['Orders', 'Arn'] } },
    });
  });

  it('of API Gateway itself are not meant', () => {
    const requestParameters = { 'overwrite:header.a': '${request.header.b}-${context.stage}-${stageVariables.c}' };
    expect(said(route({ ...proxy, requestParameters }))).toEqual([]);
  });
});

describe('quotas', () => {
  const many = (count: number) =>
    document(
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`/${index}`, { get: operation(lambda) }])),
    );

  it('allow 300 routes', () => {
    expect(said(many(300))).toEqual([]);
  });

  it('count routes and integrations beyond', () => {
    expect(said(many(301))).toEqual(['warning Q-ROUTES /paths', 'error Q-INTEG /paths']);
  });
});
