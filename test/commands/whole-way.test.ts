import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'bin/run.js');

/** Programs as users run them: an endpoint with the sample deployed, and one command after the other against it. */
interface Account {
  environment: Record<string, string>;
  apiId: string;
  end(): void;
}

let account: Account;
let folder: string;
/** Calls that the endpoint was asked for, by name. */
const calls: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-whole-way-'));
  const sample = join(root, 'samples/orders/rest-api.yaml');
  const args = [program, 'simulate', '--aws', sample, '--port', '0', '--format', 'json'];
  const endpoint = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  account = await new Promise((resolve) => {
    createInterface({ input: endpoint.stdout }).on('line', (line) => {
      const told = JSON.parse(line);
      if (told.type === 'call') calls.push(told.operation);
      if (told.type !== 'endpoint') return;
      resolve({ environment: told.environment, apiId: told.apis[0].apiId, end: () => endpoint.kill('SIGINT') });
    });
  });
});
afterAll(() => account.end());

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

function migrate(...args: string[]): Promise<Ran> {
  const env = { PATH: process.env['PATH'], NO_COLOR: '1', ...account.environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 70 : 0, stdout, stderr });
    });
  });
}

/** What the endpoint has of HTTP APIs and of rights to call functions. */
async function httpApis(): Promise<unknown[]> {
  const answer = await fetch(`${account.environment['AWS_ENDPOINT_URL']}/v2/apis`);
  return JSON.parse(await answer.text()).items;
}

async function journalled(): Promise<Record<string, unknown>[]> {
  const [name = ''] = await readdir(join(folder, '.migrate/runs'));
  const text = await readFile(join(folder, '.migrate/runs', name), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('the whole way of an API', () => {
  it('goes from the REST API in an account to an HTTP API in it, once, and back', async () => {
    const exported = await migrate('export', account.apiId, '--stage', 'prod', '-o', 'shop');
    // The user pool and the VPC link that the sample names are not in the account, which is said.
    expect([exported.code, exported.stdout]).toEqual([6, expect.stringContaining('unknown: userPools/')]);
    expect(await readdir(join(folder, 'shop'))).toEqual(['openapi.json', 'settings.json']);

    const config = ['--config', join(root, 'samples/orders/migrate.config.yaml')];
    const converted = await migrate('convert', 'shop', '-o', 'http-api.yaml', '--partial', ...config);
    expect(converted.code).toBe(0);

    const looked = await migrate('import', 'http-api.yaml', '--dry-run', '--live', '--from', 'shop');
    expect([looked.code, await httpApis()]).toEqual([0, []]);

    const before = calls.length;
    const imported = await migrate('import', 'http-api.yaml', '--from', 'shop', '--yes');
    expect([imported.code, imported.stdout]).toEqual([0, expect.stringMatching(/^Imported as API \w+/)]);
    expect(await httpApis()).toHaveLength(1);
    expect(calls.slice(before)).toContain('ImportApi');

    const again = calls.length;
    const second = await migrate('import', 'http-api.yaml', '--from', 'shop', '--yes');
    expect([second.code, second.stdout]).toEqual([0, expect.stringContaining('Nothing to change')]);
    expect(calls.slice(again).filter((name) => !/^(Get|List|Export)/.test(name))).toEqual([]);

    const journal = await journalled();
    const run = (await readdir(join(folder, '.migrate/runs'))).map((name) => name.replace('.jsonl', ''));
    expect(run).toHaveLength(1);
    expect(JSON.stringify(journal)).toContain('DeleteApi');

    const undone = await migrate('undo', ...run, '--yes');
    expect([undone.code, await httpApis()]).toEqual([0, []]);
  });

  it('never writes to the REST API', () => {
    const written = calls.filter((name) =>
      /^(Put|Update|Delete|Create|Import)(RestApi|Resource|Method|Integration$)/.test(name),
    );
    expect(written).toEqual([]);
  });
});
