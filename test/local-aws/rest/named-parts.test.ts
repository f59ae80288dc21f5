import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/index.js';
import { withApi } from './calls.js';

const functionUri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:f/invocations';

describe('a model', () => {
  const pet = { name: 'Pet', contentType: 'application/json', schema: '{"type":"object"}' };

  it('is made, changed, listed by name, and deleted', async () => {
    const { calls, restApiId } = await withApi();
    const made = await calls.answer('CreateModel', { restApiId, ...pet, description: 'a pet' });
    expect(made).toEqual({ id: expect.any(String), description: 'a pet', ...pet });
    const one = { restApiId, modelName: 'Pet' };
    const patchOperations = [{ op: 'replace', path: '/schema', value: '{"type":"array"}' }];
    expect(await calls.answer('UpdateModel', { ...one, patchOperations })).toMatchObject({
      schema: '{"type":"array"}',
    });
    expect((await calls.answer('GetModels', { restApiId }))['item']).toMatchObject([
      { name: 'Empty' },
      { name: 'Error' },
      { name: 'Pet' },
    ]);
    await calls.answer('DeleteModel', one);
    expect(await calls.refusal('GetModel', one)).toBe('NotFoundException Invalid model name specified: Pet');
  });

  it.each<[JsonObject, string]>([
    [{ ...pet, name: 'my-pet' }, 'Model name must be alphanumeric: my-pet'],
    [{ ...pet, name: '' }, 'No Model Name specified'],
    [{ ...pet, name: 'Empty' }, 'ConflictException Model name already exists'],
    [{ ...pet, schema: '' }, 'Model schema must have at least 1 property or array items defined'],
    [{ ...pet, schema: '{' }, 'Invalid model schema specified'],
    [{ name: 'Pet' }, "Value null at 'createModelInput.contentType'"],
  ])('cannot be %j', async (given, message) => {
    const { calls, restApiId } = await withApi();
    expect(await calls.refusal('CreateModel', { restApiId, ...given })).toContain(message);
  });

  it.each(['method', 'response', 'model'])('stays while a %s refers to it', async (user) => {
    const { calls, restApiId, resourceId } = await withApi();
    await calls.answer('CreateModel', { restApiId, ...pet });
    const at = { restApiId, resourceId, httpMethod: 'POST' };
    const models = { 'application/json': 'Pet' };
    const $ref = `https://apigateway.amazonaws.com/restapis/${restApiId}/models/Pet`;
    await calls.answer('PutMethod', {
      ...at,
      authorizationType: 'NONE',
      ...(user === 'method' && { requestModels: models }),
    });
    if (user === 'response')
      await calls.answer('PutMethodResponse', { ...at, statusCode: '200', responseModels: models });
    if (user === 'model')
      await calls.answer('CreateModel', { restApiId, ...pet, name: 'Pets', schema: JSON.stringify({ $ref }) });
    expect(await calls.refusal('DeleteModel', { restApiId, modelName: 'Pet' })).toContain("Cannot delete model 'Pet'");
  });
});

describe('an authorizer', () => {
  it('is made, changed, and deleted', async () => {
    const { calls, restApiId } = await withApi();
    const given = {
      name: 'pool',
      type: 'COGNITO_USER_POOLS',
      providerARNs: ['arn:1'],
      identitySource: 'method.request.header.A',
    };
    const made = await calls.answer('CreateAuthorizer', { restApiId, ...given });
    expect(made).toEqual({ ...given, id: made['id'], authType: 'cognito_user_pools' });
    const one = { restApiId, authorizerId: made['id'] };
    const patchOperations = [
      { op: 'add', path: '/providerARNs', value: 'arn:2' },
      { op: 'replace', path: '/authorizerResultTtlInSeconds', value: '0' },
    ];
    const changed = { ...made, providerARNs: ['arn:1', 'arn:2'], authorizerResultTtlInSeconds: 0 };
    expect(await calls.answer('UpdateAuthorizer', { ...one, patchOperations })).toEqual(changed);
    expect(await calls.answer('GetAuthorizers', { restApiId })).toEqual({ item: [changed] });
    await calls.answer('DeleteAuthorizer', one);
    expect(await calls.refusal('GetAuthorizer', one)).toContain('NotFoundException Invalid Authorizer identifier');
  });

  const token = { name: 'a', type: 'TOKEN', authorizerUri: functionUri };
  it.each<[JsonObject, string]>([
    [{ ...token, type: 'JWT' }, "Value 'JWT' at 'createAuthorizerInput.type'"],
    [{ ...token, authorizerUri: 'https://example.com' }, 'BadRequestException Invalid Authorizer URI'],
    [{ ...token, authorizerResultTtlInSeconds: 3601 }, 'BadRequestException Invalid AuthorizerResultTtlInSeconds'],
    [{ name: 'a', type: 'COGNITO_USER_POOLS' }, 'BadRequestException Invalid provider ARNs'],
    [{ ...token, name: 'taken' }, 'Authorizer taken already exists in this RestApi.'],
  ])('cannot be %j', async (given, message) => {
    const { calls, restApiId } = await withApi();
    await calls.answer('CreateAuthorizer', { ...token, restApiId, name: 'taken' });
    expect(await calls.refusal('CreateAuthorizer', { restApiId, ...given })).toContain(message);
  });
});

describe('a request validator', () => {
  it('is made, changed, and taken from its methods when it is deleted', async () => {
    const { calls, restApiId, resourceId } = await withApi();
    const made = await calls.answer('CreateRequestValidator', { restApiId, name: 'all', validateRequestBody: true });
    expect(made).toEqual({ id: made['id'], name: 'all', validateRequestBody: true, validateRequestParameters: false });
    const one = { restApiId, requestValidatorId: made['id'] };
    const patchOperations = [{ op: 'replace', path: '/validateRequestParameters', value: 'true' }];
    const changed = { ...made, validateRequestParameters: true };
    expect(await calls.answer('UpdateRequestValidator', { ...one, patchOperations })).toEqual(changed);
    expect(await calls.answer('GetRequestValidators', { restApiId })).toEqual({ item: [changed] });
    const method = { restApiId, resourceId, httpMethod: 'POST' };
    await calls.answer('PutMethod', { ...method, authorizationType: 'NONE', requestValidatorId: made['id'] });
    await calls.answer('DeleteRequestValidator', one);
    expect(await calls.answer('GetMethod', method)).not.toHaveProperty('requestValidatorId');
    const unknown = 'NotFoundException Invalid Request Validator identifier specified';
    expect(await calls.refusal('GetRequestValidator', one)).toBe(unknown);
    expect(await calls.refusal('DeleteRequestValidator', { ...one, restApiId: 'nobody' })).toBe(unknown);
  });
});

describe('gateway responses', () => {
  it('come from the default of their class where they are not set', async () => {
    const { calls, restApiId } = await withApi();
    const shown = (responseType: string) => calls.answer('GetGatewayResponse', { restApiId, responseType });
    await calls.answer('PutGatewayResponse', {
      ...{ restApiId, responseType: 'DEFAULT_4XX', statusCode: '418' },
      responseParameters: { 'gatewayresponse.header.A': "'a'" },
    });
    const usual = { 'application/json': '{"message":$context.error.messageString}' };
    const inherited = {
      statusCode: '418',
      responseParameters: { 'gatewayresponse.header.A': "'a'" },
      defaultResponse: true,
    };
    expect(await shown('THROTTLED')).toEqual({ responseType: 'THROTTLED', ...inherited, responseTemplates: usual });
    expect(await shown('DEFAULT_5XX')).not.toHaveProperty('statusCode');
    await calls.answer('DeleteGatewayResponse', { restApiId, responseType: 'DEFAULT_4XX' });
    expect(await shown('THROTTLED')).toMatchObject({ statusCode: '429', responseParameters: {} });
  });

  it('that a patch makes start from what is shown', async () => {
    const { calls, restApiId } = await withApi();
    const patchOperations = [{ op: 'add', path: '/responseParameters/gatewayresponse.header.A', value: "'a'" }];
    expect(
      await calls.answer('UpdateGatewayResponse', { restApiId, responseType: 'THROTTLED', patchOperations }),
    ).toEqual({
      ...{ responseType: 'THROTTLED', statusCode: '429', defaultResponse: false },
      responseParameters: { 'gatewayresponse.header.A': "'a'" },
      responseTemplates: { 'application/json': '{"message":$context.error.messageString}' },
    });
  });
});
