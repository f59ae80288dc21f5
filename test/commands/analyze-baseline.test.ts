import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Analyze from '../../src/commands/analyze.js';
import { keyedApi } from '../keyed-api.js';
import { runCommand } from '../run-command.js';

let folder: string;
let input: string;
let baseline: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baseline-'));
  input = join(folder, 'api.json');
  baseline = join(folder, 'known.json');
  await define(['/a']);
});

afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

async function define(paths: string[]): Promise<void> {
  await writeFile(input, JSON.stringify(keyedApi('keys', paths)));
}

const decide = (text: string) => writeFile(join(folder, 'migrate.config.yaml'), text);
const run = (...more: string[]) => runCommand(Analyze, input, ...more);
const compared = async (...more: string[]) => {
  const { stdout, code } = await run('--baseline', baseline, '--format', 'json', ...more);
  return { ...JSON.parse(stdout), code };
};

describe('--baseline', () => {
  it('fails on what is new, and on nothing that is known', async () => {
    expect((await run()).code).toBe(1);
    expect((await run('--baseline', baseline, '--update-baseline')).code).toBe(0);
    expect((await run('--baseline', baseline)).code).toBe(0);
    await define(['/a', '/b']);
    const { code, baseline: counts, entries } = await compared();
    expect(code).toBe(1);
    const fresh = entries.filter((entry: { baseline?: string }) => entry.baseline === 'new');
    expect(counts).toMatchObject({ file: baseline, new: fresh.length, gone: 0 });
    expect(fresh.map(({ route }: { route: object }) => route)).toEqual(
      fresh.map(() => ({ method: 'GET', path: '/b' })),
    );
    expect(fresh.map(({ rule }: { rule: string }) => rule)).toContain('access/api-key');
  });

  it('shows what is known as known, security first of all, and hides nothing of it', async () => {
    const before = JSON.parse((await run('--format', 'json')).stdout);
    await run('--baseline', baseline, '--update-baseline');
    const { entries, totals, verdict, baseline: counts } = await compared();
    expect({ totals, verdict }).toEqual({ totals: before.totals, verdict: before.verdict });
    expect(entries.find(({ rule }: { rule: string }) => rule === 'access/api-key')).toMatchObject({
      level: 'blocked',
      security: true,
      baseline: 'known',
    });
    expect(counts.knownSecurity).toBeGreaterThan(0);
    const { stdout } = await run('--baseline', baseline);
    expect(stdout).toMatch(/Baseline .*: 0 new, \d+ known \(\d+ of them security\), 0 gone/);
    expect(stdout).toContain('access/api-key [security]');
  });

  it('tells what is gone', async () => {
    await define(['/a', '/b']);
    await run('--baseline', baseline, '--update-baseline');
    await define(['/a']);
    const { code, baseline: counts } = await compared();
    expect(code).toBe(0);
    expect(counts.gone).toBe(counts.goneFindings.length);
    expect(new Set(counts.goneFindings.map(({ where }: { where: string }) => where))).toEqual(new Set(['GET /b']));
    expect((await run('--baseline', baseline)).stdout).toMatch(/Gone, so .*--update-baseline:\n.*GET \/b/);
  });

  it('takes a finding that weighs more than it did for a new one: an acceptance that ended hides behind nothing', async () => {
    vi.useFakeTimers({ now: new Date('2026-03-31T12:00:00Z'), toFake: ['Date'] });
    await decide('accept:\n  - {rule: access/api-key, reason: network, until: 2026-03-31}\n');
    await run('--baseline', baseline, '--update-baseline');
    expect((await compared()).code).toBe(0);
    vi.setSystemTime(new Date('2026-04-01T12:00:00Z'));
    const { code, entries } = await compared();
    expect(code).toBe(1);
    expect(entries.find(({ rule }: { rule: string }) => rule === 'access/api-key')).toMatchObject({ baseline: 'new' });
  });

  it('is sorted, says its places in words, and fits its schema', async () => {
    await define(['/b', '/a']);
    await run('--baseline', baseline, '--update-baseline');
    const text = await readFile(baseline, 'utf8');
    const { findings } = JSON.parse(text);
    const keys = findings.map(({ rule, where }: { rule: string; where: string }) => `${rule} ${where}`);
    expect(keys).toEqual([...keys].sort());
    expect(text).toMatch(
      /"rule":"access\/api-key","level":"blocked","security":true,"where":"GET \/a","what":"security-requirement key"/,
    );
    const schema = JSON.parse(await readFile('schemas/baseline.schema.json', 'utf8'));
    expect(new Ajv().compile(schema)(JSON.parse(text))).toBe(true);
    await define(['/a', '/b']);
    await run('--baseline', baseline, '--update-baseline');
    expect(await readFile(baseline, 'utf8')).toBe(text);
  });

  it('counts what may be ignored only where --fail-on info asks for it', async () => {
    await run('--baseline', baseline, '--update-baseline');
    const { baseline: usual } = await compared();
    expect(usual).toMatchObject({ new: 0, gone: 0 });
    const { code, baseline: all } = await compared('--fail-on', 'info');
    expect(code).toBe(1);
    expect(all.new).toBeGreaterThan(0);
  });

  it.each<[string, string | undefined, string[], RegExp]>([
    ['is not there', undefined, [], /There is no such baseline[\s\S]*--update-baseline/],
    [
      'is none',
      '{"version": 1, "finding": []}',
      [],
      /known\.json:1:16: `finding` is not a key here. Did you mean `findings`\?/,
    ],
    ['is another file, which must not be lost', 'openapi: 3.0.1', ['--update-baseline'], /known\.json:1:1/],
  ])('is refused when it %s', async (_, text, more, says) => {
    if (text !== undefined) await writeFile(baseline, text);
    const { code, stderr, stdout } = await run('--baseline', baseline, ...more);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
    if (text !== undefined) expect(await readFile(baseline, 'utf8')).toBe(text);
  });
});

describe('decisions without effect are findings', () => {
  const config = `accept:
  - {rule: access/api-key, reason: gone, until: 2026-01-31}
  - {rule: validation/request, where: GET /nowhere, reason: mistyped}
authorizers:
  Nobody: {audience: [a]}
`;

  it('with their rule and place, beside a ledger that adds up', async () => {
    const { totals } = JSON.parse((await run('--format', 'json')).stdout);
    await decide(config);
    const { stdout } = await run('--format', 'json');
    const { notices, ...analysis } = JSON.parse(stdout);
    const file = join(folder, 'migrate.config.yaml');
    expect(notices).toMatchObject([
      { rule: 'decisions/acceptance-expired', level: 'loss', security: true, at: { file, line: 2, column: 5 } },
      { rule: 'decisions/acceptance-unused', level: 'change', at: { file, line: 3, column: 5 } },
      { rule: 'decisions/unused', subject: 'authorizers.Nobody', at: { file, line: 5, column: 3 } },
    ]);
    expect(analysis.totals).toEqual(totals);
    const schema = JSON.parse(await readFile('schemas/analysis.schema.json', 'utf8'));
    const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
  });

  it('in the text too', async () => {
    await decide(config);
    const { stdout } = await run();
    expect(stdout).toMatch(/Decisions to look at:\n {2}decisions\/acceptance-expired\n {4}\S+config\.yaml:2:5 /);
  });

  it.each<[failOn: string, text: string, expected: number]>([
    ['change', 'accept: []\n', 0],
    ['loss', 'accept:\n  - {rule: validation/request, reason: none}\n', 0],
    ['change', 'accept:\n  - {rule: validation/request, reason: none}\n', 1],
    ['loss', 'accept:\n  - {rule: validation/request, reason: none, until: 2020-01-01}\n', 1],
    ['blocked', 'accept:\n  - {rule: validation/request, reason: none, until: 2020-01-01}\n', 0],
    ['never', 'accept:\n  - {rule: validation/request, reason: none, until: 2020-01-01}\n', 0],
  ])('that --fail-on %s sees: %j gives %i', async (failOn, text, expected) => {
    // Everything else is known, so only the decisions can be what it fails on.
    await run('--baseline', baseline, '--update-baseline');
    await decide(text);
    expect((await run('--fail-on', failOn, '--baseline', baseline)).code).toBe(expected);
  });

  it('also without a baseline', async () => {
    await define([]);
    await decide('accept:\n  - {rule: validation/request, reason: none, until: 2020-01-01}\n');
    expect((await run('--fail-on', 'loss')).code).toBe(1);
    await decide('accept: []\n');
    expect((await run('--fail-on', 'loss')).code).toBe(0);
  });
});
