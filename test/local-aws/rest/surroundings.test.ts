import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/index.js';
import { Calls, withApi } from './calls.js';

async function withPlan() {
  const { calls, restApiId } = await withApi();
  await calls.answer('CreateDeployment', { restApiId, stageName: 'live' });
  const apiStages = [{ apiId: restApiId, stage: 'live' }];
  const usagePlanId = await calls.id('CreateUsagePlan', {
    ...{ name: 'gold', apiStages, throttle: { rateLimit: 1, burstLimit: 2 }, quota: { limit: 9, period: 'DAY' } },
  });
  return { calls, restApiId, usagePlanId };
}

describe('a usage plan', () => {
  it('has what it is made with', async () => {
    const { calls, restApiId, usagePlanId } = await withPlan();
    expect(await calls.answer('GetUsagePlan', { usagePlanId })).toEqual({
      ...{ id: usagePlanId, name: 'gold', apiStages: [{ apiId: restApiId, stage: 'live' }] },
      ...{ throttle: { rateLimit: 1, burstLimit: 2 }, quota: { limit: 9, period: 'DAY', offset: 0 } },
    });
  });

  it('takes and leaves stages, and limits methods of them', async () => {
    const { calls, restApiId, usagePlanId } = await withPlan();
    const stage = `${restApiId}:live`;
    const update = (...patchOperations: JsonObject[]) =>
      calls.answer('UpdateUsagePlan', { usagePlanId, patchOperations });
    const limit = { op: 'replace', path: `/apiStages/${stage}/throttle/~1a/GET/rateLimit`, value: '3' };
    const limited = { apiId: restApiId, stage: 'live', throttle: { '/a/GET': { rateLimit: 3 } } };
    expect(await update(limit)).toMatchObject({ apiStages: [limited] });
    expect(await update({ op: 'remove', path: '/quota' })).not.toHaveProperty('quota');
    expect(await calls.refusal('DeleteUsagePlan', { usagePlanId })).toContain('API stages associated');
    expect(await update({ op: 'remove', path: '/apiStages', value: stage })).toMatchObject({ apiStages: [] });
    expect(await update({ op: 'add', path: '/apiStages', value: stage })).toMatchObject({
      apiStages: [{ stage: 'live' }],
    });
    const other = { usagePlanId, patchOperations: [{ op: 'add', path: '/apiStages', value: `${restApiId}:none` }] };
    expect(await calls.refusal('UpdateUsagePlan', other)).toBe(
      `NotFoundException API Stage not found: ${restApiId}:none`,
    );
    await calls.answer('DeleteStage', { restApiId, stageName: 'live' });
    expect(await calls.answer('DeleteUsagePlan', { usagePlanId })).toEqual({});
    expect(await calls.refusal('GetUsagePlan', { usagePlanId })).toBe(
      'NotFoundException Invalid Usage Plan ID specified',
    );
  });

  it('has keys, by which it is found', async () => {
    const { calls, usagePlanId } = await withPlan();
    const keyId = await calls.id('CreateApiKey', { name: 'mine', enabled: true });
    const key = { id: keyId, type: 'API_KEY', name: 'mine', value: expect.any(String) };
    const given = { usagePlanId, keyId, keyType: 'API_KEY' };
    expect(await calls.answer('CreateUsagePlanKey', given)).toEqual(key);
    expect(await calls.refusal('CreateUsagePlanKey', given)).toContain('ConflictException');
    expect(await calls.answer('GetUsagePlanKeys', { usagePlanId, nameQuery: 'mi' })).toEqual({ item: [key] });
    expect(await calls.answer('GetUsagePlanKeys', { usagePlanId, nameQuery: 'x' })).toEqual({ item: [] });
    expect((await calls.answer('GetUsagePlans', { keyId }))['item']).toHaveLength(1);
    await calls.answer('DeleteUsagePlanKey', given);
    expect((await calls.answer('GetUsagePlans', { keyId }))['item']).toHaveLength(0);
    expect(await calls.refusal('GetUsagePlanKey', given)).toContain('Invalid API Key identifier specified');
  });
});

describe('an API key', () => {
  it('shows its value where it is asked for alone', async () => {
    const calls = new Calls();
    const value = 'a'.repeat(20);
    const apiKey = await calls.id('CreateApiKey', { name: 'mine', value });
    expect(await calls.answer('GetApiKey', { apiKey })).not.toHaveProperty('value');
    expect(await calls.answer('GetApiKey', { apiKey, includeValue: 'true' })).toMatchObject({ value });
    expect((await calls.answer('GetApiKeys', {}))['item']).toEqual([expect.not.objectContaining({ value })]);
    expect((await calls.answer('GetApiKeys', { includeValues: true }))['item']).toMatchObject([{ value }]);
    expect(await calls.refusal('CreateApiKey', { value })).toBe('ConflictException API Key already exists');
    expect(await calls.refusal('CreateApiKey', { value: 'short' })).toContain('at least 20 characters');
  });

  it('changes, and leaves its plans when it is deleted', async () => {
    const { calls, usagePlanId } = await withPlan();
    const apiKey = await calls.id('CreateApiKey', { name: 'mine' });
    await calls.answer('CreateUsagePlanKey', { usagePlanId, keyId: apiKey, keyType: 'API_KEY' });
    const patchOperations = [
      { op: 'replace', path: '/enabled', value: 'true' },
      { op: 'add', path: '/stages', value: 'api/live' },
    ];
    const changed = { enabled: true, stageKeys: ['api/live'] };
    expect(await calls.answer('UpdateApiKey', { apiKey, patchOperations })).toMatchObject(changed);
    await calls.answer('DeleteApiKey', { apiKey });
    expect(await calls.answer('GetUsagePlanKeys', { usagePlanId })).toEqual({ item: [] });
  });
});

describe('a domain name', () => {
  const domainName = 'api.example.com';

  it.each([
    ['REGIONAL', { regionalDomainName: expect.stringMatching(/^d-.+\.execute-api\.eu-west-1\.amazonaws\.com$/) }],
    ['EDGE', { distributionDomainName: expect.stringMatching(/\.cloudfront\.net$/) }],
  ])('that is %s leads where such ones do', async (type, expected) => {
    const calls = new Calls();
    const endpointConfiguration = { types: [type] };
    const made = await calls.answer('CreateDomainName', { domainName, endpointConfiguration });
    expect(made).toMatchObject({ domainName, securityPolicy: 'TLS_1_2', domainNameStatus: 'AVAILABLE', ...expected });
    expect(await calls.answer('GetDomainNames')).toEqual({ item: [made] });
    expect(await calls.refusal('CreateDomainName', { domainName })).toContain('already exists');
    await calls.answer('DeleteDomainName', { domainName });
    expect(await calls.refusal('GetDomainName', { domainName })).toContain('Invalid domain name identifier specified');
  });

  it('maps base paths to stages', async () => {
    const { calls, restApiId } = await withPlan();
    await calls.answer('CreateDomainName', { domainName });
    const map = (more: JsonObject) => ({ domainName, restApiId, ...more });
    const made = await calls.answer('CreateBasePathMapping', map({ stage: 'live' }));
    expect(made).toEqual({ basePath: '(none)', restApiId, stage: 'live' });
    expect(await calls.refusal('CreateBasePathMapping', map({}))).toContain('Base path already exists');
    expect(await calls.refusal('CreateBasePathMapping', map({ basePath: 'a/b' }))).toContain('slash character');
    expect(await calls.refusal('CreateBasePathMapping', map({ basePath: 'a', stage: 'x' }))).toContain('Invalid stage');
    expect(await calls.refusal('CreateBasePathMapping', { domainName, restApiId: 'x' })).toContain('Invalid REST API');
    const patchOperations = [{ op: 'replace', path: '/basePath', value: 'v1' }];
    const moved = await calls.answer('UpdateBasePathMapping', { domainName, basePath: '(none)', patchOperations });
    expect(moved).toEqual({ ...made, basePath: 'v1' });
    expect(await calls.answer('GetBasePathMappings', { domainName })).toEqual({ item: [moved] });
    await calls.answer('DeleteBasePathMapping', { domainName, basePath: 'v1' });
    const gone = await calls.refusal('GetBasePathMapping', { domainName, basePath: 'v1' });
    expect(gone).toContain('Invalid base path mapping identifier specified');
  });
});

describe('a VPC link', () => {
  it('is pending first, and there when it is looked for', async () => {
    const calls = new Calls();
    const made = await calls.answer('CreateVpcLink', { name: 'nlb', targetArns: ['arn:nlb'] });
    expect(made).toMatchObject({ name: 'nlb', targetArns: ['arn:nlb'], status: 'PENDING' });
    const one = { vpcLinkId: made['id'] };
    expect(await calls.answer('GetVpcLink', one)).toMatchObject({ status: 'AVAILABLE' });
    const patchOperations = [{ op: 'replace', path: '/name', value: 'other' }];
    expect(await calls.answer('UpdateVpcLink', { ...one, patchOperations })).toMatchObject({ name: 'other' });
    await calls.answer('DeleteVpcLink', one);
    expect(await calls.refusal('GetVpcLink', one)).toContain('NotFoundException');
    expect(await calls.refusal('CreateVpcLink', { name: 'a', targetArns: [] })).toContain('BadRequestException');
  });
});

describe('tags', () => {
  it('belong to what an ARN names', async () => {
    const { calls, restApiId, usagePlanId } = await withPlan();
    const apiKey = await calls.id('CreateApiKey', { tags: { team: 'a' } });
    const vpcLinkId = await calls.id('CreateVpcLink', { name: 'nlb', targetArns: ['arn:nlb'] });
    await calls.answer('CreateDomainName', { domainName: 'api.example.com' });
    const places = [
      ...[`restapis/${restApiId}`, `restapis/${restApiId}/stages/live`, `usageplans/${usagePlanId}`],
      ...[`apikeys/${apiKey}`, `vpclinks/${vpcLinkId}`, 'domainnames/api.example.com'],
    ];
    for (const place of places) {
      const resourceArn = `arn:aws:apigateway:eu-west-1::/${place}`;
      await calls.answer('TagResource', { resourceArn, tags: { team: 'b', cost: '1' } });
      await calls.answer('UntagResource', { resourceArn, tagKeys: ['cost'] });
      expect(await calls.answer('GetTags', { resourceArn })).toEqual({ tags: { team: 'b' } });
    }
    expect(await calls.answer('GetRestApi', { restApiId })).toMatchObject({ tags: { team: 'b' } });
    expect(await calls.answer('GetStage', { restApiId, stageName: 'live' })).toMatchObject({ tags: { team: 'b' } });
  });

  it.each([
    ['restapis/x', 'BadRequestException Invalid ARN'],
    ['arn:aws:apigateway:eu-west-1::/restapis/x', 'NotFoundException'],
    ['arn:aws:apigateway:eu-west-1::/sdks/x', 'NotFoundException'],
  ])('are not of %s', async (resourceArn, message) => {
    expect(await new Calls().refusal('GetTags', { resourceArn })).toContain(message);
  });
});
