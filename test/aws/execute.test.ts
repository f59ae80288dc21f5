import { afterEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/aws/account.js';
import { troubleOf } from '../../src/aws/trouble.js';
import { accountOperations, emptyAwsAccount } from '../../src/local-aws/account.js';
import { type Fault, faultAt } from '../../src/local-aws/server-faults.js';
import { type Endpoint, openEndpoint } from '../local-aws/serving.js';
import { accountAt, entriesOf, folderForRuns, importWish, planOf, undoRun } from './importing.js';
import { nextWish, wish } from './wishes.js';

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
    expect(stateOf(endpoint)).toEqual(nothing);
    const kinds = (await entriesOf(folder, run)).map((entry) => ('operation' in entry ? entry.operation : entry.kind));
    expect(kinds).toEqual([
      ...['ImportApi', 'done', 'UpdateApi', 'done', 'AddPermission', 'done', 'CreateStage', 'done', 'end'],
      ...['DeleteStage', 'undone', 'RemovePermission', 'undone', 'UpdateApi', 'undone', 'DeleteApi', 'undone'],
    ]);
  });
});

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

describe('an import without auto deploy', () => {
  const [byHand, nextByHand] = [
    { ...wish, autoDeploy: false },
    { ...nextWish, autoDeploy: false },
  ];

  it('deploys what it has imported, changes nothing the second time, and is taken back', async () => {
    const { account, endpoint } = await endpointWith();
    const folder = await folderForRuns();
    const first = await importWish(account, byHand, folder);
    expect(first.outcome).toMatchObject({ kind: 'done' });
    expect((await planOf(account, byHand)).plan.steps).toEqual([]);
    const before = stateOf(endpoint);
    const { outcome, run, plan } = await importWish(account, nextByHand, folder);
    expect(outcome).toMatchObject({ kind: 'done' });
    expect(plan.steps.map(({ call }) => call.operation)).toContain('CreateDeployment');
    expect((await planOf(account, nextByHand)).plan.steps).toEqual([]);
    expect(await undoRun(account, run, folder)).toEqual([]);
    expect(stateOf(endpoint)).toEqual(before);
    const [record] = Object.values(endpoint.account.http.apis);
    expect(Object.keys(record?.deployments ?? {})).toEqual([record?.stages['prod']?.['deploymentId']]);
    expect(await undoRun(account, first.run, folder)).toEqual([]);
    expect(stateOf(endpoint)).toEqual(nothing);
  });
});

describe('what AWS made', () => {
  it('is held against what was wanted, and taken back where a route is missing', async () => {
    const account = emptyAwsAccount();
    const served = accountOperations(account).map((one) =>
      one.name !== 'GetRoutes' ? one : { ...one, run: () => ({ kind: 'done' as const, answer: { items: [] } }) },
    );
    const { account: caller, endpoint } = await endpointWith({ operations: served }, account);
    const { outcome } = await importWish(caller, wish, await folderForRuns());
    expect(outcome).toMatchObject({
      ...{ kind: 'failed', remains: [] },
      reason: expect.stringContaining('route GET /orders/{id} (missing)'),
    });
    expect(stateOf(endpoint)).toEqual(nothing);
  });

  it('is no API where a function has no room for a permission', async () => {
    const account = emptyAwsAccount();
    account.functions.policies['orders:live'] = [{ Sid: 'long', Effect: 'Allow', Resource: 'a'.repeat(20_300) }];
    const { account: caller, calls } = await endpointWith({}, account);
    await expect(planOf(caller, wish)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('20480'),
    });
    expect(calls.filter((name) => !name.startsWith('Get'))).toEqual([]);
  });
});

const faults: Fault[] = ['throttle', 'deny', 'drop-before', 'drop-after'];

describe('a fault at any call', () => {
  it.each(faults)(
    'of an import, %s, leaves it done, or nothing of it',
    async (fault) => {
      const total = await callsOf(async (account, folder) => importWish(account, wish, folder));
      for (let nth = 1; nth <= total; nth++) {
        const where = `${fault} at ${nth}`;
        const { account, endpoint } = await endpointWith({ faults: faultAt(nth, fault) });
        const folder = await folderForRuns();
        const run = await ranOrRefused(importWish(account, wish, folder));
        if (run !== undefined) expect((await planOf(account, wish)).plan.steps, where).toEqual([]);
        if (run !== undefined) expect(await undoRun(account, run, folder), where).toEqual([]);
        expect(stateOf(endpoint), where).toEqual(nothing);
      }
    },
    60_000,
  );

  it.each(faults)(
    'of an import over an earlier one, %s, leaves it done, or what was there',
    async (fault) => {
      const total = await callsOf(async (account, folder) => {
        await importWish(account, wish, folder);
        return importWish(account, nextWish, folder);
      });
      const first = await callsOf(async (account, folder) => importWish(account, wish, folder));
      for (let nth = first + 1; nth <= total; nth++) {
        const where = `${fault} at ${nth}`;
        const { account, endpoint } = await endpointWith({ faults: faultAt(nth, fault) });
        const folder = await folderForRuns();
        await importWish(account, wish, folder);
        const before = stateOf(endpoint);
        const run = await ranOrRefused(importWish(account, nextWish, folder));
        if (run !== undefined) expect((await planOf(account, nextWish)).plan.steps, where).toEqual([]);
        if (run !== undefined) expect(await undoRun(account, run, folder), where).toEqual([]);
        expect(stateOf(endpoint), where).toEqual(before);
      }
    },
    60_000,
  );

  it.each(faults)(
    'of an undo, %s, leaves nothing, or what a second undo finishes',
    async (fault) => {
      const first = await callsOf(async (account, folder) => importWish(account, wish, folder));
      const total = await callsOf(async (account, folder) => {
        const { run } = await importWish(account, wish, folder);
        return undoRun(account, run, folder);
      });
      for (let nth = first + 1; nth <= total; nth++) {
        const where = `${fault} at ${nth}`;
        const { account, endpoint } = await endpointWith({ faults: faultAt(nth, fault) });
        const folder = await folderForRuns();
        const { run } = await importWish(account, wish, folder);
        const remains = await undoRun(account, run, folder);
        if (remains.length > 0) expect(await undoRun(account, run, folder), where).toEqual([]);
        expect(stateOf(endpoint), where).toEqual(nothing);
      }
    },
    60_000,
  );

  it('of an import that stays, leaves what is listed, and undo finishes once it is gone', async () => {
    let isBroken = false;
    const { account, endpoint } = await endpointWith({
      faults: ({ name }) => {
        if (name === 'CreateStage') isBroken = true;
        if (!isBroken) return undefined;
        return name === 'CreateStage' ? 'drop-after' : 'drop-before';
      },
    });
    const folder = await folderForRuns();
    const { outcome, run } = await importWish(account, wish, folder);
    expect(outcome).toMatchObject({
      kind: 'failed',
      remains: expect.arrayContaining([expect.stringMatching(/^stage prod/)]),
    });
    expect(stateOf(endpoint)).not.toEqual(nothing);
    const healed = await reopened(endpoint);
    expect(await undoRun(healed.account, run, folder)).toEqual([]);
    expect(stateOf(healed.endpoint)).toEqual(nothing);
  });
});

/** The same account behind an endpoint without faults. */
async function reopened({ account }: Endpoint) {
  return endpointWith({}, account);
}

const volatile: ReadonlySet<string> = new Set([
  ...['routeId', 'integrationId', 'authorizerId', 'deploymentId', 'lastUpdatedDate', 'lastDeploymentStatusMessage'],
  'importInfo',
]);

const nothing = stateOf({ account: emptyAwsAccount() });

/** @returns the run that was done; undefined where it was refused, by a reading call or half-way, and took back what it did */
async function ranOrRefused(running: ReturnType<typeof importWish>): Promise<string | undefined> {
  const result = await running.catch((error: unknown) => error);
  if (result instanceof Error) {
    expect(troubleOf(result)).toBeDefined();
    return undefined;
  }
  const { run, outcome } = await running;
  if (outcome.kind === 'failed') expect(outcome.remains).toEqual([]);
  return outcome.kind === 'failed' ? undefined : run;
}

async function callsOf(work: (account: Account, folder: string) => Promise<unknown>): Promise<number> {
  const { account, calls } = await endpointWith();
  await work(account, await folderForRuns());
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
