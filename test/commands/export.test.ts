import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import schema from '../../schemas/export.schema.json' with { type: 'json' };
import Analyze from '../../src/commands/analyze.js';
import Convert from '../../src/commands/convert.js';
import Cost from '../../src/commands/cost.js';
import Export from '../../src/commands/export.js';
import type { Faults } from '../../src/local-aws/server-faults.js';
import { makeApis } from '../aws/many-apis.js';
import { openRestEndpoint, type RestEndpoint } from '../aws/rest-endpoint.js';
import { makeShop } from '../aws/shop.js';
import { countingWorld } from '../local-aws/world.js';
import { runCommand } from '../run-command.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
let endpoint: RestEndpoint;
let shop: string;
let faults: Faults = () => undefined;
let calls: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-export-'));
  await writeFile(join(folder, 'no-config'), '');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDLOCAL');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'no-config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'no-config'));
  endpoint = await openRestEndpoint({
    faults: (call) => {
      calls.push(call.name);
      return faults(call);
    },
  });
  shop = await makeShop(endpoint);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await endpoint.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  [faults, calls] = [() => undefined, []];
});

const here = () => ['--region', 'eu-west-1', '--endpoint-url', endpoint.url];
const settingsOf = async (bundle: string) => JSON.parse(await readFile(join(bundle, 'settings.json'), 'utf8'));

describe('migrate export API_ID', () => {
  it('writes a bundle, and says what is hidden in it', async () => {
    const bundle = join(folder, 'shop');
    const { code, stdout } = await runCommand(Export, shop, ...here(), '-o', bundle);
    expect(code).toBe(0);
    expect(stdout.replace(bundle, 'DIR').replaceAll(shop, 'ID')).toBe(
      [
        'shop (ID, eu-west-1), stage prod: DIR',
        '  hidden: 2 values that look like secrets (--keep-secrets keeps them)',
        '    integration.request.header.Authorization of GET /stock',
        '    stage variable DB_PASSWORD',
        '',
      ].join('\n'),
    );
    expect((await readdir(bundle)).sort()).toEqual(['openapi.json', 'settings.json']);
  });

  it('writes a bundle of which analyze knows every part that was read', async () => {
    const bundle = join(folder, 'analyzed');
    await runCommand(Export, shop, ...here(), '-o', bundle, '--keep-secrets');
    const { stdout } = await runCommand(Analyze, bundle, '--format', 'json');
    const { totals, entries, questions, stage } = JSON.parse(stdout);
    expect(entries.filter(({ outcome }: { outcome: string }) => outcome === 'unknown')).toEqual([]);
    expect(totals.unknown).toBe(0);
    expect(stage.stageVariables).toEqual({ alias: 'live', DB_PASSWORD: '(hidden)' });
    // Answers to questions that are left come from what was read.
    expect(JSON.stringify(questions)).toContain('c1 (web)');
  });

  it('writes a bundle that convert and cost take', async () => {
    const bundle = join(folder, 'converted');
    await runCommand(Export, shop, ...here(), '-o', bundle);
    const convert = await runCommand(Convert, bundle, '--partial');
    expect([convert.code, convert.stdout]).toEqual([0, expect.stringContaining('openapi')]);
    const cost = await runCommand(Cost, bundle, '--region', 'eu-west-1');
    expect([cost.code, cost.stderr]).toEqual([0, '']);
  });

  it('writes a bundle of which analyze says what credential it lacks', async () => {
    const bundle = join(folder, 'withheld');
    await runCommand(Export, shop, ...here(), '-o', bundle);
    const { entries } = JSON.parse((await runCommand(Analyze, bundle, '--format', 'json')).stdout);
    const told = entries.filter(({ outcome }: { outcome: string }) => outcome === 'unknown');
    expect(told).toMatchObject([
      { rule: 'settings/unread', message: expect.stringContaining('Authorization of GET /stock could not be read') },
    ]);
  });

  it('keeps secrets where that is asked for', async () => {
    const bundle = join(folder, 'open');
    const { stdout } = await runCommand(Export, shop, ...here(), '-o', bundle, '--keep-secrets');
    expect(stdout).not.toContain('hidden');
    expect((await settingsOf(bundle)).stage.variables.DB_PASSWORD).toBe('hunter2');
  });

  it('ends with 6 where a part is unknown, and names the permission', async () => {
    const bundle = join(folder, 'partly');
    faults = ({ name }) => (name === 'GetPolicy' ? 'deny' : undefined);
    const { code, stdout } = await runCommand(Export, shop, ...here(), '-o', bundle);
    expect([code, stdout]).toEqual([6, expect.stringContaining('permission that is missing: lambda:GetPolicy')]);
    expect((await settingsOf(bundle)).unknown[0]).toMatchObject({ permission: 'lambda:GetPolicy' });
    const analysis = JSON.parse((await runCommand(Analyze, bundle, '--format', 'json')).stdout);
    expect(analysis.entries.map(({ rule }: { rule: string }) => rule)).toContain('settings/unread');
  });

  it('writes nothing where the definition is denied', async () => {
    faults = ({ name }) => (name === 'GetExport' ? 'deny' : undefined);
    const { code, stderr } = await runCommand(Export, shop, ...here(), '-o', join(folder, 'none'));
    expect([code, stderr]).toEqual([4, expect.stringContaining('apigateway:GET')]);
    expect(await readdir(folder)).not.toContain('none');
  });

  it('shows waiting', async () => {
    let seen = 0;
    faults = ({ name }) => (name === 'GetAccount' && ++seen === 1 ? 'throttle' : undefined);
    const { code, stderr } = await runCommand(Export, shop, ...here(), '-o', join(folder, 'waited'));
    expect([code, stderr]).toEqual([0, expect.stringMatching(/AWS throttles.*waiting 0\.\d s before try 2 of 8/)]);
  });

  it('keeps what is there, unless it is forced', async () => {
    const bundle = join(folder, 'twice');
    await runCommand(Export, shop, ...here(), '-o', bundle);
    const again = await runCommand(Export, shop, ...here(), '-o', bundle);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('--force')]);
    const forced = await runCommand(Export, shop, ...here(), '-o', bundle, '--force', '--keep-secrets');
    expect(forced.code).toBe(0);
    expect((await settingsOf(bundle)).stage.variables.DB_PASSWORD).toBe('hunter2');
  });
});

describe('migrate export without API_ID', () => {
  it('lists the APIs where there is no terminal, and says how to go on', async () => {
    const { code, stdout, stderr } = await runCommand(Export, ...here());
    expect([code, stdout]).toEqual([2, `${shop}  shop  (eu-west-1)\n`]);
    expect(stderr).toContain(`migrate export ${shop} --region eu-west-1`);
  });

  it('lists them as JSON', async () => {
    const { stdout } = await runCommand(Export, ...here(), '--format', 'json');
    expect(JSON.parse(stdout)).toEqual({ version: 1, apis: [{ region: 'eu-west-1', id: shop, name: 'shop' }] });
  });

  it('names the stages where there are several', async () => {
    const stages = endpoint.rest.apis[shop]?.stages ?? {};
    if (stages['prod']) stages['dev'] = { ...stages['prod'], stageName: 'dev' };
    const { code, stderr } = await runCommand(Export, shop, ...here(), '-o', join(folder, 'stages'));
    delete stages['dev'];
    expect([code, stderr]).toEqual([2, expect.stringContaining('prod, dev')]);
  });
});

describe('migrate export tells in one message', () => {
  it.each<[what: string, code: number, text: string, args: () => string[]]>([
    ['an API that is not there', 4, 'not found', () => ['nope', ...here()]],
    ['a stage that is not there', 4, 'not found', () => [shop, '--stage', 'nope', ...here()]],
    ['a profile that is not there', 4, 'No AWS credentials', () => [shop, ...here(), '--profile', 'nobody']],
    [
      'an endpoint where nobody is',
      4,
      'not reached',
      () => [shop, '--region', 'r', '--endpoint-url', 'http://127.0.0.1:1'],
    ],
    ['no region', 2, '--region eu-west-1', () => [shop, '--endpoint-url', endpoint.url]],
    [
      'a region that is none',
      2,
      '--region eu-west-1',
      () => [shop, '--region', 'no region', '--endpoint-url', endpoint.url],
    ],
    ['several regions without --all', 2, '--all', () => [shop, ...here(), '--region', 'us-east-1']],
    ['an id together with --all', 2, 'Leave out', () => [shop, '--all', ...here()]],
  ])('%s', async (_, code, text, args) => {
    vi.stubEnv('AWS_REGION', '');
    vi.stubEnv('AWS_DEFAULT_REGION', '');
    const { stderr, ...done } = await runCommand(Export, ...args(), '-o', join(folder, 'never'));
    expect([done.code, stderr]).toEqual([code, expect.stringContaining(text)]);
    expect(await readdir(folder)).not.toContain('never');
  });
});

describe('migrate export --all', () => {
  it('exports every API of each region, a line each, and fits its schema', async () => {
    const target = ['--endpoint-url', endpoint.url, '--region', 'eu-west-1', '--region', 'us-east-1'];
    const all = join(folder, 'all');
    const { code, stdout, stderr } = await runCommand(Export, '--all', ...target, '-o', all, '--format', 'json');
    expect(code).toBe(0);
    expect(stderr).toContain(`us-east-1, 1 of 1: shop (${shop}) exported`);
    const validate = new Ajv().compile(schema);
    expect([validate(JSON.parse(stdout)), validate.errors]).toEqual([true, null]);
    for (const region of ['eu-west-1', 'us-east-1']) {
      expect((await readdir(join(all, region, shop))).sort()).toEqual(['openapi.json', 'settings.json']);
    }
    calls = [];
    const again = await runCommand(Export, '--all', ...target, '-o', all);
    expect(again.stdout).toContain('2 REST APIs: 0 exported, 2 there already');
    expect(new Set(calls)).toEqual(new Set(['GetRestApis']));
  });

  it('exports the other regions where one cannot be read', async () => {
    const target = ['--endpoint-url', endpoint.url, '--region', 'eu-west-1', '--region', 'us-east-1'];
    let lists = 0;
    faults = ({ name }) => (name === 'GetRestApis' && ++lists === 1 ? 'deny' : undefined);
    const { code, stdout, stderr } = await runCommand(Export, '--all', ...target, '-o', join(folder, 'one-of-two'));
    expect([code, stdout]).toEqual([4, expect.stringContaining('stage prod')]);
    expect(stderr).toContain('Cannot export the REST APIs');
    expect(await readdir(join(folder, 'one-of-two'))).toHaveLength(1);
  });

  it('is taken up again after an end by force: no API twice, none missing, none half', async () => {
    const other = await openRestEndpoint({ onCall: ({ name }) => calls.push(name) });
    const ids = await makeApis(other.rest, countingWorld(), 10);
    const all = join(folder, 'killed');
    const args = ['export', '--all', '--region', 'eu-west-1', '--endpoint-url', other.url, '-o', all];
    const child = spawn(process.execPath, [join(root, 'bin/run.js'), ...args], { stdio: 'ignore' });
    while ((await bundlesIn(all)).length < 3) await setTimeout(20);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const before = await bundlesIn(all);
    expect(before.length).toBeLessThan(10);
    for (const id of before) expect((await settingsOf(join(all, 'eu-west-1', id))).restApi.id).toBe(id);
    calls = [];
    const { code } = await runCommand(Export, ...args.slice(1));
    expect(code).toBe(0);
    expect(await readdir(join(all, 'eu-west-1'))).toEqual([...ids].sort());
    expect(calls.filter((name) => name === 'GetExport')).toHaveLength(10 - before.length);
    await other.close();
  });
});

/** @returns the ids of APIs that are finished */
async function bundlesIn(all: string): Promise<string[]> {
  const names = await readdir(join(all, 'eu-west-1')).catch(() => []);
  return names.filter((name) => !name.startsWith('.'));
}
