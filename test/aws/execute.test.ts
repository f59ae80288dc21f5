import { afterEach, describe, expect, it } from 'vitest';
import type { HttpStage, JsonObject } from '../../src/model/index.js';
import { emptyAwsAccount } from '../../src/local-aws/account.js';
import { type Fault, faultAt } from '../../src/local-aws/server-faults.js';
import { type Endpoint, openEndpoint } from '../local-aws/serving.js';
import { accountAt, entriesOf, folderForRuns, importWish, planOf, undoRun, type Wish } from './importing.js';

const open: Endpoint[] = [];
afterEach(async () => {
  for (const endpoint of open.splice(0)) await endpoint.close();
});

async function endpointWith(...args: Parameters<typeof openEndpoint>) {
  const calls: string[] = [];
  const endpoint = await openEndpoint({ ...args[0], onCall: ({ name }) => calls.push(name) }, args[1]);
  open.push(endpoint);
  return { endpoint, calls, account: await accountAt(endpoint.url) };
}

const functionArn = 'arn:aws:lambda:eu-west-1:111111111111:function:orders:live';

function definition(changes: { uri?: string; more?: JsonObject } = {}): JsonObject {
  return {
    openapi: '3.0.1',
    info: { title: 'shop', version: '1.0' },
    'x-amazon-apigateway-cors': { allowOrigins: ['https://shop.example.com'], allowMethods: ['POST', 'GET'] },
    tags: [{ name: 'team', 'x-amazon-apigateway-tag-value': 'shop' }],
    components: {
      securitySchemes: {
        pool: {
          ...{ type: 'oauth2', flows: {} },
          'x-amazon-apigateway-authorizer': {
            ...{ type: 'jwt', identitySource: '$request.header.Authorization' },
            jwtConfiguration: { issuer: 'https://issuer.example.com', audience: ['shop'] },
          },
        },
      },
    },
    paths: {
      '/orders/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        get: {
          security: [{ pool: ['orders/read'] }],
          responses: { default: { description: 'any' } },
          'x-amazon-apigateway-integration': {
            ...{ type: 'AWS_PROXY', httpMethod: 'POST', payloadFormatVersion: '2.0' },
            uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
          },
        },
      },
      '/stock': stock(changes.uri ?? 'https://stock.example.com'),
      ...changes.more,
    },
  };
}

function stock(uri: string): JsonObject {
  const integration = { type: 'HTTP_PROXY', httpMethod: 'GET', payloadFormatVersion: '1.0', uri };
  return { get: { responses: { default: { description: 'any' } }, 'x-amazon-apigateway-integration': integration } };
}

const stage: HttpStage = {
  name: 'prod',
  description: 'production',
  stageVariables: { table: 'orders' },
  defaultRouteSettings: { throttlingBurstLimit: 20, throttlingRateLimit: 10 },
  routeSettings: { 'GET /stock': { throttlingBurstLimit: 5, throttlingRateLimit: 2 } },
  accessLog: {
    format: '{"id":"$context.requestId"}',
    destinationArn: 'arn:aws:logs:eu-west-1:111111111111:log-group:shop',
  },
  tags: { team: 'shop' },
  api: { ipAddressType: 'dualstack', tags: { cost: 'c1' } },
};

const wish: Wish = { definition: definition(), stage };

describe('an import', () => {
  it('makes the API, the permission and the stage, with tags that say whose they are', async () => {
    const { account, endpoint } = await endpointWith();
    const { outcome, run } = await importWish(account, wish, await folderForRuns());
    expect(outcome).toMatchObject({ kind: 'done' });
    const [record] = Object.values(endpoint.account.http.apis);
    expect(record?.api).toMatchObject({
      ...{ name: 'shop', ipAddressType: 'dualstack' },
      tags: { team: 'shop', cost: 'c1', 'apigw-migrate:source': 'rest1', 'apigw-migrate:run': run },
    });
    expect(record?.stages['prod']).toMatchObject({
      ...{ autoDeploy: true, stageVariables: { table: 'orders' } },
      defaultRouteSettings: { throttlingBurstLimit: 20 },
      tags: { team: 'shop', 'apigw-migrate:run': run },
    });
    expect(endpoint.account.functions.policies['orders:live']).toMatchObject([
      { Sid: expect.stringMatching(/^apigw-migrate-\w+$/), Principal: { Service: 'apigateway.amazonaws.com' } },
    ]);
  });

  it('changes nothing the second time', async () => {
    const { account } = await endpointWith();
    await importWish(account, wish, await folderForRuns());
    const { plan } = await planOf(account, wish);
    expect(plan.changes.filter(({ action }) => action !== 'unchanged')).toEqual([]);
    expect(plan.steps).toEqual([]);
  });

  it('is taken back whole, and its journal says each call before it was made', async () => {
    const { account, endpoint } = await endpointWith();
    const folder = await folderForRuns();
    const { run } = await importWish(account, wish, folder);
    expect(await undoRun(account, run, folder)).toEqual([]);
    expect(stateOf(endpoint)).toEqual(stateOf({ account: emptyAwsAccount() }));
    const kinds = (await entriesOf(folder, run)).map((entry) => ('operation' in entry ? entry.operation : entry.kind));
    expect(kinds).toEqual([
      ...['ImportApi', 'done', 'UpdateApi', 'done', 'AddPermission', 'done', 'CreateStage', 'done', 'end'],
      ...['DeleteStage', 'undone', 'RemovePermission', 'undone', 'UpdateApi', 'undone', 'DeleteApi', 'undone'],
    ]);
  });
});

const nextWish: Wish = {
  definition: definition({ uri: 'https://new.example.com', more: { '/more': stock('https://more.example.com') } }),
  stage: { ...stage, stageVariables: { bucket: 'b' }, routeSettings: { 'GET /more': { throttlingBurstLimit: 1 } } },
};

describe('an import over an earlier one', () => {
  it('changes what differs, and is taken back to what was there', async () => {
    const { account, endpoint } = await endpointWith();
    const folder = await folderForRuns();
    await importWish(account, wish, folder);
    const before = stateOf(endpoint);
    const { outcome, run } = await importWish(account, nextWish, folder);
    expect(outcome).toMatchObject({ kind: 'done' });
    expect((await planOf(account, nextWish)).plan.steps).toEqual([]);
    expect(await undoRun(account, run, folder)).toEqual([]);
    expect(stateOf(endpoint)).toEqual(before);
  });
});

const faults: Fault[] = ['throttle', 'deny', 'drop-before', 'drop-after'];

describe('a fault at any call of an import', () => {
  it.each(faults)('%s leaves the import done, or nothing of it', async (fault) => {
    const total = await callsOf(wish);
    for (let nth = 1; nth <= total; nth++) {
      const { account, endpoint } = await endpointWith({ faults: faultAt(nth, fault) });
      const folder = await folderForRuns();
      const result = await importWish(account, wish, folder).catch((error: unknown) => error);
      await expectDoneOrNothing({ account, endpoint, folder, result }, `${fault} at ${nth}`);
    }
  });
});

type Served = Awaited<ReturnType<typeof endpointWith>>;

async function expectDoneOrNothing(
  { account, endpoint, folder, result }: Pick<Served, 'account' | 'endpoint'> & { folder: string; result: unknown },
  where: string,
) {
  const made = result as Awaited<ReturnType<typeof importWish>>;
  if (result instanceof Error || made.outcome.kind === 'failed') {
    if (!(result instanceof Error)) expect(made.outcome, where).toMatchObject({ remains: [] });
    expect(stateOf(endpoint), where).toEqual(stateOf({ account: emptyAwsAccount() }));
    return;
  }
  expect(Object.keys(endpoint.account.http.apis), where).toHaveLength(1);
  expect((await planOf(account, wish)).plan.steps, where).toEqual([]);
  expect(await undoRun(account, made.run, folder), where).toEqual([]);
  expect(stateOf(endpoint), where).toEqual(stateOf({ account: emptyAwsAccount() }));
}

async function callsOf(of: Wish): Promise<number> {
  const { account, calls } = await endpointWith();
  await importWish(account, of, await folderForRuns());
  return calls.length;
}

/** What the endpoint holds, without ids, times, notes of imports, and deployments. */
function stateOf({ account }: Pick<Endpoint, 'account'>): unknown {
  const apis = Object.values(account.http.apis).map(({ api, routes, integrations, authorizers, stages }) => ({
    api,
    routes: Object.values(routes).map((route) => ({
      ...route,
      target: integrations[String(route['target']).replace('integrations/', '')],
      authorizer: authorizers[String(route['authorizerId'])]?.['name'],
    })),
    authorizers: Object.values(authorizers),
    stages: Object.values(stages),
  }));
  const policies = Object.entries(account.functions.policies).filter(([, statements]) => statements.length > 0);
  const text = JSON.stringify({ apis, policies }, (key, value: unknown) => (volatile.has(key) ? undefined : value));
  return JSON.parse(text);
}

const volatile = new Set([
  ...['routeId', 'integrationId', 'authorizerId', 'deploymentId', 'lastUpdatedDate', 'lastDeploymentStatusMessage'],
  'importInfo',
]);
