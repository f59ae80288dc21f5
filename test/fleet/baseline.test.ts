import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Analyze from '../../src/commands/analyze.js';
import { keyedApi } from '../keyed-api.js';
import { runCommand } from '../run-command.js';

const home = process.cwd();
const schemaOf = async (name: string) => JSON.parse(await readFile(join(home, `schemas/${name}.schema.json`), 'utf8'));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fleet-baseline-'));
  process.chdir(folder);
  await define('specs/a.json', ['/a']);
  await define('specs/b.json', ['/a', '/b']);
});

afterEach(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true });
});

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

function define(file: string, paths: string[]): Promise<void> {
  return write(file, JSON.stringify(keyedApi(file, paths)));
}

const run = (...args: string[]) => runCommand(Analyze, ...args, '--baseline', 'known.json');
const update = (...args: string[]) => run(...args, '--update-baseline');
const known = async () =>
  JSON.parse(await readFile('known.json', 'utf8')).findings as { input?: string; where: string }[];

async function compared(...args: string[]) {
  const { stdout, code } = await run(...args, '--format', 'json');
  const account = JSON.parse(stdout);
  const validate = new Ajv({ allowUnionTypes: true }).compile(await schemaOf('fleet'));
  validate(account);
  expect(validate.errors).toBeNull();
  return { code, ...account.baseline, apis: account.apis };
}

describe('a baseline of several inputs', () => {
  it.each(['1', '2'])('lets pass what is known of each, with %s at a time', async (jobs) => {
    const more = ['specs', '--jobs', jobs];
    expect((await runCommand(Analyze, ...more)).code).toBe(1);
    expect((await update(...more)).code).toBe(0);
    expect(await compared(...more)).toMatchObject({ code: 0, file: 'known.json', new: 0, gone: 0, goneFindings: [] });
  });

  it('knows by input: what is known of one API is new for another', async () => {
    await update('specs');
    await define('specs/a.json', ['/a', '/b']);
    const { code, apis, new: fresh } = await compared('specs');
    expect(code).toBe(1);
    expect(fresh).toBeGreaterThan(0);
    expect(
      apis.map(({ baseline, fails }: { baseline: object; fails: boolean }) => ({ ...baseline, fails })),
    ).toMatchObject([
      { new: fresh, fails: true },
      { new: 0, fails: false },
    ]);
    const { stdout } = await run('specs');
    expect(stdout).toMatch(/Baseline known\.json: \d+ new, \d+ known \(\d+ of them security\), 0 gone/);
    expect(stdout).toMatch(/New; migrate analyze INPUT --baseline known\.json lists them:\n {4}specs\/a\.json: \d+\n/);
  });

  it('tells what is gone, with the input it was of: a method, and an API as a whole', async () => {
    await update('specs');
    await define('specs/b.json', ['/a']);
    await rm('specs/a.json');
    await define('specs/c.json', []);
    const { code, gone, goneFindings } = await compared('specs');
    expect([code, gone]).toEqual([0, goneFindings.length]);
    const places = new Set(
      goneFindings.map(({ input, where }: { input: string; where: string }) => `${input} ${where}`),
    );
    expect([...places].sort()).toEqual(expect.arrayContaining(['specs/a.json GET /a', 'specs/b.json GET /b']));
    expect(places).not.toContain('specs/b.json GET /a');
    expect((await run('specs')).stdout).toMatch(
      /Gone, so .*--update-baseline:\n[\s\S]*access\/api-key specs\/b\.json GET \/b/,
    );
    expect((await run('specs', '--format', 'markdown')).stdout).toContain('Gone: blocked');
  });

  it('goes by the fingerprints of one API, and serves each of its inputs alone, however it is named', async () => {
    await update('specs');
    expect((await run('./specs/a.json')).code).toBe(0);
    const shared = (await known()).filter(({ input }) => input === 'specs/a.json');
    await runCommand(Analyze, 'specs/a.json', '--baseline', 'alone.json', '--update-baseline');
    const { findings } = JSON.parse(await readFile('alone.json', 'utf8'));
    expect(shared.map(({ input: _, ...finding }) => finding)).toEqual(findings);
  });

  it('keeps what is known of the others when one is written alone', async () => {
    await update('specs');
    const before = (await known()).filter(({ input }) => input === 'specs/b.json');
    await define('specs/a.json', ['/new']);
    expect((await update('specs/a.json')).code).toBe(0);
    expect((await known()).filter(({ input }) => input === 'specs/b.json')).toEqual(before);
    expect((await known()).some(({ input, where }) => input === 'specs/a.json' && where === 'GET /new')).toBe(true);
    expect((await run('specs')).code).toBe(0);
  });

  it('keeps what is known of an input that is refused, and calls nothing of it gone', async () => {
    await update('specs');
    const before = (await known()).filter(({ input }) => input === 'specs/a.json');
    await write('specs/a.json', '{"openapi": "3.0.1", "x": ');
    expect(await compared('specs')).toMatchObject({ code: 6, gone: 0 });
    expect((await update('specs')).code).toBe(6);
    expect((await known()).filter(({ input }) => input === 'specs/a.json')).toEqual(before);
  });

  it('knows findings about decisions, by the file that they stand in', async () => {
    await write('specs/migrate.config.yaml', 'accept:\n  - {rule: validation/request, reason: none}\n');
    const strict = ['specs', '--fail-on', 'change'];
    await update(...strict);
    expect((await known()).find(({ where }) => where === 'decisions')).toMatchObject({
      rule: 'decisions/acceptance-unused',
      input: 'specs/migrate.config.yaml',
    });
    expect(await compared(...strict)).toMatchObject({ code: 0, new: 0, gone: 0 });
    expect((await run('specs/a.json', '--fail-on', 'change')).code).toBe(0);
    await write('specs/migrate.config.yaml', 'accept:\n  - {rule: http-proxy/non-proxy, reason: none}\n');
    expect(await compared(...strict)).toMatchObject({ code: 1, new: 1, gone: 1 });
  });

  it('is sorted, and fits its schema', async () => {
    await update('specs');
    const validate = new Ajv().compile(await schemaOf('baseline'));
    validate(JSON.parse(await readFile('known.json', 'utf8')));
    expect(validate.errors).toBeNull();
    const text = await readFile('known.json', 'utf8');
    await update('specs/b.json', 'specs/a.json');
    expect(await readFile('known.json', 'utf8')).toBe(text);
  });

  it('is told in the report of each', async () => {
    await update('specs');
    await define('specs/a.json', ['/a', '/b']);
    await run('specs', '-o', 'reports', '--format', 'json');
    const report = JSON.parse(await readFile('reports/specs/a.json.json', 'utf8'));
    expect(report.baseline).toMatchObject({ file: 'known.json', gone: 0 });
    expect(report.entries.some(({ baseline }: { baseline?: string }) => baseline === 'new')).toBe(true);
  });

  it('is refused where it is that of one API', async () => {
    await update('specs/a.json');
    const { code, stderr, stdout } = await run('specs');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('known.json: This baseline is that of one API, and these are several inputs.');
    expect((await update('specs')).code).toBe(0);
  });
});
