import { describe, expect, it } from 'vitest';
import { emptyHttpAccount } from '../../../src/local-aws/http/account.js';
import { apiMappingOperations } from '../../../src/local-aws/http/api-mappings.js';
import { countingWorld } from '../world.js';
import { Session } from './session.js';

const certificateArn = 'arn:aws:acm:eu-west-1:111111111111:certificate/a';
const domain = { domainName: 'api.example.com', domainNameConfigurations: [{ certificateArn }] };

async function withStages() {
  const session = new Session();
  const { apiId } = await session.apiWithRoute();
  for (const stageName of ['prod', 'beta']) await session.call('CreateStage', { apiId, stageName });
  await session.call('CreateDomainName', domain);
  return { session, apiId };
}

describe('a domain name', () => {
  it('comes with an endpoint', async () => {
    const made = await new Session().call('CreateDomainName', domain);
    expect(made).toMatchObject({
      ...{ apiMappingSelectionExpression: '$request.basepath', domainName: 'api.example.com', tags: {} },
      domainNameConfigurations: [
        { certificateArn, domainNameStatus: 'AVAILABLE', endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' },
      ],
    });
  });

  it.each([
    [{ ...domain, domainName: 'nowhere' }, /^400/],
    [{ domainName: 'a.example.com' }, /configuration/],
    [{ domainName: 'a.example.com', domainNameConfigurations: [{}] }, /Certificate/],
    [domain, /^409 ConflictException/],
  ])('cannot be %j', async (input, message) => {
    const { session } = await withStages();
    expect(await session.refusal('CreateDomainName', input)).toMatch(message);
  });

  it('keeps what an update does not name', async () => {
    const { session } = await withStages();
    const next = { domainName: 'api.example.com', domainNameConfigurations: [{ securityPolicy: 'TLS_1_3' }] };
    expect(await session.call('UpdateDomainName', next)).toMatchObject({
      domainNameConfigurations: [{ certificateArn, securityPolicy: 'TLS_1_3', endpointType: 'REGIONAL' }],
    });
    await session.call('DeleteDomainName', { domainName: 'api.example.com' });
    expect(await session.call('GetDomainNames')).toEqual({ items: [] });
  });
});

describe('an API mapping', () => {
  it('leads to a stage, and then to another', async () => {
    const { session, apiId } = await withStages();
    const { domainName } = domain;
    const made = await session.call('CreateApiMapping', { domainName, apiId, stage: 'prod' });
    const { apiMappingId } = made;
    expect(made).toEqual({ apiId, apiMappingId, apiMappingKey: '', stage: 'prod' });
    await session.call('UpdateApiMapping', { domainName, apiMappingId, apiId, stage: 'beta' });
    expect((await session.call('GetApiMappings', { domainName }))['items']).toEqual([{ ...made, stage: 'beta' }]);
    await session.call('DeleteApiMapping', { domainName, apiMappingId });
    expect(await session.refusal('GetApiMapping', { domainName, apiMappingId })).toMatch(/^404/);
  });

  it.each([
    [{ stage: 'none' }, '400 BadRequestException: Invalid stage identifier specified'],
    [{ stage: 'beta', apiMappingKey: '' }, '409 ConflictException: ApiMapping key already exists for this domain name'],
    [{ stage: 'beta', apiMappingKey: '/v1' }, /^400/],
    [{ stage: 'beta', domainName: 'none.example.com' }, /^404/],
  ])('cannot be %j', async (input, message) => {
    const { session, apiId } = await withStages();
    const mapping = { domainName: domain.domainName, apiId, stage: 'prod' };
    await session.call('CreateApiMapping', mapping);
    await session.call('CreateApiMapping', { ...mapping, apiMappingKey: 'v1/books' });
    expect(await session.refusal('CreateApiMapping', { ...mapping, ...input })).toMatch(message);
  });

  it('leads to a REST API too, where that has the stage', async () => {
    const [create] = apiMappingOperations((apiId, stage) => apiId === 'rest' && stage === 'prod');
    const session = new Session();
    await session.call('CreateDomainName', domain);
    const account = { ...emptyHttpAccount(), domainNames: session.account.domainNames };
    const mapping = { domainName: domain.domainName, apiId: 'rest', stage: 'prod' };
    expect(await create?.run(account, mapping, countingWorld())).toMatchObject({ kind: 'done' });
    expect(
      await create?.run(account, { ...mapping, apiMappingKey: 'x', stage: 'beta' }, countingWorld()),
    ).toMatchObject({
      kind: 'refused',
    });
  });
});

describe('a VPC link', () => {
  it('is on its way, and ready when it is asked for', async () => {
    const session = new Session();
    const made = await session.call('CreateVpcLink', { name: 'link', subnetIds: ['subnet-1'], tags: { a: 'b' } });
    expect(made).toMatchObject({
      vpcLinkStatus: 'PENDING',
      securityGroupIds: [],
      tags: { a: 'b' },
      vpcLinkVersion: 'V2',
    });
    const { vpcLinkId } = made;
    expect(await session.call('GetVpcLink', { vpcLinkId })).toMatchObject({ vpcLinkStatus: 'AVAILABLE' });
    expect(await session.call('UpdateVpcLink', { vpcLinkId, name: 'other' })).toMatchObject({ name: 'other' });
    await session.call('DeleteVpcLink', { vpcLinkId });
    expect(await session.call('GetVpcLinks')).toEqual({ items: [] });
    expect(await session.refusal('DeleteVpcLink', { vpcLinkId })).toMatch(/^404/);
    expect(await session.refusal('CreateVpcLink', { name: 'link' })).toMatch(/^400/);
  });
});

describe('tags', () => {
  const arn = (path: string) => `arn:aws:apigateway:eu-west-1::${path}`;

  it('are put on and taken off, wherever they may be', async () => {
    const { session, apiId } = await withStages();
    const { vpcLinkId } = await session.call('CreateVpcLink', { name: 'link', subnetIds: ['subnet-1'] });
    const paths = [
      `/apis/${apiId}`,
      `/apis/${apiId}/stages/prod`,
      '/domainnames/api.example.com',
      `/vpclinks/${vpcLinkId}`,
    ];
    for (const resourceArn of paths.map(arn)) {
      await session.call('TagResource', { resourceArn, tags: { a: '1', b: '2', c: '3' } });
      await session.call('UntagResource', { resourceArn, tagKeys: 'a' });
      await session.call('UntagResource', { resourceArn, tagKeys: ['b', 'none'] });
      expect(await session.call('GetTags', { resourceArn })).toEqual({ tags: { c: '3' } });
    }
    expect(await session.call('GetApi', { apiId })).toMatchObject({ tags: { c: '3' } });
    expect(await session.call('GetStage', { apiId, stageName: 'prod' })).toMatchObject({ tags: { c: '3' } });
  });

  it.each(['/apis/none', '/apis/none/stages/prod', '/restapis/none', 'nonsense'])('are not on %s', async (path) => {
    expect(await new Session().refusal('GetTags', { resourceArn: arn(path) })).toMatch(/^404/);
  });
});
