import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type CallingCommand, callingCommands, iamPolicy } from '../../src/aws/iam-policy.js';
import { exportRights } from '../../src/aws/rights.js';
import { accountOperations, emptyAwsAccount, rpcServices } from '../../src/local-aws/account.js';
import type { ServedOperation } from '../../src/local-aws/served-operation.js';
import { type Endpoint, openEndpoint } from '../local-aws/serving.js';
import { accountAt, folderForRuns, importWish, planOf, undoRun } from './importing.js';
import { nextWish, wish } from './wishes.js';

const open: Endpoint[] = [];
afterEach(async () => {
  for (const endpoint of open.splice(0)) await endpoint.close();
});

/** Tells of each call what IAM would be asked: the action, and the path. */
async function watched() {
  const account = emptyAwsAccount();
  const asked: string[] = [];
  const served = [...accountOperations(account), ...rpcServices(account).flatMap(({ operations }) => operations)];
  const byName = new Map(served.map((operation) => [operation.name, operation]));
  const endpoint = await openEndpoint(
    {
      onCall: ({ name }) => {
        const operation = byName.get(name);
        if (operation) asked.push(actionOf(operation));
      },
    },
    account,
  );
  open.push(endpoint);
  return { account: await accountAt(endpoint.url), asked };
}

function actionOf({ service, verb, name }: ServedOperation): string {
  return service === 'apigateway' ? `apigateway:${verb}` : `${service}:${name}`;
}

function actionsOf(command: CallingCommand): string[] {
  const actions = iamPolicy(command).Statement.flatMap(({ Action }) => Action);
  return [...new Set(actions)].filter((action) => !action.startsWith('logs:')).toSorted();
}

const distinct = (actions: readonly string[]) => [...new Set(actions)].toSorted();

describe('the policy has what is called, and nothing more', () => {
  it('by import --dry-run', async () => {
    const { account, asked } = await watched();
    await importWish(account, wish, await folderForRuns());
    asked.length = 0;
    await planOf(account, nextWish);
    expect(distinct(asked)).toEqual(actionsOf('import --dry-run'));
  });

  it('by import and undo', async () => {
    const { account, asked } = await watched();
    const folder = await folderForRuns();
    const first = await importWish(account, wish, folder);
    const second = await importWish(account, nextWish, folder);
    await undoRun(account, second.run, folder);
    await undoRun(account, first.run, folder);
    expect(distinct(asked)).toEqual(actionsOf('import'));
  });

  it('by export: its table has each command that its code sends', () => {
    const folder = join(import.meta.dirname, '../../src/aws/export');
    const names = existsSync(folder) ? readdirSync(folder) : [];
    const texts = names.map((name) => readFileSync(join(folder, name), 'utf8'));
    const sent = texts.flatMap((text) => [...text.matchAll(/\b([A-Z]\w+)Command\(/g)].map(([, name]) => name ?? ''));
    if (sent.length > 0) expect(distinct(sent)).toEqual(Object.keys(exportRights).toSorted());
    expect(actionsOf('export').every((action) => /:(?:Get|List|Describe)/i.test(action))).toBe(true);
  });
});

it.each(callingCommands)('the policy of %s has no right to change a REST API', (command) => {
  const onRest = iamPolicy(command).Statement.filter(({ Resource }) =>
    Resource.some((arn) => /::\/restapis/.test(arn)),
  );
  expect(onRest.flatMap(({ Action }) => Action).filter((action) => action !== 'apigateway:GET')).toEqual([]);
});
