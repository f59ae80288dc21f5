import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/index.js';
import { Calls, withApi } from './calls.js';

describe('a deployment', () => {
  it('needs methods, and integrations of all of them', async () => {
    const calls = new Calls();
    const { id, rootResourceId } = await calls.answer('CreateRestApi', { name: 'Books' });
    const [restApiId, resourceId] = [String(id), String(rootResourceId)];
    expect(await calls.refusal('CreateDeployment', { restApiId })).toContain("doesn't contain any methods");
    await calls.answer('PutMethod', { restApiId, resourceId, httpMethod: 'GET', authorizationType: 'NONE' });
    expect(await calls.refusal('CreateDeployment', { restApiId })).toContain('No integration defined for method');
  });

  it('is a snapshot that its stage serves until the stage moves', async () => {
    const { calls, restApiId, resourceId } = await withApi();
    const stageName = 'live';
    const first = await calls.id('CreateDeployment', { restApiId, stageName, description: 'one' });
    await calls.answer('DeleteMethod', { restApiId, resourceId, httpMethod: 'GET' });
    expect(JSON.parse(await calls.exported(restApiId, 'oas30'))).toHaveProperty('paths./.get');
    const summary = await calls.answer('GetDeployment', { restApiId, deploymentId: first, embed: 'apisummary' });
    expect(summary['apiSummary']).toEqual({ '/': { GET: { authorizationType: 'NONE', apiKeyRequired: false } } });
    const at = { restApiId, resourceId, httpMethod: 'PUT' };
    await calls.answer('PutMethod', { ...at, authorizationType: 'NONE' });
    await calls.answer('PutIntegration', { ...at, type: 'MOCK' });
    await calls.answer('CreateDeployment', { restApiId, stageName });
    expect(Object.keys(JSON.parse(await calls.exported(restApiId, 'oas30')).paths['/'])).toEqual(['put']);
    await calls.answer('DeleteDeployment', { restApiId, deploymentId: first });
    expect((await calls.answer('GetDeployments', { restApiId }))['item']).toHaveLength(1);
  });

  it('stays while a stage serves it', async () => {
    const { calls, restApiId } = await withApi();
    const deploymentId = await calls.id('CreateDeployment', { restApiId, stageName: 'live' });
    expect(await calls.refusal('DeleteDeployment', { restApiId, deploymentId })).toContain('Active stages pointing');
    await calls.answer('DeleteStage', { restApiId, stageName: 'live' });
    expect(await calls.answer('DeleteDeployment', { restApiId, deploymentId })).toEqual({});
    expect(await calls.refusal('GetDeployment', { restApiId, deploymentId })).toContain(
      'Invalid Deployment identifier',
    );
  });
});

async function withStage() {
  const { calls, restApiId } = await withApi();
  const deploymentId = await calls.id('CreateDeployment', { restApiId });
  const one = { restApiId, stageName: 'live' };
  const made = await calls.answer('CreateStage', {
    ...one,
    deploymentId,
    variables: { a: 'b' },
    description: 'the one',
  });
  return { calls, one, made, deploymentId };
}

describe('a stage', () => {
  it('has what it is made with beside the defaults of AWS', async () => {
    const { calls, one, made, deploymentId } = await withStage();
    expect(made).toEqual({
      ...{ deploymentId, stageName: 'live', description: 'the one', variables: { a: 'b' } },
      ...{ cacheClusterEnabled: false, cacheClusterStatus: 'NOT_AVAILABLE', methodSettings: {}, tracingEnabled: false },
      ...{ createdDate: expect.any(Number), lastUpdatedDate: expect.any(Number) },
    });
    expect(await calls.answer('GetStage', one)).toEqual(made);
    expect(await calls.answer('GetStages', { restApiId: one.restApiId, deploymentId })).toEqual({ item: [made] });
    expect(await calls.answer('GetStages', { restApiId: one.restApiId, deploymentId: 'x' })).toEqual({ item: [] });
  });

  it.each<[JsonObject[], JsonObject]>([
    [
      [
        { op: 'replace', path: '/variables/c', value: 'd' },
        { op: 'remove', path: '/variables/a' },
      ],
      { variables: { c: 'd' } },
    ],
    [
      [{ op: 'replace', path: '/*/*/throttling/rateLimit', value: '10' }],
      { methodSettings: { '*/*': expect.objectContaining({ throttlingRateLimit: 10, throttlingBurstLimit: 5000 }) } },
    ],
    [
      [
        { op: 'replace', path: '/~1a~1{b}/GET/logging/loglevel', value: 'INFO' },
        { op: 'replace', path: '/~1a~1{b}/GET/caching/enabled', value: 'true' },
      ],
      { methodSettings: { '~1a~1{b}/GET': expect.objectContaining({ loggingLevel: 'INFO', cachingEnabled: true }) } },
    ],
    [
      [
        { op: 'replace', path: '/*/*/metrics/enabled', value: 'true' },
        { op: 'remove', path: '/*/*' },
      ],
      { methodSettings: {} },
    ],
    [
      [{ op: 'replace', path: '/accessLogSettings/format', value: '$context.requestId' }],
      { accessLogSettings: { format: '$context.requestId' } },
    ],
    [
      [{ op: 'replace', path: '/cacheClusterEnabled', value: 'true' }],
      { cacheClusterEnabled: true, cacheClusterStatus: 'AVAILABLE' },
    ],
    [
      [{ op: 'replace', path: '/canarySettings/percentTraffic', value: '5' }],
      { canarySettings: { percentTraffic: 5 } },
    ],
  ])('changes by %j', async (patchOperations, expected) => {
    const { calls, one } = await withStage();
    const answer = await calls.answer('UpdateStage', { ...one, patchOperations });
    for (const [key, value] of Object.entries(expected)) expect(answer[key]).toEqual(value);
    expect(await calls.answer('GetStage', one)).toEqual(answer);
  });

  it.each<[JsonObject, string]>([
    [
      { op: 'replace', path: '/a/GET/speed', value: '1' },
      'Invalid method setting path: /a/GET/speed. Must be one of: [',
    ],
    [{ op: 'replace', path: '/deploymentId', value: 'x' }, 'NotFoundException Invalid Deployment identifier'],
    [{ op: 'replace', path: '/variables/a', value: 'ü' }, 'Stage variable value contains invalid characters'],
    [{ op: 'remove', path: '/description' }, 'Please choose supported operations'],
  ])('does not change by %j', async (patch, message) => {
    const { calls, one } = await withStage();
    expect(await calls.refusal('UpdateStage', { ...one, patchOperations: [patch] })).toContain(message);
  });

  it('is one of its name, with a name that fits a path, of a deployment that is there', async () => {
    const { calls, one, deploymentId } = await withStage();
    expect(await calls.refusal('CreateStage', { ...one, deploymentId })).toBe('ConflictException Stage already exists');
    expect(await calls.refusal('CreateStage', { ...one, stageName: 'a b', deploymentId })).toContain('Stage name only');
    expect(await calls.refusal('CreateStage', { ...one, stageName: 'b', deploymentId: 'x' })).toContain('Deployment');
    expect(await calls.refusal('GetStage', { ...one, stageName: 'b' })).toContain('Invalid stage identifier specified');
  });
});
