import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../../src/model/index.js';
import { parseDocument } from '../../../src/openapi/parse.js';
import { Calls, withApi } from './calls.js';

const functionUri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:f/invocations';
const mock = { type: 'mock', responses: { default: { statusCode: '200' } } };
const ok = {
  200: { description: 'fine', content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
};

const securitySchemes = {
  token: {
    ...{ type: 'apiKey', in: 'header', name: 'X-Token', 'x-amazon-apigateway-authtype': 'oauth2' },
    'x-amazon-apigateway-authorizer': { type: 'TOKEN', authorizerUri: functionUri, authorizerResultTtlInSeconds: 60 },
  },
  iam: { type: 'apiKey', in: 'header', name: 'Authorization', 'x-amazon-apigateway-authtype': 'awsSigv4' },
  key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
};

const definition: JsonObject = {
  openapi: '3.0.1',
  info: { title: 'Books' },
  paths: {
    '/a/{id}': {
      get: {
        ...{ operationId: 'GetA', security: [{ token: ['scope'] }], responses: ok },
        parameters: [{ in: 'query', name: 'q', required: true, schema: { type: 'string' } }],
        'x-amazon-apigateway-request-validator': 'all',
        'x-amazon-apigateway-integration': mock,
      },
      post: {
        ...{ security: [{ iam: [], key: [] }], responses: {} },
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
        'x-amazon-apigateway-integration': {
          type: 'AWS_PROXY',
          httpMethod: 'POST',
          uri: functionUri,
          timeoutInMillis: 50,
        },
      },
      'x-amazon-apigateway-any-method': { responses: {}, 'x-amazon-apigateway-integration': mock },
    },
    '/nothing': {},
  },
  components: { securitySchemes, schemas: { Pet: { type: 'object' } } },
  'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
  'x-amazon-apigateway-gateway-responses': { THROTTLED: { statusCode: '503' } },
  'x-amazon-apigateway-binary-media-types': ['image/png'],
};

async function exported(type: string, extensions?: string, accepts?: string): Promise<JsonObject> {
  const calls = new Calls();
  const restApiId = await calls.id('ImportRestApi', { body: JSON.stringify(definition) });
  await calls.answer('CreateDeployment', { restApiId, stageName: 'live' });
  const text = await calls.exported(restApiId, type, {
    parameters: extensions ? { extensions } : {},
    ...(accepts && { accepts }),
  });
  return parseDocument({ file: 'export', text }).root;
}

function at(document: JsonObject, ...keys: string[]): unknown {
  return keys.reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), document);
}

describe('an export as OpenAPI 3.0', () => {
  it('without extensions has nothing of API Gateway in it', async () => {
    const document = await exported('oas30');
    const extensions = JSON.stringify(document).match(/x-amazon[\w-]*/g);
    // It is the place of a method, and no part of it.
    expect(extensions).toEqual(['x-amazon-apigateway-any-method']);
    expect(document).toMatchObject({
      ...{ openapi: '3.0.1', info: { title: 'Books', version: '2024-01-01T00:00:00Z' } },
      components: { schemas: { Pet: { type: 'object' } } },
    });
  });

  it('says where the stage is, and has the methods alone', async () => {
    const document = await exported('oas30', 'apigateway');
    expect(document['servers']).toEqual([
      {
        url: expect.stringMatching(/^https:\/\/\w+\.execute-api\.eu-west-1\.amazonaws\.com\/\{basePath\}$/),
        variables: { basePath: { default: 'live' } },
      },
    ]);
    expect(Object.keys(document['paths'] as JsonObject)).toEqual(['/a/{id}']);
    expect(Object.keys(at(document, 'paths', '/a/{id}') as JsonObject)).toEqual([
      ...['get', 'post', 'x-amazon-apigateway-any-method'],
    ]);
  });

  it('writes a method with what it declares', async () => {
    expect(at(await exported('oas30', 'apigateway'), 'paths', '/a/{id}', 'get')).toEqual({
      ...{ operationId: 'GetA', security: [{ token: ['scope'] }] },
      parameters: [{ name: 'q', in: 'query', required: true, schema: { type: 'string' } }],
      responses: {
        200: {
          description: '200 response',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
        },
      },
      'x-amazon-apigateway-request-validator': 'all',
      'x-amazon-apigateway-integration': { ...mock, passthroughBehavior: 'when_no_match' },
    });
  });

  it('writes IAM and an API key as two alternatives, under names of their own', async () => {
    const document = await exported('oas30', 'apigateway');
    expect(at(document, 'paths', '/a/{id}', 'post', 'security')).toEqual([{ sigv4: [] }, { api_key: [] }]);
    expect(at(document, 'components', 'securitySchemes')).toEqual({
      token: { ...securitySchemes.token, 'x-amazon-apigateway-authorizer': expect.objectContaining({ type: 'token' }) },
      sigv4: securitySchemes.iam,
      api_key: securitySchemes.key,
    });
  });

  it('writes integrations in lower case, and what differs from the defaults', async () => {
    const document = await exported('oas30', 'integrations');
    expect(at(document, 'paths', '/a/{id}', 'post', 'x-amazon-apigateway-integration')).toEqual({
      ...{ type: 'aws_proxy', httpMethod: 'POST', uri: functionUri },
      ...{ passthroughBehavior: 'when_no_match', timeoutInMillis: 50 },
    });
  });

  it.each<[string, { integrations: boolean; authorizers: boolean; settings: boolean }]>([
    ['integrations', { integrations: true, authorizers: false, settings: false }],
    ['authorizers', { integrations: false, authorizers: true, settings: false }],
    ['integrations,authorizers', { integrations: true, authorizers: true, settings: false }],
    ['apigateway', { integrations: true, authorizers: true, settings: true }],
    ['postman', { integrations: false, authorizers: false, settings: false }],
  ])('with %s has %j', async (extensions, expected) => {
    const document = await exported('oas30', extensions);
    const text = JSON.stringify(document);
    expect({
      integrations: text.includes('"x-amazon-apigateway-integration"'),
      authorizers: text.includes('"x-amazon-apigateway-authorizer"'),
      settings: ['binary-media-types', 'gateway-responses', 'request-validators'].every(
        (key) => document[`x-amazon-apigateway-${key}`] !== undefined,
      ),
    }).toEqual(expected);
  });

  it('is YAML where YAML is accepted', async () => {
    expect(await exported('oas30', 'apigateway', 'application/yaml')).toEqual(await exported('oas30', 'apigateway'));
  });
});

describe('an export as Swagger 2.0', () => {
  it('has the stage as its base path', async () => {
    expect(await exported('swagger', 'apigateway')).toMatchObject({
      ...{ swagger: '2.0', basePath: '/live', schemes: ['https'] },
      host: expect.stringMatching(/^\w+\.execute-api\.eu-west-1\.amazonaws\.com$/),
      definitions: { Pet: { type: 'object' } },
      securityDefinitions: { sigv4: { type: 'apiKey' } },
    });
  });

  it('has the body among the parameters, called by its model', async () => {
    expect(at(await exported('swagger'), 'paths', '/a/{id}', 'post')).toEqual({
      ...{ consumes: ['application/json'], responses: {}, security: [{ sigv4: [] }, { api_key: [] }] },
      parameters: [{ in: 'body', name: 'Pet', required: true, schema: { $ref: '#/definitions/Pet' } }],
    });
  });
});

describe('an export', () => {
  it('is a file by its headers', async () => {
    const { calls, restApiId } = await withApi();
    await calls.answer('UpdateRestApi', {
      restApiId,
      patchOperations: [{ op: 'replace', path: '/version', value: '7' }],
    });
    await calls.answer('CreateDeployment', { restApiId, stageName: 'live' });
    const one = { restApiId, stageName: 'live', exportType: 'swagger' };
    expect(await calls.answer('GetExport', { ...one, accepts: 'application/yaml' })).toMatchObject({
      contentType: 'application/octet-stream',
      headers: { 'content-disposition': 'attachment; filename="swagger_7.yaml"' },
    });
    expect(await calls.refusal('GetExport', { ...one, exportType: 'raml' })).toContain('BadRequestException');
    expect(await calls.refusal('GetExport', { ...one, stageName: 'x' })).toContain('Invalid stage identifier');
  });

  it('has the models that AWS makes where a method uses them', async () => {
    const { calls, restApiId, resourceId } = await withApi();
    const responseModels = { 'application/json': 'Empty' };
    await calls.answer('PutMethodResponse', {
      restApiId,
      resourceId,
      httpMethod: 'GET',
      statusCode: '200',
      responseModels,
    });
    await calls.answer('CreateDeployment', { restApiId, stageName: 'live' });
    const document = JSON.parse(await calls.exported(restApiId, 'oas30'));
    expect(document.components.schemas).toEqual({ Empty: { title: 'Empty Schema', type: 'object' } });
  });
});
