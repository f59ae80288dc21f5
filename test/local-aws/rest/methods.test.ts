import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/index.js';
import { withApi } from './calls.js';

const functionUri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:f/invocations';

async function withPost(more: JsonObject = {}) {
  const { calls, restApiId, resourceId } = await withApi();
  const at = { restApiId, resourceId, httpMethod: 'POST' };
  await calls.answer('PutMethod', { ...at, authorizationType: 'NONE', ...more });
  return { calls, at };
}

describe('a method', () => {
  it('is what it is made with, in upper case', async () => {
    const { calls, restApiId, resourceId } = await withApi();
    const given = {
      ...{ httpMethod: 'POST', apiKeyRequired: true, operationName: 'AddBook' },
      ...{ requestParameters: { 'method.request.header.X': true }, requestModels: { 'application/json': 'Empty' } },
    };
    const at = { restApiId, resourceId };
    const made = await calls.answer('PutMethod', { ...at, ...given, authorizationType: 'aws_iam' });
    expect(made).toEqual({ ...given, authorizationType: 'AWS_IAM' });
    expect(await calls.answer('GetMethod', { ...at, httpMethod: 'POST' })).toEqual(made);
  });

  it.each<[JsonObject, string]>([
    [{ httpMethod: 'GET', authorizationType: 'NONE' }, 'ConflictException Method already exists for this resource'],
    [{ httpMethod: 'POST' }, "Value null at 'putMethodInput.authorizationType'"],
    [{ httpMethod: 'POST', authorizationType: 'MAYBE' }, 'BadRequestException Invalid authorization type'],
    [
      { httpMethod: 'POST', authorizationType: 'NONE', requestParameters: { 'header.X': true } },
      'errors : [Invalid mapping expression parameter specified: header.X]',
    ],
  ])('cannot be %j', async (given, message) => {
    const { calls, restApiId, resourceId } = await withApi();
    expect(await calls.refusal('PutMethod', { restApiId, resourceId, ...given })).toContain(message);
  });

  it.each<[JsonObject[], JsonObject]>([
    [[{ op: 'replace', path: '/apiKeyRequired', value: 'true' }], { apiKeyRequired: true }],
    [[{ op: 'replace', path: '/authorizationType', value: 'aws_iam' }], { authorizationType: 'AWS_IAM' }],
    [
      [
        { op: 'add', path: '/requestParameters/method.request.querystring.q', value: 'true' },
        { op: 'add', path: '/requestModels/application~1json', value: 'Empty' },
        { op: 'replace', path: '/requestParameters/method.request.querystring.q', value: 'false' },
      ],
      {
        requestParameters: { 'method.request.querystring.q': false },
        requestModels: { 'application/json': 'Empty' },
      },
    ],
  ])('changes by %j', async (patchOperations, expected) => {
    const { calls, at } = await withPost();
    expect(await calls.answer('UpdateMethod', { ...at, patchOperations })).toMatchObject(expected);
    expect(await calls.answer('GetMethod', at)).toMatchObject(expected);
  });

  it.each<[JsonObject, string]>([
    [{ op: 'add', path: '/authorizationType', value: 'NONE' }, 'Invalid patch path /authorizationType'],
    [{ op: 'replace', path: '/owner', value: 'a' }, 'Invalid patch path /owner'],
    [{ op: 'replace', path: '/authorizationType', value: 'CUSTOM' }, 'Invalid authorizer ID specified.'],
    [{ op: 'replace', path: '/requestValidatorId', value: 'x' }, 'Invalid Request Validator identifier specified'],
    [{ op: 'add', path: '/requestModels/a~1b', value: 'Pet' }, 'Invalid model identifier specified: Pet'],
    [{ op: 'remove', path: '/requestModels/a~1b' }, 'NotFoundException Invalid parameter name specified'],
  ])('does not change by %j', async (patch, message) => {
    const { calls, at } = await withPost();
    expect(await calls.refusal('UpdateMethod', { ...at, patchOperations: [patch] })).toContain(message);
  });

  it('has an authorizer of its API only', async () => {
    const { calls, at } = await withPost();
    const authorizer = { restApiId: at.restApiId, name: 'a', type: 'TOKEN', authorizerUri: functionUri };
    const authorizerId = await calls.id('CreateAuthorizer', authorizer);
    const patchOperations = [
      { op: 'replace', path: '/authorizationType', value: 'CUSTOM' },
      { op: 'replace', path: '/authorizerId', value: authorizerId },
    ];
    await calls.answer('UpdateMethod', { ...at, patchOperations });
    expect(await calls.refusal('DeleteAuthorizer', { restApiId: at.restApiId, authorizerId })).toContain('Conflict');
    const open = [{ op: 'replace', path: '/authorizationType', value: 'NONE' }];
    expect(await calls.answer('UpdateMethod', { ...at, patchOperations: open })).not.toHaveProperty('authorizerId');
    expect(await calls.answer('DeleteAuthorizer', { restApiId: at.restApiId, authorizerId })).toEqual({});
  });

  it('is gone when it is deleted', async () => {
    const { calls, at } = await withPost();
    await calls.answer('DeleteMethod', at);
    expect(await calls.refusal('GetMethod', at)).toBe('NotFoundException Invalid Method identifier specified');
  });
});

describe('a method response', () => {
  it('has headers and models, and is there once', async () => {
    const { calls, at } = await withPost();
    const given = {
      ...{ statusCode: '200', responseParameters: { 'method.response.header.A': true } },
      responseModels: { 'application/json': 'Empty' },
    };
    expect(await calls.answer('PutMethodResponse', { ...at, ...given })).toEqual(given);
    expect(await calls.refusal('PutMethodResponse', { ...at, ...given })).toContain('Response already exists');
    const patchOperations = [{ op: 'remove', path: '/responseModels/application~1json' }];
    const { responseModels: _, ...left } = given;
    const one = { ...at, statusCode: '200' };
    expect(await calls.answer('UpdateMethodResponse', { ...one, patchOperations })).toEqual(left);
    await calls.answer('DeleteMethodResponse', one);
    expect(await calls.refusal('GetMethodResponse', one)).toContain('Invalid Response status code specified');
    expect(await calls.answer('GetMethod', at)).not.toHaveProperty('methodResponses');
  });

  it.each<[JsonObject, string]>([
    [{ statusCode: 'OK' }, 'BadRequestException Invalid status code specified'],
    [{ statusCode: '200', responseModels: { 'a/b': 'Pet' } }, 'Invalid model identifier specified: Pet'],
  ])('cannot be %j', async (given, message) => {
    const { calls, at } = await withPost();
    expect(await calls.refusal('PutMethodResponse', { ...at, ...given })).toContain(message);
  });
});

describe('an integration', () => {
  it('has what it is made with beside the defaults of AWS', async () => {
    const { calls, at } = await withPost();
    const given = { type: 'AWS_PROXY', uri: functionUri, credentials: 'arn:aws:iam::1:role/r' };
    const made = await calls.answer('PutIntegration', { ...at, ...given, integrationHttpMethod: 'POST' });
    expect(made).toEqual({
      ...given,
      ...{ httpMethod: 'POST', passthroughBehavior: 'WHEN_NO_MATCH', timeoutInMillis: 29_000 },
      ...{ cacheNamespace: at.resourceId, cacheKeyParameters: [] },
    });
    expect(await calls.answer('GetIntegration', at)).toEqual(made);
  });

  it('changes by patches, and is checked again', async () => {
    const { calls, at } = await withPost();
    await calls.answer('PutIntegration', { ...at, type: 'HTTP', uri: 'http://a', integrationHttpMethod: 'GET' });
    const patchOperations = [
      { op: 'replace', path: '/timeoutInMillis', value: '50' },
      { op: 'add', path: '/requestTemplates/application~1json', value: '{}' },
      { op: 'replace', path: '/tlsConfig/insecureSkipVerification', value: 'true' },
      { op: 'add', path: '/cacheKeyParameters/method.request.querystring.q' },
    ];
    expect(await calls.answer('UpdateIntegration', { ...at, patchOperations })).toMatchObject({
      ...{ timeoutInMillis: 50, requestTemplates: { 'application/json': '{}' } },
      ...{ tlsConfig: { insecureSkipVerification: true }, cacheKeyParameters: ['method.request.querystring.q'] },
    });
    const wrong = [{ op: 'replace', path: '/uri', value: 'a' }];
    expect(await calls.refusal('UpdateIntegration', { ...at, patchOperations: wrong })).toBe(
      'BadRequestException Invalid HTTP endpoint specified for URI',
    );
  });

  it.each<[JsonObject, string]>([
    [{}, "Value null at 'putIntegrationInput.type'"],
    [{ type: 'MOCK', contentHandling: 'X' }, "Value 'X' at 'putIntegrationInput.contentHandling'"],
    [{ type: 'MOCK', passthroughBehavior: 'X' }, 'Invalid passthrough behavior'],
    [{ type: 'MOCK', timeoutInMillis: 1 }, 'Timeout should be between'],
    [
      { type: 'HTTP_PROXY', uri: 'http://a', integrationHttpMethod: 'GET', connectionType: 'VPC_LINK' },
      'Connection ID',
    ],
    [
      { type: 'MOCK', requestParameters: { 'integration.request.header.A': 'method.request.header.B' } },
      'Invalid mapping expression parameter specified: method.request.header.B',
    ],
  ])('cannot be %j', async (given, message) => {
    const { calls, at } = await withPost();
    expect(await calls.refusal('PutIntegration', { ...at, ...given })).toContain(message);
  });

  it('is gone when it is deleted', async () => {
    const { calls, at } = await withPost();
    await calls.answer('PutIntegration', { ...at, type: 'MOCK' });
    await calls.answer('DeleteIntegration', at);
    expect(await calls.refusal('GetIntegration', at)).toBe(
      'NotFoundException Invalid Integration identifier specified',
    );
  });
});

describe('an integration response', () => {
  it('maps to headers that the method response declares', async () => {
    const { calls, at } = await withPost();
    await calls.answer('PutIntegration', { ...at, type: 'MOCK' });
    const given = { statusCode: '200', responseParameters: { 'method.response.header.A': "'a'" } };
    expect(await calls.refusal('PutIntegrationResponse', { ...at, ...given })).toContain('method.response.header.A');
    const declared = { statusCode: '200', responseParameters: { 'method.response.header.A': false } };
    await calls.answer('PutMethodResponse', { ...at, ...declared });
    expect(await calls.answer('PutIntegrationResponse', { ...at, ...given })).toEqual(given);
    const one = { ...at, statusCode: '200' };
    const patchOperations = [{ op: 'replace', path: '/selectionPattern', value: '4\\d{2}' }];
    const changed = { ...given, selectionPattern: '4\\d{2}' };
    expect(await calls.answer('UpdateIntegrationResponse', { ...one, patchOperations })).toEqual(changed);
    expect(await calls.answer('GetIntegrationResponse', one)).toEqual(changed);
    await calls.answer('DeleteIntegrationResponse', one);
    expect(await calls.refusal('GetIntegrationResponse', one)).toContain('NotFoundException');
  });

  it('needs an integration', async () => {
    const { calls, at } = await withPost();
    const message = 'NotFoundException Invalid Integration identifier specified';
    expect(await calls.refusal('PutIntegrationResponse', { ...at, statusCode: '200' })).toBe(message);
  });
});
