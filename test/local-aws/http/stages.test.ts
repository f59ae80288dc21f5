import { describe, expect, it } from 'vitest';
import { jwt, Session } from './session.js';

async function withApi() {
  const session = new Session();
  return { session, ...(await session.apiWithRoute()) };
}

describe('a stage', () => {
  it('has the defaults of AWS', async () => {
    const { session, apiId } = await withApi();
    expect(await session.call('CreateStage', { apiId, stageName: 'prod' })).toEqual({
      createdDate: '2024-01-01T00:00:00Z',
      defaultRouteSettings: { detailedMetricsEnabled: false },
      lastUpdatedDate: '2024-01-01T00:00:00Z',
      routeSettings: {},
      stageName: 'prod',
      stageVariables: {},
      tags: {},
    });
  });

  it.each([
    ['without a name', {}, /^400/],
    ['of a name that is none', { stageName: 'a b' }, /^400/],
    ['twice', { stageName: 'taken' }, /^409 ConflictException: Stage already exists$/],
    ['with a deployment that is not there', { stageName: 'a', deploymentId: 'none' }, /^404/],
    ['with a variable that is none', { stageName: 'a', stageVariables: { 'a-b': 'c' } }, /a-b/],
    ['with a value that is none', { stageName: 'a', stageVariables: { a: 'b c' } }, /variable a /],
    ['with a log of no request', { stageName: 'a', accessLogSettings: { format: '$context.path' } }, /requestId/],
    ['with a log to nowhere', { stageName: 'a', accessLogSettings: { destinationArn: 'here' } }, /ARN/],
    [
      'with settings of a route that is not there',
      { stageName: 'a', routeSettings: { 'GET /none': { throttlingBurstLimit: 1 } } },
      /^404 NotFoundException: Unable to find Route by key GET \/none within the provided RouteSettings$/,
    ],
    [
      'with settings of WebSocket APIs',
      { stageName: 'a', defaultRouteSettings: { loggingLevel: 'INFO' } },
      /HTTP APIs/,
    ],
  ])('cannot be made %s', async (_name, input, message) => {
    const { session, apiId } = await withApi();
    await session.call('CreateStage', { apiId, stageName: 'taken' });
    expect(await session.refusal('CreateStage', { apiId, ...input })).toMatch(message);
    expect((await session.call('GetStages', { apiId }))['items']).toHaveLength(1);
  });

  it('takes variables and settings of routes one by one', async () => {
    const { session, apiId } = await withApi();
    await session.call('CreateRoute', { apiId, routeKey: 'PUT /books' });
    const stage = { apiId, stageName: 'prod' };
    await session.call('CreateStage', {
      ...stage,
      stageVariables: { a: '1', b: '2' },
      defaultRouteSettings: { throttlingRateLimit: 2.5 },
      routeSettings: { 'GET /books': { throttlingBurstLimit: 1 } },
    });
    const updated = await session.call('UpdateStage', {
      ...stage,
      stageVariables: { a: '', c: '3' },
      defaultRouteSettings: { throttlingBurstLimit: 5 },
      routeSettings: { 'PUT /books': { detailedMetricsEnabled: true } },
    });
    expect(updated).toMatchObject({
      stageVariables: { b: '2', c: '3' },
      defaultRouteSettings: { detailedMetricsEnabled: false, throttlingBurstLimit: 5, throttlingRateLimit: 2.5 },
      routeSettings: {
        'GET /books': { detailedMetricsEnabled: false, throttlingBurstLimit: 1 },
        'PUT /books': { detailedMetricsEnabled: true },
      },
    });
    await session.call('DeleteRouteSettings', { ...stage, routeKey: 'GET /books' });
    expect(Object.keys(Object((await session.call('GetStage', stage))['routeSettings']))).toEqual(['PUT /books']);
    expect(await session.refusal('DeleteRouteSettings', { ...stage, routeKey: 'GET /books' })).toMatch(/^404/);
  });

  it('gives up its access log', async () => {
    const { session, apiId } = await withApi();
    const destinationArn = 'arn:aws:logs:eu-west-1:111111111111:log-group:books';
    const accessLogSettings = { destinationArn: `${destinationArn}:*`, format: '{"id":"$context.requestId"}' };
    const made = await session.call('CreateStage', { apiId, stageName: 'prod', accessLogSettings });
    expect(made['accessLogSettings']).toEqual({ ...accessLogSettings, destinationArn });
    await session.call('DeleteAccessLogSettings', { apiId, stageName: 'prod' });
    expect(await session.call('GetStage', { apiId, stageName: 'prod' })).not.toHaveProperty('accessLogSettings');
  });
});

describe('a deployment', () => {
  it('is what the stage shows, until the next one', async () => {
    const { session, apiId } = await withApi();
    await session.call('CreateStage', { apiId, stageName: 'prod' });
    const deployment = await session.call('CreateDeployment', { apiId, stageName: 'prod', description: 'first' });
    const { deploymentId } = deployment;
    expect(deployment).toEqual({
      ...{ autoDeployed: false, createdDate: '2024-01-01T00:00:00Z', deploymentId, deploymentStatus: 'DEPLOYED' },
      description: 'first',
    });
    expect(await session.call('GetStage', { apiId, stageName: 'prod' })).toMatchObject({ deploymentId });
    expect(await session.refusal('DeleteDeployment', { apiId, deploymentId })).toBe(
      '400 BadRequestException: Active stages pointing to this deployment must be moved or deleted',
    );
    const second = await session.call('CreateDeployment', { apiId });
    await session.call('UpdateStage', { apiId, stageName: 'prod', deploymentId: second['deploymentId'] });
    await session.call('DeleteDeployment', { apiId, deploymentId });
    expect((await session.call('GetDeployments', { apiId }))['items']).toEqual([second]);
  });

  it('of nothing is refused', async () => {
    const session = new Session();
    const { apiId = '' } = await session.call('CreateApi', { name: 'a', protocolType: 'HTTP' });
    expect(await session.refusal('CreateDeployment', { apiId })).toMatch(/At least one route is required/);
    expect(await session.refusal('CreateDeployment', { apiId, stageName: 'none' })).toMatch(/^404/);
  });
});

describe('auto deploy', () => {
  const changes: [string, (session: Session, ids: { apiId: unknown; routeId: unknown }) => Promise<unknown>][] = [
    [
      'a new route',
      (session, { apiId }) => session.call('CreateRoute', { apiId: String(apiId), routeKey: 'PUT /books' }),
    ],
    [
      'a route deleted',
      async (session, { apiId, routeId }) => {
        await session.call('CreateRoute', { apiId: String(apiId), routeKey: 'PUT /books' });
        await session.call('DeleteRoute', { apiId: String(apiId), routeId: String(routeId) });
      },
    ],
    ['a new authorizer', (session, { apiId }) => session.call('CreateAuthorizer', { apiId: String(apiId), ...jwt })],
    ['the API itself', (session, { apiId }) => session.call('UpdateApi', { apiId: String(apiId), name: 'b' })],
  ];

  it.each(changes)('follows %s, with one automatic deployment at a time', async (_name, change) => {
    const { session, apiId, routeId } = await withApi();
    const stage = await session.call('CreateStage', { apiId, stageName: '$default', autoDeploy: true });
    expect(stage).toMatchObject({ autoDeploy: true, deploymentId: expect.any(String) });
    await change(session, { apiId, routeId });
    const { deploymentId, lastDeploymentStatusMessage } = await session.call('GetStage', {
      apiId,
      stageName: '$default',
    });
    expect(deploymentId).not.toBe(stage['deploymentId']);
    expect(lastDeploymentStatusMessage).toContain(deploymentId);
    expect((await session.call('GetDeployments', { apiId }))['items']).toMatchObject([
      { deploymentId, autoDeployed: true },
    ]);
    const record = session.account.apis[String(apiId)];
    expect(record?.snapshots[String(deploymentId)]?.routes).toEqual(record?.routes);
  });

  it('waits for a first route', async () => {
    const session = new Session();
    const { apiId = '' } = await session.call('CreateApi', { name: 'a', protocolType: 'HTTP' });
    const stage = await session.call('CreateStage', { apiId, stageName: '$default', autoDeploy: true });
    expect(stage).not.toHaveProperty('deploymentId');
    await session.call('CreateRoute', { apiId, routeKey: '$default' });
    expect(await session.call('GetStage', { apiId, stageName: '$default' })).toHaveProperty('deploymentId');
  });

  it('takes no deployment by hand', async () => {
    const { session, apiId } = await withApi();
    const { deploymentId } = await session.call('CreateDeployment', { apiId });
    await session.call('CreateStage', { apiId, stageName: '$default', autoDeploy: true });
    expect(await session.refusal('UpdateStage', { apiId, stageName: '$default', deploymentId })).toMatch(/^400/);
    expect(await session.refusal('CreateDeployment', { apiId, stageName: '$default' })).toMatch(/^400/);
  });
});
