import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/index.js';
import { Calls, withApi, withoutIds } from './calls.js';

describe('an API', () => {
  it('has the defaults of AWS, a root, and two models', async () => {
    const calls = new Calls();
    const made = await calls.answer('CreateRestApi', { name: 'Books' });
    expect(made).toEqual({
      ...{ id: expect.any(String), rootResourceId: expect.any(String), createdDate: expect.any(Number) },
      ...{ name: 'Books', apiKeySource: 'HEADER', disableExecuteApiEndpoint: false },
      endpointConfiguration: { types: ['EDGE'], ipAddressType: 'ipv4' },
    });
    const restApiId = String(made['id']);
    expect(await calls.answer('GetRestApi', { restApiId })).toEqual(made);
    const { item } = await calls.answer('GetModels', { restApiId });
    expect(item).toMatchObject([{ name: 'Empty' }, { name: 'Error' }]);
  });

  it('is what it is made with', async () => {
    const given = {
      ...{ name: 'Books', description: 'all of them', version: '3', binaryMediaTypes: ['image/png'] },
      ...{ minimumCompressionSize: 0, apiKeySource: 'AUTHORIZER', tags: { team: 'shelf' } },
      endpointConfiguration: { types: ['PRIVATE'], vpcEndpointIds: ['vpce-1'] },
      disableExecuteApiEndpoint: true,
    };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    expect(await new Calls().answer('CreateRestApi', { ...given, policy })).toMatchObject({
      ...given,
      endpointConfiguration: { types: ['PRIVATE'], vpcEndpointIds: ['vpce-1'], ipAddressType: 'dualstack' },
      policy: policy.replaceAll('"', '\\"'),
    });
  });

  it.each<[JsonObject, string]>([
    [{}, "ValidationException 1 validation error detected: Value null at 'createRestApiInput.name'"],
    [{ name: 'a', minimumCompressionSize: -1 }, 'BadRequestException Invalid minimum compression size'],
    [{ name: 'a', apiKeySource: 'BODY' }, "Value 'BODY' at 'createRestApiInput.apiKeySource'"],
    [{ name: 'a', policy: 'no JSON' }, 'BadRequestException Invalid policy document'],
    [{ name: 'a', endpointConfiguration: { types: ['MOON'] } }, 'BadRequestException Invalid endpoint type'],
    [{ name: 'a', cloneFrom: 'nobody' }, 'NotFoundException Invalid API identifier specified 111111111111:nobody'],
  ])('cannot be made of %j', async (given, message) => {
    expect(await new Calls().refusal('CreateRestApi', given)).toContain(message);
  });

  it.each<[string, JsonObject[], JsonObject]>([
    ['a name', [{ op: 'replace', path: '/name', value: 'Shelf' }], { name: 'Shelf' }],
    [
      'media types',
      [
        { op: 'add', path: '/binaryMediaTypes/image~1png' },
        { op: 'add', path: '/binaryMediaTypes/image~1gif' },
        { op: 'add', path: '/binaryMediaTypes/text~1html' },
        { op: 'remove', path: '/binaryMediaTypes/image~1png' },
        { op: 'replace', path: '/binaryMediaTypes/image~1gif', value: 'image/webp' },
      ],
      { binaryMediaTypes: ['text/html', 'image/webp'] },
    ],
    ['compression', [{ op: 'replace', path: '/minimumCompressionSize', value: '10' }], { minimumCompressionSize: 10 }],
    [
      'the endpoint',
      [
        { op: 'replace', path: '/disableExecuteApiEndpoint', value: 'true' },
        { op: 'replace', path: '/endpointConfiguration/types/EDGE', value: 'REGIONAL' },
      ],
      { disableExecuteApiEndpoint: true, endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'ipv4' } },
    ],
  ])('changes %s', async (_, patchOperations, expected) => {
    const { calls, restApiId } = await withApi();
    expect(await calls.answer('UpdateRestApi', { restApiId, patchOperations })).toMatchObject(expected);
  });

  it.each<[JsonObject, string]>([
    [{ op: 'replace', path: '/minimumCompressionSize', value: 'much' }, 'must be between 0 to 10485760'],
    [{ op: 'add', path: '/minimumCompressionSize', value: '1' }, 'Must be one of: [replace]'],
    [{ op: 'remove', path: '/binaryMediaTypes/a~1b' }, 'NotFoundException'],
    [{ op: 'replace', path: '/owner', value: 'a' }, 'BadRequestException Invalid patch path /owner'],
    [
      { op: 'add', path: '/binaryMediaTypes', value: 'a/b' },
      'BadRequestException Invalid patch path /binaryMediaTypes',
    ],
    [{ op: 'remove', path: '/name' }, 'BadRequestException Invalid patch path /name'],
    [{ op: 'replace', path: '/name', value: '' }, 'BadRequestException'],
    [{ op: 'swap', path: '/name' }, "at 'updateRestApiInput.patchOperations.1.member.op' failed"],
  ])('does not change by %j', async (patch, message) => {
    const { calls, restApiId } = await withApi();
    expect(await calls.refusal('UpdateRestApi', { restApiId, patchOperations: [patch] })).toContain(message);
  });

  it('that is a clone has the same parts under a root of its own', async () => {
    const { calls, restApiId, resourceId } = await withApi();
    await calls.answer('CreateResource', { restApiId, parentId: resourceId, pathPart: 'a' });
    const clone = await calls.id('CreateRestApi', { name: 'Books', cloneFrom: restApiId });
    expect(calls.state(clone).api.rootResourceId).not.toBe(resourceId);
    expect(withoutIds(calls.state(clone))).toEqual(withoutIds(calls.state(restApiId)));
  });

  it('that a domain leads to is not deleted, others take their stages out of usage plans', async () => {
    const { calls, restApiId } = await withApi();
    await calls.answer('CreateDeployment', { restApiId, stageName: 'live' });
    const plan = await calls.id('CreateUsagePlan', { name: 'p', apiStages: [{ apiId: restApiId, stage: 'live' }] });
    await calls.answer('CreateDomainName', { domainName: 'api.example.com' });
    await calls.answer('CreateBasePathMapping', { domainName: 'api.example.com', restApiId });
    expect(await calls.refusal('DeleteRestApi', { restApiId })).toContain('BadRequestException');
    await calls.answer('DeleteBasePathMapping', { domainName: 'api.example.com', basePath: '(none)' });
    expect(await calls.answer('DeleteRestApi', { restApiId })).toEqual({});
    expect(await calls.answer('GetUsagePlan', { usagePlanId: plan })).toMatchObject({ apiStages: [] });
    expect(await calls.refusal('GetRestApi', { restApiId })).toBe(
      `NotFoundException Invalid API identifier specified 111111111111:${restApiId}`,
    );
  });

  it('is imported, and put again over itself', async () => {
    const calls = new Calls();
    const body = (version: string) =>
      JSON.stringify({ openapi: '3.0.1', info: { title: 'Books', version }, paths: {} });
    const parameters = { endpointConfigurationTypes: 'REGIONAL' };
    const made = await calls.answer('ImportRestApi', { body: body('1'), parameters });
    expect(made).toMatchObject({ name: 'Books', version: '1', endpointConfiguration: { types: ['REGIONAL'] } });
    const put = { restApiId: made['id'], mode: 'overwrite', body: body('2') };
    expect(await calls.answer('PutRestApi', put)).toEqual({ ...made, version: '2', tags: {} });
    expect(await calls.refusal('PutRestApi', { ...put, mode: 'swap' })).toContain("Value 'swap' at 'mode'");
    expect(await calls.refusal('PutRestApi', { ...put, body: '{' })).toBe('BadRequestException Invalid OpenAPI input.');
    expect(await calls.refusal('ImportRestApi', { body: body('1'), parameters: { basepath: 'x' } })).toContain(
      'basepath',
    );
  });
});

describe('the account', () => {
  it('is plain JSON, whatever is made in it', async () => {
    const { calls, restApiId } = await withApi();
    await calls.answer('CreateDeployment', { restApiId, stageName: 'live', variables: { a: 'b' } });
    expect(JSON.parse(JSON.stringify(calls.account))).toEqual(calls.account);
  });

  it('shows its limits, and its role for logs where one is set', async () => {
    const calls = new Calls();
    const usual = await calls.answer('GetAccount');
    expect(usual).toMatchObject({ throttleSettings: { burstLimit: 5000, rateLimit: 10_000 } });
    const value = 'arn:aws:iam::111111111111:role/logs';
    const patchOperations = [{ op: 'replace', path: '/cloudwatchRoleArn', value }];
    expect(await calls.answer('UpdateAccount', { patchOperations })).toEqual({ ...usual, cloudwatchRoleArn: value });
    expect(await calls.answer('GetAccount')).toEqual({ ...usual, cloudwatchRoleArn: value });
  });
});
