import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convert } from '../../../src/convert/convert.js';
import { type Json, type JsonObject, noDecisions, type Requirement, routeKey } from '../../../src/model/index.js';
import { readRestApi } from '../../../src/openapi/rest/read-rest-api.js';
import { apiOf, at, body, documentOf, failureOf, method, sam } from './templates.js';

const token = { FunctionArn: { 'Fn::GetAtt': ['Check', 'Arn'] } };
const auth = { DefaultAuthorizer: 'Mine', Authorizers: { Mine: token } };

/** What each method asks for, as `kind scheme`. */
async function accessOf(template: JsonObject): Promise<Record<string, string[]>> {
  const { operations } = await apiOf(template);
  const text = ({ kind, scheme }: Requirement) => `${kind} ${scheme}`;
  return Object.fromEntries(
    operations.map(({ route, access }) => [routeKey(route), access.requirements.map(text).sort()]),
  );
}

describe('Auth of SAM decides who may call', () => {
  const two = { '/a': { get: method(), post: method({ security: [{ NONE: [] }] }) } };
  const options = { '/a': { get: method(), options: method() } };
  const cases: { name: string; properties: JsonObject; access: Record<string, string[]> }[] = [
    {
      name: 'the default authorizer holds for methods that name none, and NONE opens one',
      properties: { DefinitionBody: body(two), Auth: auth },
      access: { 'GET /a': ['authorizer Mine'], 'POST /a': [] },
    },
    {
      name: 'a method that names another authorizer of Auth keeps it',
      properties: {
        DefinitionBody: body({ '/a': { get: method({ security: [{ Other: [] }] }) } }),
        Auth: { ...auth, Authorizers: { Mine: token, Other: token } },
      },
      access: { 'GET /a': ['authorizer Other'] },
    },
    {
      name: 'an authorizer that only the body has does not replace the default: both stand there',
      properties: {
        DefinitionBody: {
          swagger: '2.0',
          info: { title: 't', version: '1' },
          securityDefinitions: {
            Body: {
              type: 'apiKey',
              in: 'header',
              name: 'A',
              'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: 'u' },
            },
          },
          paths: { '/a': { get: method({ security: [{ Body: [] }] }) } },
        },
        Auth: auth,
      },
      access: { 'GET /a': ['unresolved Body', 'unresolved Mine'] },
    },
    {
      name: 'IAM needs no definition',
      properties: { Auth: { DefaultAuthorizer: 'AWS_IAM' } },
      access: { 'GET /a': ['iam AWS_IAM'] },
    },
    {
      name: 'an API key comes beside the authorizer',
      properties: { Auth: { ...auth, ApiKeyRequired: true } },
      access: { 'GET /a': ['api-key api_key', 'authorizer Mine'] },
    },
    {
      name: 'OPTIONS methods are protected too',
      properties: { DefinitionBody: body(options), Auth: { ...auth, ApiKeyRequired: true } },
      access: {
        'GET /a': ['api-key api_key', 'authorizer Mine'],
        'OPTIONS /a': ['api-key api_key', 'authorizer Mine'],
      },
    },
    {
      name: 'unless Auth leaves preflights out',
      properties: {
        DefinitionBody: body(options),
        Auth: {
          ...auth,
          ApiKeyRequired: true,
          AddDefaultAuthorizerToCorsPreflight: false,
          AddApiKeyRequiredToCorsPreflight: false,
        },
      },
      access: { 'GET /a': ['api-key api_key', 'authorizer Mine'], 'OPTIONS /a': [] },
    },
    {
      name: 'preflights of Cors are protected like all others',
      properties: { Cors: "'*'", Auth: auth },
      access: { 'GET /a': ['authorizer Mine'], 'OPTIONS /a': ['authorizer Mine'] },
    },
    {
      name: 'schemes of an OpenAPI 3.0 body are gone when Auth adds some',
      properties: {
        DefinitionBody: body(
          { '/a': { get: method({ security: [{ Body: [] }] }) } },
          { components: { securitySchemes: { Body: { type: 'apiKey', in: 'header', name: 'x-api-key' } } } },
        ),
        Auth: { ApiKeyRequired: true },
      },
      access: { 'GET /a': ['api-key api_key', 'unresolved Body'] },
    },
    { name: 'no Auth adds nothing', properties: {}, access: { 'GET /a': [] } },
  ];
  it.each(cases)('$name', async ({ properties, access }) => {
    expect(await accessOf(sam(properties))).toEqual(access);
  });

  it('Globals add to the properties of the API, whose own values win', async () => {
    const template = sam(
      { Auth: { DefaultAuthorizer: 'Mine' } },
      { Globals: { Api: { Auth: { ...auth, DefaultAuthorizer: 'AWS_IAM' } } } },
    );
    expect(await accessOf(template)).toEqual({ 'GET /a': ['authorizer Mine'] });
  });
});

describe('what of Auth only CloudFormation can tell leaves it unknown who may call', () => {
  const hidden = { Ref: 'Parameter' };
  const cases: { name: string; value: Json }[] = [
    { name: 'all of it', value: { 'Fn::If': ['C', auth, { Ref: 'AWS::NoValue' }] } },
    { name: 'the default authorizer', value: { ...auth, DefaultAuthorizer: hidden } },
    { name: 'a default authorizer that nobody defines', value: { DefaultAuthorizer: 'Mine' } },
    { name: 'the authorizers', value: { ...auth, Authorizers: hidden } },
    { name: 'one of the authorizers', value: { ...auth, Authorizers: { Mine: hidden } } },
    { name: 'the API key', value: { ApiKeyRequired: hidden } },
    { name: 'a word that is not known', value: { Novelty: true } },
  ];
  it.each(cases)('$name', async ({ value }) => {
    expect(Object.values(await accessOf(sam({ Auth: value })))).toEqual([[expect.stringMatching(/^unresolved/)]]);
  });

  it('also for preflights alone', async () => {
    const Auth = { ...auth, AddDefaultAuthorizerToCorsPreflight: hidden };
    const access = await accessOf(sam({ Cors: "'*'", Auth }));
    expect(access).toEqual({ 'GET /a': ['authorizer Mine'], 'OPTIONS /a': [expect.stringMatching(/^unresolved/)] });
  });

  it('never opens a method that a default authorizer protects', async () => {
    const value = fc.oneof(fc.constant(token), fc.jsonValue({ maxDepth: 2 }));
    const keys = [
      'Authorizers',
      'AddDefaultAuthorizerToCorsPreflight',
      'ApiKeyRequired',
      'InvokeRole',
      'UsagePlan',
      'New',
    ];
    const auths = fc.record({
      DefaultAuthorizer: fc.oneof(fc.constantFrom('Mine', 'AWS_IAM'), fc.string({ minLength: 1 }), fc.constant(hidden)),
      more: fc.dictionary(fc.constantFrom(...keys), fc.oneof(fc.record({ Mine: value }), value)),
    });
    await fc.assert(
      fc.asyncProperty(auths, async ({ DefaultAuthorizer, more }) => {
        const api = await apiOf(sam({ Auth: { ...more, DefaultAuthorizer } as JsonObject }));
        const { routes } = convert(api, noDecisions()).httpApi;
        expect(routes.filter(({ authorization }) => authorization.kind === 'none')).toEqual([]);
      }),
    );
  });
});

describe('authorizers of Auth become security schemes', () => {
  const scheme = (authorizer: JsonObject) =>
    at(documentOf(sam({ Auth: { Authorizers: { Mine: authorizer } } })).root, '/components/securitySchemes/Mine');
  const invocations = (name: string) => ({
    'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${name}/invocations`,
  });

  it('a TOKEN authorizer reads one header', () => {
    const Identity = { Header: 'X-Token', ValidationExpression: '^x', ReauthorizeEvery: 0 };
    expect(scheme({ ...token, Identity, FunctionInvokeRole: 'arn:role' })).toMatchObject({
      name: 'X-Token',
      'x-amazon-apigateway-authorizer': {
        type: 'token',
        authorizerUri: invocations('${Check.Arn}'),
        authorizerCredentials: 'arn:role',
        authorizerResultTtlInSeconds: 0,
        identityValidationExpression: '^x',
      },
    });
  });

  it('a REQUEST authorizer reads several places', () => {
    const Identity = { Headers: ['A', 'B'], QueryStrings: ['q'], StageVariables: ['v'], Context: ['c'] };
    expect(scheme({ ...token, FunctionPayloadType: 'REQUEST', Identity })).toMatchObject({
      name: 'Unused',
      'x-amazon-apigateway-authorizer': {
        type: 'request',
        identitySource:
          'method.request.header.A, method.request.header.B, method.request.querystring.q, stageVariables.v, context.c',
      },
    });
  });

  it('a user pool makes a Cognito authorizer', () => {
    expect(scheme({ UserPoolArn: { 'Fn::GetAtt': ['Pool', 'Arn'] } })).toMatchObject({
      name: 'Authorization',
      'x-amazon-apigateway-authorizer': {
        type: 'cognito_user_pools',
        providerARNs: [{ 'Fn::GetAtt': ['Pool', 'Arn'] }],
      },
    });
  });

  it('a function that only CloudFormation knows stays one', () => {
    const FunctionArn = { 'Fn::ImportValue': 'Shared' };
    expect(scheme({ FunctionArn })).toMatchObject({
      'x-amazon-apigateway-authorizer': {
        authorizerUri: { 'Fn::Sub': [invocations('${FunctionArn}')['Fn::Sub'], { FunctionArn }] },
      },
    });
  });

  it.each<[string, JsonObject]>([
    ['an identity', { ...token, Identity: { 'Fn::If': ['C', {}, {}] } }],
    [
      'a header of a REQUEST authorizer',
      { ...token, FunctionPayloadType: 'REQUEST', Identity: { Headers: [{ Ref: 'H' }] } },
    ],
    ['a word that is not known', { ...token, Novelty: 1 }],
  ])('%s that cannot be read is told as unknown', async (_, authorizer) => {
    const { unrecognised } = await apiOf(sam({ Auth: { Authorizers: { Mine: authorizer } } }));
    expect(unrecognised.map(({ at: place }) => place)).toEqual([
      expect.stringContaining('/components/securitySchemes/Mine'),
    ]);
  });
});

describe('events of functions with OverrideApiAuth', () => {
  const template = (event: JsonObject, Auth: JsonObject = auth) =>
    sam(
      { Auth },
      {
        Resources: {
          F: {
            Type: 'AWS::Serverless::Function',
            Properties: {
              Events: {
                E: { Type: 'Api', Properties: { RestApiId: { Ref: 'Api' }, Path: '/a', Method: 'GET', Auth: event } },
              },
            },
          },
        },
      },
    );

  it.each<[string, JsonObject, string[]]>([
    ['open their method', { OverrideApiAuth: true, Authorizer: 'NONE' }, []],
    ['ask for IAM', { OverrideApiAuth: true, Authorizer: 'AWS_IAM' }, ['iam AWS_IAM']],
    ['add an API key', { OverrideApiAuth: true, ApiKeyRequired: true }, ['api-key api_key', 'authorizer Mine']],
    ['change nothing without it', { Authorizer: 'NONE' }, ['authorizer Mine']],
  ])('%s', async (_, event, access) => {
    expect(await accessOf(template(event))).toEqual({ 'GET /a': access });
  });

  it('may name the API by its logical id', async () => {
    const properties = {
      RestApiId: 'Api',
      Path: '/a',
      Method: 'any',
      Auth: { OverrideApiAuth: true, Authorizer: 'AWS_IAM' },
    };
    const F = {
      Type: 'AWS::Serverless::Function',
      Properties: { Events: { E: { Type: 'Api', Properties: properties } } },
    };
    const DefinitionBody = body({ '/a': { 'x-amazon-apigateway-any-method': method() } });
    expect(await accessOf(sam({ DefinitionBody }, { Resources: { F } }))).toEqual({ 'ANY /a': ['iam AWS_IAM'] });
  });

  it('take the API key of the API away', async () => {
    const event = { OverrideApiAuth: true, ApiKeyRequired: false };
    expect(await accessOf(template(event, { ApiKeyRequired: true }))).toEqual({ 'GET /a': [] });
  });

  it('leave it unknown who may call when they cannot be read', async () => {
    const access = await accessOf(template({ OverrideApiAuth: true, Authorizer: { Ref: 'Name' } }));
    expect(access['GET /a']?.some((one) => one.startsWith('unresolved'))).toBe(true);
  });
});

describe('methods that share a YAML node', () => {
  const template = (paths: string, event: string) => `Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: {Events: {E: {Type: Api, Properties: ${event}}}}
  Api:
    Type: AWS::Serverless::Api
    Properties:
      Auth: {ApiKeyRequired: true}
      DefinitionBody:
        openapi: 3.0.1
        info: {title: t, version: '1'}
        paths: ${paths}
`;

  it('are protected each by itself', async () => {
    const event =
      '{RestApiId: !Ref Api, Path: /a, Method: get, Auth: {OverrideApiAuth: true, ApiKeyRequired: false, Authorizer: AWS_IAM}}';
    const paths = '{/a: &a {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: u}}}, /b: *a}';
    const { operations } = await readRestApi(documentOf(template(paths, event)));
    expect(operations.map(({ access }) => access.requirements.map(({ kind }) => kind))).toEqual([['iam'], ['api-key']]);
  });

  it('and never without end', () => {
    expect(failureOf(template('&p {/a: {get: *p}}', '{}'))).toMatchObject({
      kind: 'input',
      message: expect.stringContaining('alias'),
    });
  });
});

describe('Cors of SAM adds preflights', () => {
  const headersOf = (properties: JsonObject, path = '~1a') =>
    at(
      documentOf(sam(properties)).root,
      `/paths/${path}/options/x-amazon-apigateway-integration/responses/default/responseParameters`,
    );
  const header = (name: string) => `method.response.header.Access-Control-Allow-${name}`;

  it('with the methods of the path where none are named', () => {
    expect(headersOf({ Cors: "'https://a.example.com'" })).toEqual({
      [header('Origin')]: "'https://a.example.com'",
      [header('Methods')]: "'GET,OPTIONS'",
    });
  });

  it('with all methods for ANY, and everybody as origin where none is named', () => {
    const DefinitionBody = body({ '/a': { 'x-amazon-apigateway-any-method': method() } });
    expect(
      headersOf({ DefinitionBody, Cors: { AllowHeaders: "'X'", MaxAge: "'0'", AllowCredentials: false } }),
    ).toEqual({
      [header('Origin')]: "'*'",
      [header('Headers')]: "'X'",
      'method.response.header.Access-Control-Max-Age': "'0'",
      [header('Methods')]: "'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT'",
    });
  });

  it('but not where the path has one, and once for a path and the same with a slash', () => {
    const own = method({ operationId: 'own' });
    const paths = { '/a': { options: own }, '/b': { get: method() }, '/b/': { post: method() } };
    const { root } = documentOf(sam({ DefinitionBody: body(paths), Cors: "'*'" }));
    expect(at(root, '/paths/~1a/options')).toEqual(own);
    expect(at(root, '/paths/~1b/options')).toBeDefined();
    expect(at(root, '/paths/~1b~1/options')).toBeUndefined();
  });

  it('and is told as unknown when it cannot be read', async () => {
    const { unrecognised } = await apiOf(sam({ Cors: { AllowOrigin: "'*'", Novelty: 1 } }));
    expect(unrecognised).toEqual([{ at: '/Cors', key: 'Cors' }]);
  });
});

describe('other properties of SAM are written into the definition', () => {
  it('gateway responses, with their prefixes', () => {
    const GatewayResponses = {
      UNAUTHORIZED: {
        StatusCode: 403,
        ResponseParameters: { Headers: { A: "'x'" } },
        ResponseTemplates: { 'text/plain': 'no' },
      },
    };
    expect(
      at(documentOf(sam({ GatewayResponses })).root, '/x-amazon-apigateway-gateway-responses/UNAUTHORIZED'),
    ).toEqual({
      statusCode: '403',
      responseParameters: { 'gatewayresponse.header.A': "'x'" },
      responseTemplates: { 'text/plain': 'no' },
    });
  });

  it('binary media types, models, and a disabled endpoint in every server', () => {
    const { root } = documentOf(
      sam({ BinaryMediaTypes: ['image~1png'], Models: { Pet: { type: 'object' } }, DisableExecuteApiEndpoint: true }),
    );
    expect(root['x-amazon-apigateway-binary-media-types']).toEqual(['image/png']);
    expect(at(root, '/components/schemas/pet')).toEqual({ type: 'object' });
    expect(root['servers']).toEqual([
      { 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true } },
    ]);
  });

  it('a resource policy, beside that of the body', () => {
    const own = { Effect: 'Deny', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
    const DefinitionBody = body(
      { '/a/{id}': { get: method() } },
      { 'x-amazon-apigateway-policy': { Version: '2012-10-17', Statement: own } },
    );
    const custom = { ...own, Effect: 'Allow' };
    const ResourcePolicy = { IpRangeWhitelist: ['10.0.0.0/8'], CustomStatements: [custom] };
    const resources = ['execute-api:/live/GET/a/*'];
    const everybody = { Action: 'execute-api:Invoke', Resource: resources, Principal: '*' };
    expect(
      at(documentOf(sam({ DefinitionBody, Auth: { ResourcePolicy } })).root, '/x-amazon-apigateway-policy/Statement'),
    ).toEqual([
      own,
      { Effect: 'Allow', ...everybody },
      { Effect: 'Deny', ...everybody, Condition: { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } } },
      custom,
    ]);
  });

  it('a policy that only CloudFormation knows still counts as one', async () => {
    const { settings } = await apiOf(
      sam({ Auth: { ResourcePolicy: { 'Fn::If': ['C', {}, { Ref: 'AWS::NoValue' }] } } }),
    );
    expect(settings.map(({ kind }) => kind)).toContain('resource-policy');
  });
});
