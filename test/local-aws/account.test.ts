import { describe, expect, it } from 'vitest';
import { accountOperations, emptyAwsAccount } from '../../src/local-aws/account.js';
import type { JsonObject } from '../../src/model/index.js';
import { countingWorld } from './world.js';

/** @returns calls of one account, by plane and name */
function openAccount() {
  const account = emptyAwsAccount();
  const operations = accountOperations(account);
  const world = countingWorld();
  const call = (isV2: boolean) => async (name: string, input: JsonObject) => {
    const operation = operations.find((one) => one.name === name && one.path.startsWith('/v2/') === isV2);
    const outcome = await operation?.run(input, world);
    if (outcome?.kind === 'done') return outcome.answer;
    throw new Error(outcome?.kind === 'refused' ? outcome.message : `There is no ${name}.`);
  };
  return { account, v1: call(false), v2: call(true) };
}

const domainName = 'api.example.com';
const mock = { 'x-amazon-apigateway-integration': { type: 'mock' } };
const definition = { openapi: '3.0.1', info: { title: 'Books', version: '1' }, paths: { '/books': { get: mock } } };

async function withRestApi() {
  const account = openAccount();
  const { id: restApiId = '' } = await account.v1('ImportRestApi', { body: JSON.stringify(definition) });
  await account.v1('CreateDeployment', { restApiId, stageName: 'live' });
  return { ...account, restApiId };
}

describe('the domain names of an account', () => {
  it('are one set: what v1 makes, v2 shows', async () => {
    const { v1, v2, restApiId } = await withRestApi();
    const regional = { types: ['REGIONAL'] };
    const made = await v1('CreateDomainName', {
      ...{ domainName, endpointConfiguration: regional, regionalCertificateArn: 'arn:cert', tags: { team: 'a' } },
    });
    expect(await v2('GetDomainName', { domainName })).toMatchObject({
      ...{ domainName, tags: { team: 'a' } },
      domainNameConfigurations: [
        {
          ...{ endpointType: 'REGIONAL', certificateArn: 'arn:cert', domainNameStatus: 'AVAILABLE' },
          apiGatewayDomainName: made['regionalDomainName'],
        },
      ],
    });
    await v1('CreateBasePathMapping', { domainName, restApiId, basePath: 'v1', stage: 'live' });
    expect((await v2('GetApiMappings', { domainName }))['items']).toEqual([
      { apiId: restApiId, apiMappingId: expect.any(String), apiMappingKey: 'v1', stage: 'live' },
    ]);
  });

  it('are one set: what v2 makes, v1 shows', async () => {
    const { v1, v2, restApiId } = await withRestApi();
    const domainNameConfigurations = [{ certificateArn: 'arn:cert' }];
    await v2('CreateDomainName', { domainName, domainNameConfigurations });
    const { apiId = '' } = await v2('CreateApi', { name: 'New', protocolType: 'HTTP' });
    await v2('CreateStage', { apiId, stageName: '$default' });
    await v2('CreateApiMapping', { domainName, apiId: restApiId, stage: 'live', apiMappingKey: 'old/books' });
    await v2('CreateApiMapping', { domainName, apiId, stage: '$default' });
    expect(await v1('GetDomainName', { domainName })).toMatchObject({
      ...{ domainName, regionalCertificateArn: 'arn:cert', securityPolicy: 'TLS_1_2' },
      endpointConfiguration: { types: ['REGIONAL'] },
    });
    expect((await v1('GetBasePathMappings', { domainName }))['item']).toEqual([
      { basePath: 'old/books', restApiId, stage: 'live' },
      { basePath: '(none)', restApiId: apiId, stage: '$default' },
    ]);
  });

  it('cut over by one change of a mapping that v1 made, and back', async () => {
    const { v1, v2, restApiId } = await withRestApi();
    await v1('CreateDomainName', { domainName });
    await v1('CreateBasePathMapping', { domainName, restApiId, stage: 'live' });
    const { apiId = '' } = await v2('CreateApi', { name: 'New', protocolType: 'HTTP' });
    await v2('CreateStage', { apiId, stageName: '$default' });
    const [mapping] = Object.values((await v2('GetApiMappings', { domainName }))['items'] ?? {});
    const { apiMappingId = '' } = mapping as JsonObject;
    await v2('UpdateApiMapping', { domainName, apiMappingId, apiId, stage: '$default' });
    const named = { domainName, basePath: '(none)' };
    expect(await v1('GetBasePathMapping', named)).toMatchObject({ restApiId: apiId });
    await v2('UpdateApiMapping', { domainName, apiMappingId, apiId: restApiId, stage: 'live' });
    expect(await v1('GetBasePathMapping', named)).toMatchObject({ restApiId });
  });

  it('hold on to the APIs that they lead to, whoever mapped them', async () => {
    const { v1, v2, restApiId } = await withRestApi();
    await v2('CreateDomainName', { domainName, domainNameConfigurations: [{ certificateArn: 'arn:cert' }] });
    const wanted = { domainName, apiId: restApiId, stage: 'nothing' };
    await expect(v2('CreateApiMapping', wanted)).rejects.toThrow('Invalid stage identifier');
    await v2('CreateApiMapping', { ...wanted, stage: 'live' });
    await expect(v1('DeleteRestApi', { restApiId })).rejects.toThrow('base path mappings');
    await v1('DeleteBasePathMapping', { domainName, basePath: '(none)' });
    await v1('DeleteRestApi', { restApiId });
    await v1('DeleteDomainName', { domainName });
    expect(await v2('GetDomainNames', {})).toEqual({ items: [] });
  });

  it('get an address of their new kind when they change it', async () => {
    const { v1 } = openAccount();
    await v1('CreateDomainName', { domainName });
    const patchOperations = [{ op: 'replace', path: '/endpointConfiguration/types/EDGE', value: 'REGIONAL' }];
    const changed = await v1('UpdateDomainName', { domainName, patchOperations });
    expect(changed).toMatchObject({ regionalDomainName: expect.stringContaining('execute-api') });
    expect(changed).not.toHaveProperty('distributionDomainName');
  });
});
