import { describe, expect, it } from 'vitest';
import type { MethodItem, RestApiState } from '../../../src/local-aws/rest/control-plane.js';
import {
  createRestApi,
  importRestApi,
  putRestApi,
  type RestImportOutcome,
  type RestImportRequest,
} from '../../../src/local-aws/rest/import-rest-api.js';
import type { JsonObject } from '../../../src/model/index.js';
import { countingWorld } from '../world.js';

const lambda =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:f/invocations';
const mock = { type: 'mock', responses: { default: { statusCode: '200' } } };

function definition(paths: JsonObject, more: JsonObject = {}): string {
  return JSON.stringify({ openapi: '3.0.1', info: { title: 'Books', version: '1' }, paths, ...more });
}

function operation(more: JsonObject, integration: JsonObject = mock): JsonObject {
  return { responses: { 200: { description: 'ok' } }, 'x-amazon-apigateway-integration': integration, ...more };
}

const imported = (body: string, more: Partial<RestImportRequest> = {}) =>
  importRestApi({ body, ...more }, countingWorld());

function madeOf(outcome: RestImportOutcome) {
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  return outcome;
}

async function stateOf(body: string, more: Partial<RestImportRequest> = {}): Promise<RestApiState> {
  return madeOf(await imported(body, more)).state;
}

async function messageOf(body: string, more: Partial<RestImportRequest> = {}): Promise<string | undefined> {
  const outcome = await imported(body, more);
  return outcome.kind === 'refused' ? outcome.message : undefined;
}

/** The method of `/a`. */
async function methodOf(method: JsonObject, more: JsonObject = {}): Promise<MethodItem | undefined> {
  const { resources } = await stateOf(definition({ '/a': { get: method } }, more));
  return resources.find(({ path }) => path === '/a')?.resourceMethods['GET'];
}

describe('a base path', () => {
  const url = { servers: [{ url: 'https://example.com/a/b/c' }] };
  const variables = {
    servers: [
      { url: 'https://example.com/x' },
      { url: 'https://example.com', variables: { basePath: { default: '/a/b' } } },
      { url: 'https://example.com', variables: { basePath: { default: '/y' } } },
    ],
  };

  it.each<['ignore' | 'prepend' | 'split', JsonObject, string[]]>([
    ['ignore', url, ['/', '/e']],
    ['prepend', url, ['/', '/a', '/a/b', '/a/b/c', '/a/b/c/e']],
    ['split', url, ['/', '/b', '/b/c', '/b/c/e']],
    ['prepend', variables, ['/', '/a', '/a/b', '/a/b/e']],
    ['split', variables, ['/', '/b', '/b/e']],
    ['prepend', {}, ['/', '/e']],
  ])('%s', async (basepath, more, paths) => {
    const { resources } = await stateOf(definition({ '/e': { get: operation({}) } }, more), { basepath });
    expect(resources.map(({ path }) => path)).toEqual(paths);
  });

  it('of Swagger 2.0 that is one segment is gone when it is split', async () => {
    const swagger = {
      swagger: '2.0',
      info: { title: 'a', version: '1' },
      basePath: '/v1',
      paths: { '/e': { get: operation({}) } },
    };
    const { resources } = await stateOf(JSON.stringify(swagger), { basepath: 'split' });
    expect(resources.map(({ path }) => path)).toEqual(['/', '/e']);
  });
});

describe('resources', () => {
  it('are one a segment, with the id of the one above, methods or not', async () => {
    const { api, resources } = await stateOf(
      definition({ '/a/{b}/c': {}, '/a/{b}': { 'x-amazon-apigateway-any-method': operation({}) } }).replace('c+d', 'c'),
    );
    const byPath = new Map(resources.map((one) => [one.path, one]));
    expect(resources.map(({ path, pathPart }) => [path, pathPart])).toEqual([
      ['/', undefined],
      ['/a', 'a'],
      ['/a/{b}', '{b}'],
      ['/a/{b}/c', 'c'],
    ]);
    expect(byPath.get('/')?.id).toBe(api.rootResourceId);
    expect(byPath.get('/a/{b}')?.parentId).toBe(byPath.get('/a')?.id);
    expect(Object.keys(byPath.get('/a/{b}')?.resourceMethods ?? {})).toEqual(['ANY']);
  });

  it.each([
    ['/{a}-{b}', "Unable to create resource at path '/{a}-{b}': Resource's path part only allow"],
    [
      '/{a+}/b',
      "Unable to create resource at path '/{a+}/b': Cannot create a child of a resource with a greedy path variable",
    ],
  ])('cannot be %s', async (path, message) => {
    expect(await messageOf(definition({ [path]: { get: operation({}) } }))).toContain(message);
  });

  it('with two variables in one place are refused', async () => {
    const paths = { '/{a}': { get: operation({}) }, '/{b}/c': { get: operation({}) } };
    expect(await messageOf(definition(paths))).toContain("at path '/{b}': A sibling ({a}) of this resource");
  });
});

describe('authorization', () => {
  const securitySchemes = {
    token: {
      ...{ type: 'apiKey', in: 'header', name: 'X-Token', 'x-amazon-apigateway-authtype': 'custom' },
      'x-amazon-apigateway-authorizer': { type: 'TOKEN', authorizerUri: lambda, authorizerResultTtlInSeconds: 60 },
    },
    pool: {
      ...{ type: 'apiKey', in: 'header', name: 'Authorization', 'x-amazon-apigateway-authtype': 'cognito_user_pools' },
      'x-amazon-apigateway-authorizer': {
        type: 'cognito_user_pools',
        providerARNs: ['arn:aws:cognito-idp:x:1:userpool/y'],
      },
    },
    sigv4: { type: 'apiKey', in: 'header', name: 'Authorization', 'x-amazon-apigateway-authtype': 'awsSigv4' },
    key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
    plain: { type: 'http', scheme: 'basic' },
  };
  const components = { securitySchemes };

  it.each<[string, JsonObject, JsonObject, Partial<MethodItem>]>([
    ['nothing', {}, {}, { authorizationType: 'NONE', apiKeyRequired: false }],
    ['a token authorizer', { security: [{ token: [] }] }, {}, { authorizationType: 'CUSTOM', apiKeyRequired: false }],
    [
      'a user pool with scopes',
      { security: [{ pool: ['a', 'b'] }] },
      {},
      { authorizationType: 'COGNITO_USER_POOLS', authorizationScopes: ['a', 'b'] },
    ],
    ['IAM', { security: [{ sigv4: [] }] }, {}, { authorizationType: 'AWS_IAM' }],
    ['IAM by the extension', { 'x-amazon-apigateway-auth': { type: 'aws_iam' } }, {}, { authorizationType: 'AWS_IAM' }],
    [
      'IAM and a key, exported as alternatives',
      { security: [{ sigv4: [] }, { key: [] }] },
      {},
      { authorizationType: 'AWS_IAM', apiKeyRequired: true },
    ],
    ['a key of the root', {}, { security: [{ key: [] }] }, { authorizationType: 'NONE', apiKeyRequired: true }],
    ['nothing in place of the root', { security: [] }, { security: [{ key: [] }] }, { apiKeyRequired: false }],
    ['a scheme that nobody defined', { security: [{ gone: [] }] }, {}, { authorizationType: 'NONE' }],
    ['plain OpenAPI', { security: [{ plain: [] }] }, {}, { authorizationType: 'NONE' }],
  ])('of %s', async (_name, method, root, expected) => {
    expect(await methodOf(operation(method), { components, ...root })).toMatchObject(expected);
  });

  it('by an authorizer that cannot be made is refused, never opened', async () => {
    const odd = { type: 'apiKey', in: 'header', name: 'a', 'x-amazon-apigateway-authorizer': { type: 'odd' } };
    const body = definition(
      { '/a': { get: operation({ security: [{ odd: [] }] }) } },
      { components: { securitySchemes: { odd } } },
    );
    expect(await messageOf(body)).toContain(
      "Unable to put method 'GET' on resource at path '/a': Invalid authorizer ID",
    );
  });

  it('makes authorizers, by name', async () => {
    const { authorizers } = await stateOf(definition({}, { components }));
    expect(authorizers.map(({ id: _, ...rest }) => rest)).toEqual([
      {
        ...{ name: 'pool', type: 'COGNITO_USER_POOLS', authType: 'cognito_user_pools' },
        ...{
          providerARNs: ['arn:aws:cognito-idp:x:1:userpool/y'],
          identitySource: 'method.request.header.Authorization',
        },
      },
      {
        ...{ name: 'token', type: 'TOKEN', authType: 'custom', authorizerUri: lambda },
        ...{ identitySource: 'method.request.header.X-Token', authorizerResultTtlInSeconds: 60 },
      },
    ]);
  });
});

describe('an integration', () => {
  const http = { type: 'HTTP', httpMethod: 'get', uri: 'https://example.com' };
  const defaults = { passthroughBehavior: 'WHEN_NO_MATCH', timeoutInMillis: 29_000, cacheKeyParameters: [] };

  it.each<[string, JsonObject, JsonObject]>([
    ['of HTTP', http, { type: 'HTTP', httpMethod: 'GET', connectionType: 'INTERNET', ...defaults }],
    [
      'through a VPC link',
      { ...http, type: 'http_proxy', connectionType: 'VPC_LINK', connectionId: 'link' },
      { type: 'HTTP_PROXY', connectionType: 'VPC_LINK', connectionId: 'link' },
    ],
    [
      'of Lambda',
      { type: 'aws_proxy', httpMethod: 'POST', uri: lambda, credentials: 'arn:role', timeoutInMillis: 1000 },
      { type: 'AWS_PROXY', uri: lambda, credentials: 'arn:role', timeoutInMillis: 1000 },
    ],
    [
      'with a cache and binary content',
      {
        ...http,
        cacheNamespace: 'n',
        cacheKeyParameters: ['method.request.path.a'],
        contentHandling: 'convert_to_text',
      },
      { cacheNamespace: 'n', cacheKeyParameters: ['method.request.path.a'], contentHandling: 'CONVERT_TO_TEXT' },
    ],
    [
      'with responses by status, of integer statuses too',
      {
        ...http,
        responses: {
          default: { statusCode: 200 },
          '4\\d{2}': { statusCode: 404, responseTemplates: { 'text/plain': null } },
        },
      },
      {
        integrationResponses: {
          200: { statusCode: '200' },
          404: { statusCode: '404', selectionPattern: '4\\d{2}', responseTemplates: { 'text/plain': null } },
        },
      },
    ],
  ])('%s', async (_name, integration, expected) => {
    const method = await methodOf(operation({}, integration));
    expect(method?.methodIntegration).toMatchObject(expected);
  });

  it('that is a mock has no address, method or connection', async () => {
    const method = await methodOf(
      operation({}, { ...mock, httpMethod: 'POST', uri: 'https://example.com', connectionType: 'INTERNET' }),
    );
    expect(Object.keys(method?.methodIntegration ?? {}).sort()).toEqual([
      'cacheKeyParameters',
      'cacheNamespace',
      'integrationResponses',
      'passthroughBehavior',
      'timeoutInMillis',
      'type',
    ]);
  });

  it('names its cache after its resource', async () => {
    const { resources } = await stateOf(definition({ '/a': { get: operation({}) } }));
    const resource = resources.find(({ path }) => path === '/a');
    expect(resource?.resourceMethods['GET']?.methodIntegration?.cacheNamespace).toBe(resource?.id);
  });

  it.each<[string, JsonObject, string]>([
    ['no verb', { type: 'http', uri: 'https://example.com' }, 'Enumeration value for HttpMethod must be non-empty'],
    ['no address', { ...http, uri: 'nowhere' }, 'Invalid HTTP endpoint specified for URI'],
    ['no ARN', { type: 'aws', httpMethod: 'POST', uri: 'nowhere' }, 'Invalid ARN specified in the request'],
    ['another ARN', { type: 'aws', httpMethod: 'POST', uri: 'arn:aws:iam::1:role/a' }, 'must contain path or action'],
    [
      'a service behind a proxy',
      { type: 'aws_proxy', httpMethod: 'POST', uri: 'arn:aws:apigateway:eu-west-1:s3:path/b/k' },
      "Integrations of type 'AWS_PROXY' currently only supports",
    ],
    [
      'a path variable that is nowhere',
      { ...http, requestParameters: { 'integration.request.path.p': 'method.request.path.proxy' } },
      'Invalid mapping expression parameter specified: method.request.path.proxy',
    ],
    [
      'a query parameter that the method does not declare',
      { ...http, requestParameters: { 'integration.request.header.p': 'method.request.multivaluequerystring.q' } },
      'Invalid mapping expression parameter specified: method.request.multivaluequerystring.q',
    ],
    [
      'a header that the method does not declare',
      {
        ...http,
        responses: { default: { statusCode: '200', responseParameters: { 'method.response.header.X': "'1'" } } },
      },
      'Invalid mapping expression parameter specified: method.response.header.X',
    ],
  ])('with %s is refused', async (_name, integration, message) => {
    const text = await messageOf(definition({ '/a': { get: operation({}, integration) } }));
    expect(text).toMatch(/^Errors found during import:\n\tUnable to put integration /);
    expect(text).toContain(message);
  });

  it('may map a variable of its path that the method does not declare', async () => {
    const integration = { ...http, requestParameters: { 'integration.request.path.p': 'method.request.path.proxy' } };
    expect(await messageOf(definition({ '/{proxy+}': { get: operation({}, integration) } }))).toBeUndefined();
  });

  it('may have its address in a stage variable', async () => {
    const method = await methodOf(operation({}, { ...http, uri: '${stageVariables.host}/a' }));
    expect(method?.methodIntegration?.uri).toBe('${stageVariables.host}/a');
  });
});

describe('a parameter that is no text', () => {
  const integration = {
    ...mock,
    requestParameters: { 'integration.request.header.a': true, 'integration.request.header.b': "'1'" },
  };
  const body = definition(
    { '/a': { 'x-amazon-apigateway-any-method': operation({}, integration) } },
    { servers: [{ url: 'https://example.com/v1' }] },
  );
  const warning =
    "Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.a' of resource '/v1/a' and method 'ANY' but got 'true'";

  it('is left out with a warning', async () => {
    const { state, answer } = madeOf(await imported(body, { basepath: 'prepend' }));
    expect(answer.warnings).toEqual([warning]);
    const method = state.resources.find(({ path }) => path === '/v1/a')?.resourceMethods['ANY'];
    expect(method?.methodIntegration?.requestParameters).toEqual({ 'integration.request.header.b': "'1'" });
  });

  it('stops an import that fails on warnings', async () => {
    const message = await messageOf(body, { basepath: 'prepend', failOnWarnings: true });
    expect(message).toBe(`Warnings found during import:\n\t${warning}`);
  });
});

it('a validator that nobody defined is left out', async () => {
  const method = await methodOf(operation({ 'x-amazon-apigateway-request-validator': 'gone' }));
  expect(method?.requestValidatorId).toBeUndefined();
});

describe('models', () => {
  const schemas = {
    Tree: {
      ...{ type: 'object', required: ['name', 'children'], description: 'A tree', nullable: true },
      properties: {
        name: { type: 'string', example: 'x' },
        children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
      },
    },
    Alias: { $ref: '#/components/schemas/Tree' },
  };

  it('may be circular, and keep what a REST API keeps', async () => {
    const { api, models } = await stateOf(definition({}, { components: { schemas } }));
    const address = `https://apigateway.amazonaws.com/restapis/${api.id}/models/Tree`;
    expect(models.map(({ name, description, schema }) => ({ name, description, schema: JSON.parse(schema) }))).toEqual([
      { name: 'Alias', description: undefined, schema: { $ref: address } },
      {
        ...{ name: 'Tree', description: 'A tree' },
        schema: {
          ...{ type: 'object', required: ['children', 'name'], description: 'A tree' },
          properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: address } } },
        },
      },
    ]);
  });

  it('are named by reference; a schema in place gets a name', async () => {
    const inline = { type: 'array', items: { $ref: '#/components/schemas/Tree' } };
    const content = (schema: JsonObject) => ({ 'application/json': { schema } });
    const requestBody = { $ref: '#/components/requestBodies/TreeBody' };
    const method = await methodOf(
      operation({ requestBody, responses: { 200: { description: 'ok', content: content(inline) } } }),
      {
        components: {
          schemas,
          requestBodies: { TreeBody: { content: content({ $ref: '#/components/schemas/Tree' }) } },
        },
      },
    );
    expect(method?.requestModels).toEqual({ 'application/json': 'Tree' });
    expect(method?.methodResponses?.['200']?.responseModels).toEqual({
      'application/json': expect.stringMatching(/^MODEL[0-9a-f]{6}$/),
    });
  });

  it('hold for all that Swagger 2.0 consumes and produces', async () => {
    const swagger = {
      ...{
        swagger: '2.0',
        info: { title: 'a', version: '1' },
        consumes: ['text/plain'],
        produces: ['application/xml', 'text/csv'],
      },
      definitions: { A: { type: 'object' } },
      paths: {
        '/a': {
          parameters: [{ in: 'body', name: 'b', schema: { $ref: '#/definitions/A' } }],
          get: operation({
            responses: {
              200: { description: 'ok', schema: { $ref: '#/definitions/A' } },
              default: { description: 'no' },
            },
          }),
          post: operation({ consumes: ['a/b', 'c/d'] }),
        },
      },
    };
    const { resources } = await stateOf(JSON.stringify(swagger));
    const methods = resources.find(({ path }) => path === '/a')?.resourceMethods;
    expect(methods?.['GET']?.requestModels).toEqual({ 'text/plain': 'A' });
    expect(methods?.['POST']?.requestModels).toEqual({ 'a/b': 'A', 'c/d': 'A' });
    expect(methods?.['GET']?.methodResponses).toEqual({
      200: { statusCode: '200', responseModels: { 'application/xml': 'A', 'text/csv': 'A' } },
    });
  });

  it('with names that are not alphanumeric are refused', async () => {
    const message = await messageOf(definition({}, { components: { schemas: { 'a-b': { type: 'object' } } } }));
    expect(message).toContain("Unable to create model for 'a-b': Model name must be alphanumeric: a-b");
  });

  it('that are missing give a warning in the words of Swagger 2.0, too', async () => {
    const responses = { 200: { description: 'ok', schema: { $ref: '#/definitions/Gone' } } };
    const swagger = {
      swagger: '2.0',
      info: { title: 'a', version: '1' },
      paths: { '/a': { get: operation({ responses }) } },
    };
    const { answer } = madeOf(await imported(JSON.stringify(swagger)));
    expect(answer.warnings).toEqual(["Reference to model 'Gone' not found. Ignoring."]);
  });

  it('that are missing give a warning', async () => {
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Gone' } } };
    const { answer } = madeOf(
      await imported(definition({ '/a': { get: operation({ responses: { 200: { description: 'ok', content } } }) } })),
    );
    expect(answer.warnings).toEqual([
      "Parse issue: attribute paths.'/a'(get).responses.200.content.schema.#/components/schemas/Gone is missing",
    ]);
  });
});

describe('the API itself', () => {
  it('has what the definition says, and AWS defaults', async () => {
    const root = {
      'x-amazon-apigateway-binary-media-types': ['image/png'],
      'x-amazon-apigateway-minimum-compression-size': 100,
      'x-amazon-apigateway-api-key-source': 'AUTHORIZER',
      'x-amazon-apigateway-policy': { Version: '2012-10-17' },
      servers: [
        {
          url: 'https://example.com',
          'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true, vpcEndpointIds: ['v'] },
        },
      ],
    };
    const { api } = await stateOf(definition({}, root), { endpointTypes: ['PRIVATE'] });
    expect(api).toEqual({
      ...{
        id: expect.any(String),
        rootResourceId: expect.any(String),
        name: 'Books',
        version: '1',
        createdDate: 1_704_067_200,
      },
      ...{ binaryMediaTypes: ['image/png'], minimumCompressionSize: 100, apiKeySource: 'AUTHORIZER' },
      policy: '{\\"Version\\":\\"2012-10-17\\"}',
      disableExecuteApiEndpoint: true,
      endpointConfiguration: { types: ['PRIVATE'], ipAddressType: 'dualstack', vpcEndpointIds: ['v'] },
    });
  });

  it('has the variables of AWS filled in', async () => {
    const uri = lambda
      .replace('eu-west-1', '${AWS::Region}')
      .replace(':1:', ':${AWS::AccountId}:')
      .replace('arn:aws', 'arn:${AWS::Partition}');
    const method = await methodOf(operation({}, { type: 'aws_proxy', httpMethod: 'POST', uri }));
    expect(method?.methodIntegration?.uri).toBe(lambda.replace(':1:', ':111111111111:'));
  });

  it.each(["{'key:value}", 'a: b', 'openapi: 3.1.0\npaths: {}', ''])('cannot be made of %j', async (body) => {
    expect(await imported(body)).toEqual({
      kind: 'refused',
      code: 'BadRequestException',
      status: 400,
      message: 'Invalid OpenAPI input.',
    });
  });
});

describe('putting a definition', () => {
  const validators = { 'x-amazon-apigateway-request-validators': { v: { validateRequestBody: true } } };
  const use = { 'x-amazon-apigateway-request-validator': 'v' };
  const first = definition({ '/a': { get: operation(use) }, '/b': { get: operation({}) } }, validators);
  const second = definition(
    { '/b': { put: operation(use) } },
    { ...validators, 'x-amazon-apigateway-binary-media-types': ['b/b'], info: { title: 'Second', version: '2' } },
  );

  async function put(mode: 'overwrite' | 'merge') {
    const world = countingWorld();
    const before = madeOf(
      await importRestApi(
        {
          body: first.replace('"paths"', '"x-amazon-apigateway-binary-media-types":["a/a"],"paths"'),
          endpointTypes: ['REGIONAL'],
        },
        world,
      ),
    ).state;
    return { before, ...madeOf(await putRestApi(before, mode, { body: second }, world)) };
  }

  const methodsOf = ({ resources }: RestApiState) =>
    resources.flatMap(({ path, resourceMethods }) => Object.keys(resourceMethods).map((verb) => `${verb} ${path}`));

  it('over another leaves nothing of it but id, endpoint and age', async () => {
    const { before, state, answer } = await put('overwrite');
    expect(methodsOf(state)).toEqual(['PUT /b']);
    expect(state.api).toEqual({ ...before.api, name: 'Second', version: '2', binaryMediaTypes: ['b/b'] });
    expect(answer.tags).toEqual({});
  });

  it('into another keeps what it does not speak of', async () => {
    const { before, state } = await put('merge');
    expect(methodsOf(state)).toEqual(['GET /a', 'GET /b', 'PUT /b']);
    expect(state.api).toEqual({ ...before.api, name: 'Second', version: '2', binaryMediaTypes: ['a/a', 'b/b'] });
  });

  it('into another keeps the ids that its methods refer to', async () => {
    const { state } = await put('merge');
    const ids = state.resources.flatMap(({ resourceMethods }) =>
      Object.values(resourceMethods).flatMap((one) => one.requestValidatorId ?? []),
    );
    expect(ids).toEqual([state.requestValidators[0]?.id, state.requestValidators[0]?.id]);
  });

  it('does not touch what was there when it is refused, or not', async () => {
    const world = countingWorld();
    const before = madeOf(await importRestApi({ body: first }, world)).state;
    const copy = structuredClone(before);
    await putRestApi(before, 'merge', { body: second }, world);
    await putRestApi(before, 'overwrite', { body: 'nothing' }, world);
    expect(before).toEqual(copy);
  });

  it('into a new API keeps its two models', async () => {
    const world = countingWorld();
    const { state } = madeOf(await putRestApi(createRestApi({ name: 'new' }, world), 'merge', { body: second }, world));
    expect(state.models.map(({ name }) => name)).toEqual(['Empty', 'Error']);
  });
});
