import { describe, expect, it } from 'vitest';
import type { JsonObject, Operation, RestApi } from '../../../src/model/index.js';
import { parseDocument } from '../../../src/openapi/parse.js';
import { readRestApi } from '../../../src/openapi/rest/read-rest-api.js';

const lambda = {
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:f/invocations',
};

async function read(root: JsonObject): Promise<RestApi> {
  const text = JSON.stringify({ openapi: '3.0.1', info: { title: 't', version: '1' }, paths: {}, ...root });
  return readRestApi(parseDocument({ file: 'api.json', text }));
}

async function operationOf(value: JsonObject, more: JsonObject = {}): Promise<Operation> {
  const api = await read({ paths: { '/a': { get: { responses: {}, ...value } } }, ...more });
  const [operation] = api.operations;
  if (operation === undefined) throw new Error('No operation was read.');
  return operation;
}

async function integrationOf(value: JsonObject) {
  const { integration } = await operationOf({ 'x-amazon-apigateway-integration': value });
  if (integration === undefined) throw new Error('No integration was read.');
  return integration;
}

describe('what an integration points at', () => {
  it.each<[name: string, type: string, uri: unknown, target: object]>([
    [
      'a Lambda function by path ARN',
      'aws',
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations',
      { kind: 'lambda', streaming: false },
    ],
    [
      'a Lambda function in mixed case',
      'AWS_PROXY',
      'arn:aws:lambda:us-east-1:1:function:f',
      { kind: 'lambda', streaming: false },
    ],
    [
      'a function that streams',
      'aws_proxy',
      'arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/f/response-streaming-invocations',
      { kind: 'lambda', streaming: true },
    ],
    [
      'a service whose region is a placeholder',
      'aws',
      'arn:aws:apigateway:${AWS::Region}:dynamodb:action/GetItem',
      { kind: 'service', service: 'dynamodb' },
    ],
    ['a service by path', 'aws', 'arn:aws:apigateway:us-east-1:s3:path/bucket/key', { kind: 'service', service: 's3' }],
    ['a URL', 'http_proxy', 'HTTP://example.com', { kind: 'url' }],
    ['a URL with a stage variable', 'http', 'https://${stageVariables.host}/x', { kind: 'url' }],
    [
      'a function by Fn::Sub',
      'aws',
      { 'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations' },
      { kind: 'lambda', streaming: false },
    ],
    [
      'a URL by Fn::Join',
      'http_proxy',
      { 'Fn::Join': ['', ['http://', { 'Fn::GetAtt': ['LB', 'DNSName'] }, '/x']] },
      { kind: 'url' },
    ],
    [
      'a placeholder under aws_proxy, which means Lambda',
      'aws_proxy',
      '${some_arn}',
      { kind: 'lambda', streaming: false },
    ],
    ['a placeholder under aws, which hides it', 'aws', '${some_arn}', { kind: 'opaque' }],
  ])('%s', async (_, type, uri, target) => {
    expect((await integrationOf({ type, uri: uri as string })).target).toEqual(target);
  });

  it('keeps what goes to the output as it was written', async () => {
    const uri = { 'Fn::Sub': 'https://${Host}/x' };
    expect((await integrationOf({ type: 'http_proxy', uri })).uri).toEqual({ text: 'https://${Host}/x', raw: uri });
  });
});

describe('mappings', () => {
  it.each<[value: unknown, source: object]>([
    ['method.request.header.X-A', { kind: 'request', place: 'header', name: 'X-A', multiValue: false }],
    ['method.request.multivaluequerystring.q', { kind: 'request', place: 'querystring', name: 'q', multiValue: true }],
    ['method.request.body', { kind: 'body', path: '' }],
    ['method.request.body.a.b', { kind: 'body', path: 'a.b' }],
    ['context.authorizer.user', { kind: 'context', name: 'authorizer.user' }],
    ['stageVariables.tier', { kind: 'stageVariable', name: 'tier' }],
    ["'a, b'", { kind: 'constant', text: 'a, b' }],
    ["''", { kind: 'constant', text: '' }],
    [{ 'Fn::Sub': "'${Origin}'" }, { kind: 'unknown', text: "'${Origin}'" }],
    ['nonsense', { kind: 'unknown', text: 'nonsense' }],
  ])('%j', async (value, source) => {
    const { parameters } = await integrationOf({
      ...lambda,
      requestParameters: { 'integration.request.header.X': value as string },
    });
    expect(parameters[0]).toMatchObject({ target: { place: 'header', name: 'X' }, source });
  });
});

describe('security', () => {
  const securitySchemes = {
    own: { type: 'apiKey', name: 'A', in: 'header', 'x-amazon-apigateway-authorizer': { type: 'token' } },
    iam: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'AwsSigv4' },
    key: { type: 'apiKey', name: 'X-API-Key', in: 'header' },
    other: { type: 'apiKey', name: 'X-Other', in: 'header' },
  };
  it.each<[name: string, security: object[] | undefined, more: JsonObject, kinds: string[]]>([
    ['none', undefined, {}, []],
    ['an empty list', [], { security: [{ own: [] }] }, []],
    ['of the root', undefined, { security: [{ own: [] }] }, ['authorizer']],
    ['an authorizer and a key as one', [{ own: [], key: [] }], {}, ['authorizer', 'api-key']],
    ['IAM and a key as alternatives', [{ iam: [] }, { key: [] }], {}, ['iam', 'api-key']],
    ['an optional authorizer', [{ own: [] }, {}], {}, ['authorizer']],
    ['the same twice', [{ own: [] }, { own: [] }], {}, ['authorizer']],
    ['an authorizer or IAM', [{ own: [] }, { iam: [] }], {}, ['unresolved', 'unresolved']],
    ['a key of another name', [{ other: [] }], {}, ['unresolved']],
    ['nothing that is defined', [{ sigv4: [] }], {}, ['unresolved']],
  ])('%s', async (_, security, more, kinds) => {
    const value: JsonObject = security === undefined ? {} : { security: security as JsonObject[] };
    const { access } = await operationOf(value, { components: { securitySchemes }, ...more });
    expect(access.requirements.map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('references within the document', () => {
  it('are followed in parameters, bodies, path items and integrations, also in circles', async () => {
    const api = await read({
      paths: {
        '/a': { $ref: '#/x-items/a' },
      },
      'x-items': {
        a: {
          parameters: [{ $ref: '#/components/parameters/id' }],
          post: {
            responses: {},
            requestBody: { $ref: '#/components/requestBodies/tree' },
            'x-amazon-apigateway-integration': { $ref: '#/components/x-amazon-apigateway-integrations/f' },
          },
        },
      },
      components: {
        parameters: { id: { in: 'header', name: 'X-Id', required: true } },
        requestBodies: { tree: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } } } },
        schemas: { Tree: { type: 'object', properties: { child: { $ref: '#/components/schemas/Tree' } } } },
        'x-amazon-apigateway-integrations': { f: lambda },
      },
    });
    const [operation] = api.operations;
    expect(operation).toMatchObject({
      route: { method: 'POST', path: '/a' },
      parameters: [{ in: 'header', name: 'X-Id', required: true }],
      integration: { type: 'aws_proxy' },
    });
    const schema = operation?.bodyModels[0]?.schema as { properties: { child: object } };
    expect(schema.properties.child).toBe(schema);
    expect(api.unrecognised).toEqual([]);
  });

  it('lead to path items that stand with the components', async () => {
    const get = { responses: {}, 'x-amazon-apigateway-integration': lambda };
    const api = await read({
      paths: { '/a': { $ref: '#/components/pathItems/a' } },
      components: { pathItems: { a: { get, 'x-amazon-apigateway-any-method': get } } },
    });
    expect(api.operations.map(({ route }) => route.method)).toEqual(['GET', 'ANY']);
    expect(api.unrecognised).toEqual([]);
  });
});

describe('what nobody has a word for is kept', () => {
  it.each<[name: string, root: JsonObject, at: string]>([
    ['an extension at the root', { 'x-amazon-apigateway-shield': 1 }, '/x-amazon-apigateway-shield'],
    [
      'a known extension at the wrong place',
      { info: { title: 't', version: '1', 'x-amazon-apigateway-policy': {} } },
      '/info/x-amazon-apigateway-policy',
    ],
    [
      'an extension of a path',
      { paths: { '/a': { 'x-amazon-apigateway-integration': lambda } } },
      '/paths/~1a/x-amazon-apigateway-integration',
    ],
    [
      'methods inside a condition',
      { paths: { '/a': { 'Fn::If': ['C', { get: { 'x-amazon-apigateway-integration': lambda } }] } } },
      '/paths/~1a/Fn::If/1/get/x-amazon-apigateway-integration /paths/~1a/Fn::If',
    ],
  ])('%s', async (_, root, at) => {
    expect((await read(root)).unrecognised.map((each) => each.at)).toEqual(at.split(' '));
  });

  it.each<[name: string, paths: JsonObject, at: string]>([
    ['a path without slash', { a: { get: { 'x-amazon-apigateway-integration': lambda } } }, '/paths/a'],
    ['a path that is no object', { '/a': 'hello' }, '/paths/~1a'],
    ['a method that is no object', { '/a': { get: 'hello' } }, '/paths/~1a/get'],
    ['a method without content', { '/a': { get: null } }, '/paths/~1a/get'],
    ['a misspelled verb', { '/a': { gett: { responses: {} } } }, '/paths/~1a/gett'],
  ])('%s', async (_, paths, at) => {
    expect((await read({ paths })).unrecognised.map((each) => each.at)).toEqual([at]);
  });

  it('a property of an integration, with its method', async () => {
    const api = await read({
      paths: { '/a': { get: { responses: {}, 'x-amazon-apigateway-integration': { ...lambda, retries: 3 } } } },
    });
    expect(api.unrecognised).toEqual([
      {
        at: '/paths/~1a/get/x-amazon-apigateway-integration/retries',
        key: 'retries',
        route: { method: 'GET', path: '/a' },
      },
    ]);
  });

  it.each(['${timeout}', { Ref: 'Timeout' }])('a number that %j hides', async (timeoutInMillis) => {
    const integration = { ...lambda, timeoutInMillis };
    const api = await read({
      paths: { '/a': { get: { responses: {}, 'x-amazon-apigateway-integration': integration } } },
    });
    expect(api.unrecognised.map(({ key }) => key)).toEqual(['timeoutInMillis']);
  });

  it('extensions of others are ignored, as API Gateway does', async () => {
    expect((await read({ 'x-amzn-own': 1, 'x-logo': {} })).unrecognised).toEqual([]);
  });
});

it.each<[JsonObject, string | undefined]>([
  [
    {
      servers: [
        {
          url: 'https://id.execute-api.eu-west-1.amazonaws.com/{basePath}',
          variables: { basePath: { default: '/prod' } },
        },
      ],
    },
    '/prod',
  ],
  [
    {
      servers: [
        {
          url: 'https://id.execute-api.eu-west-1.amazonaws.com/{basePath}',
          variables: { basePath: { default: 'prod' } },
        },
      ],
    },
    '/prod',
  ],
  [{ servers: [{ url: 'https://api.example.com/v1' }] }, '/v1'],
  [{ servers: [{ url: 'https://api.example.com/' }] }, undefined],
  [{}, undefined],
])('the base path of %j', async (root, basePath) => {
  expect((await read(root)).basePath).toBe(basePath);
});
