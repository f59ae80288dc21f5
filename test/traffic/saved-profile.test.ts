import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import Cost from '../../src/commands/cost.js';
import { saveProfile } from '../../src/traffic/saved-profile.js';
import { runCommand } from '../run-command.js';
import { logFolder, readAll } from './lines.js';

const orders = fileURLToPath(new URL('../cost/orders.yaml', import.meta.url));

/** Things that no result may hold: callers, addresses, tokens in paths and queries. */
const planted = {
  ...{
    ip: '198.51.100.23',
    caller: 'AIDAPLANTEDCALLER1234',
    user: 'alice.planted',
    userArn: 'arn:aws:iam::1:user/planted',
  },
  ...{
    apiKeyId: 'plantedkeyid',
    principalId: 'plantedprincipal',
    authorization: 'Bearer planted.token',
    userAgent: 'plantedagent',
  },
};

function line(more: object, hour = '03'): string {
  const time = `02/Nov/2026:${hour}:04:05 +0000`;
  return JSON.stringify({
    ...planted,
    requestTime: time,
    httpMethod: 'GET',
    status: 200,
    responseLength: 700_000,
    ...more,
  });
}

describe('a saved profile', () => {
  it('is what was read, for cost and for diff', async () => {
    const folder = await logFolder({
      'a.log': [line({ resourcePath: '/orders' }), line({ resourcePath: '/orders/{id}' }, '07'), 'broken', ''].join(
        '\n',
      ),
    });
    const read = await readAll([join(folder, 'a.log')]);
    const file = join(folder, 'usage.parquet');
    await saveProfile(file, read.profile, groupsOf(read.groups));
    expect(await readAll([file])).toEqual(read);
  });

  it('gives the same bytes for the same logs', async () => {
    const folder = await logFolder({ 'a.log': `${line({ resourcePath: '/orders' })}\n` });
    const files = ['one', 'two'].map((name) => join(folder, name));
    for (const file of files) {
      const { profile, groups } = await readAll([join(folder, 'a.log')]);
      await saveProfile(file, profile, groupsOf(groups));
    }
    const [one, two] = await Promise.all(files.map((file) => readFile(file)));
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
  });

  it('is not written where that is not possible', async () => {
    const { profile } = await readAll([join(await logFolder({ 'a.log': `${line({ path: '/x' })}\n` }), 'a.log')]);
    const file = join(await logFolder({}), 'nowhere', 'usage.parquet');
    await expect(saveProfile(file, profile, groupsOf([]))).rejects.toMatchObject({ kind: 'usage', place: { file } });
  });

  it('of another kind of Parquet is refused', async () => {
    const folder = await logFolder({ 'x.parquet': 'PAR1 is not all that makes one' });
    await expect(readAll([join(folder, 'x.parquet')])).rejects.toMatchObject({ kind: 'input' });
  });
});

it('no caller, address, query or token comes into the profile, the Parquet file or the report', async () => {
  const token = 'eyJhbGciOi1plantedtoken0123456789';
  const folder = await logFolder({
    'a.log': `${line({ path: `/reset/${token}?token=plantedquery` })}\n${line({ path: '/orders?key=plantedquery' })}\n`,
  });
  const file = join(folder, 'usage.parquet');
  const flags = ['--region', 'us-east-1', '--logs', join(folder, 'a.log'), '--save-profile', file];
  const reports: string[] = [];
  for (const format of ['text', 'json', 'html']) {
    const { stdout, stderr } = await runCommand(Cost, orders, ...flags, '--format', format);
    expect(stdout.length).toBeGreaterThan(1000);
    reports.push(stdout, stderr);
  }
  const saved = await readAll([file]);
  const all = [...reports, JSON.stringify(saved), await readFile(file, 'latin1')];
  for (const secret of [...Object.values(planted), token, 'plantedquery']) {
    expect(all.filter((text) => text.includes(secret))).toEqual([]);
  }
  expect(saved.groups.map(({ path }) => path).sort()).toEqual(['/orders', '/reset/(hidden)']);
  expect(saved.profile.callers).toBe(1);
});

it('each line is a request or broken, whatever is in the log', async () => {
  const good = fc.record({ httpMethod: fc.constantFrom('GET', 'POST'), resourcePath: fc.constantFrom('/a', '/b') });
  const anyLine = fc.oneof(
    good.map((value) => JSON.stringify(value)),
    fc.string({ minLength: 1 }).map((text) => text.replaceAll(/[\r\n]/g, ' ')),
    fc.json(),
    good.map((value) => JSON.stringify(value).slice(0, -3)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyLine, { maxLength: 40 }), async (lines) => {
      const all = [JSON.stringify({ httpMethod: 'GET', resourcePath: '/a' }), ...lines].filter(
        (text) => text.trim() !== '',
      );
      const folder = await logFolder({ log: all.join('\n') });
      const { profile, groups } = await readAll([join(folder, 'log')]);
      const { requests, broken, firstBroken } = profile.source;
      expect(requests + broken).toBe(all.length);
      expect(groups.reduce((sum, group) => sum + group.requests, 0)).toBe(requests);
      expect(profile.routes.reduce((sum, route) => sum + route.requests, 0)).toBe(requests);
      expect(firstBroken === undefined).toBe(broken === 0);
    }),
    { numRuns: 12 },
  );
});

async function* groupsOf<Group>(groups: readonly Group[]) {
  yield* groups;
}
