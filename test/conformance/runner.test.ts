import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evidenceOf } from './evidence.js';
import { knownFailures } from './known-failures.js';
import { readCases } from './read-cases.js';
import { runCases } from './report.js';
import { reportText } from './text.js';

const temporary = mkdtempSync(join(tmpdir(), 'conformance-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** A folder of cases: path → content. */
function folderOf(name: string, files: Record<string, unknown>): string {
  const folder = join(temporary, name);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

const holds = {
  ...{ id: 'holds', kind: 'rest-unit', oracle: 'aws', evidence: 'recorded', unit: 'uri_stage_variables' },
  rows: [{ input: { uri: 'a/${stageVariables.b}', stageVariables: { b: 'c' } }, expected: { equals: 'a/c' } }],
};
const fails = { ...holds, id: 'fails', rows: [{ ...holds.rows[0], expected: { equals: 'a/d' } }] };
const wantsMore = { ...holds, id: 'wants-more', unit: 'something_else', evidence: 'capture' };

describe('our own cases', async () => {
  const report = await runCases(readCases(import.meta.dirname));

  it.each(report.cases)('$id', ({ result, reason }) => {
    expect({ result, reason }).toEqual({ result: 'passed', reason: '' });
  });

  it('cover every kind that is answered', () => {
    const kinds = ['event', 'http-control', 'http-format2', 'http-import', 'http-invoke'];
    const rest = ['rest-control', 'rest-export', 'rest-import', 'rest-invoke', 'rest-mapping', 'rest-unit', 'rest-vtl'];
    expect(Object.keys(report.totals)).toEqual([...kinds, ...rest]);
  });
});

describe('a report', () => {
  it('counts by kind and evidence, and gives the share that passes of what is verified', async () => {
    const folder = folderOf('counts', {
      'cases/rest-unit/a.json': holds,
      'cases/b.json': fails,
      'cases/c.json': wantsMore,
    });
    expect(await runCases(readCases(folder))).toEqual({
      share: 1 / 3,
      totals: { 'rest-unit': { V: { passed: 1, failed: 1, unsupported: 1 } } },
      cases: [
        {
          ...{ id: 'fails', kind: 'rest-unit', evidence: 'V', result: 'failed' },
          reason: 'row 0 should be "a/d", and is "a/c"',
        },
        { id: 'holds', kind: 'rest-unit', evidence: 'V', result: 'passed', reason: '' },
        {
          ...{ id: 'wants-more', kind: 'rest-unit', evidence: 'V', result: 'unsupported' },
          reason: 'unit something_else',
        },
      ],
    });
  });

  it.each([
    ['with a folder cases', { 'cases/rest-unit/a.json': holds, 'cases/index.json': [], 'README.json': 'no case' }],
    ['that holds kinds', { 'rest-unit/a.json': holds }],
    ['that holds cases', { 'a.json': holds }],
  ])('reads a folder %s', async (name, files) => {
    const report = await runCases(readCases(folderOf(name, files)));
    expect(report.cases.map(({ id, result }) => [id, result])).toEqual([['holds', 'passed']]);
  });

  it.each([
    ['no JSON', '{', 'This file holds no JSON object.'],
    ['no case', { id: 'x' }, 'A case has an id and a kind, both texts.'],
  ])('names a file that holds %s', async (name, content, reason) => {
    const report = await runCases(readCases(folderOf(name, { 'a.json': holds, 'broken.json': content })));
    expect(report.cases[0]).toEqual({ id: 'broken.json', kind: 'malformed', evidence: 'U', result: 'failed', reason });
  });

  it('fails a case that throws, with its message', async () => {
    const broken = {
      ...holds,
      kind: 'http-import',
      id: 'throws',
      operation: 'import-api',
      expected: { api: { $regex: '(' } },
    };
    const document = { openapi: '3.0.1', info: { title: 'a', version: '1' }, paths: {} };
    const report = await runCases(
      readCases(
        folderOf('throws', { 'a.json': { ...broken, document, expected: { api: { name: { $regex: '(' } } } } }),
      ),
    );
    expect(report.cases[0]).toMatchObject({ result: 'failed', reason: expect.stringContaining('SyntaxError') });
  });

  it('says which kinds it does not know', async () => {
    const report = await runCases(readCases(folderOf('unknown', { 'a.json': { ...holds, kind: 'soap-invoke' } })));
    expect(report.cases[0]).toMatchObject({ result: 'unsupported', reason: 'cases of kind soap-invoke are not known' });
  });

  it('as text has a table, what failed and why, and what is not supported', async () => {
    const folder = folderOf('text', { 'a.json': holds, 'b.json': fails, 'c.json': wantsMore });
    const text = reportText(await runCases(readCases(folder)));
    expect(text).toMatch(/rest-unit\s+│ V\s+│\s+1 │\s+1 │\s+1 │/);
    expect(text).toContain('Failed\n  rest-unit fails\n    row 0 should be "a/d", and is "a/c"');
    expect(text).toContain('Not supported\n  1 × rest-unit: unit something_else');
    expect(text).toContain('33.3 % of the cases with evidence V pass.');
  });
});

describe('evidence', () => {
  it.each([
    ['aws', 'recorded', 'V'],
    ['aws', 'recorded-by-maintainer', 'V'],
    ['aws', 'asserted', 'V'],
    ['aws', 'asserted-manual', 'V'],
    ['aws', 'manual', 'V'],
    ['aws', 'capture', 'V'],
    ['aws', 'capture-restated', 'V'],
    ['aws', 'derived-from-recorded', 'V'],
    ['aws', 'claimed-measured', 'C'],
    ['aws', 'analog-function-url-asserted', 'I'],
    ['aws', 'sdk-fixture-edited', 'C'],
    ['aws-docs', 'sdk-fixture-edited', 'C'],
    ['aws-docs', 'documentation-example', 'D'],
    ['localstack', 'unit-test', 'C'],
    ['localstack', 'recorded', 'U'],
    ['', '', 'U'],
  ])('of %s %s is %s', (oracle, evidence, letter) => {
    expect(evidenceOf(oracle, evidence)).toBe(letter);
  });
});

describe('the command', () => {
  function run(...args: string[]) {
    const main = join(import.meta.dirname, 'main.ts');
    return spawnSync(process.execPath, ['--import', 'tsx', main, ...args], { encoding: 'utf8' });
  }

  it.each([
    ['0 when no case failed', { 'a.json': holds, 'b.json': wantsMore }, 0],
    ['1 when one failed', { 'a.json': holds, 'b.json': fails }, 1],
    ['1 when a file is no case', { 'a.json': holds, 'b.json': '' }, 1],
  ])('ends with %s, and prints JSON alone', (name, files, code) => {
    const { status, stdout } = run(folderOf(name, files), '--format', 'json');
    expect(status).toBe(code);
    expect(Object.keys(JSON.parse(stdout))).toEqual(['share', 'totals', 'cases']);
  });

  it.each([
    ['no folder', []],
    ['a folder that is not there', [join(temporary, 'nowhere')]],
    ['a format that it does not have', [temporary, '--format', 'xml']],
  ])('ends with 2 for %s', (_name, args) => {
    expect(run(...args).status).toBe(2);
  });
});

const shared = join(import.meta.dirname, '../../../shared/conformance');

describe.runIf(existsSync(shared))('the shared cases', async () => {
  const report = existsSync(shared) ? await runCases(readCases(shared)) : undefined;

  it('fail only where the list says so, and the list has nothing that passes', () => {
    const failed = report?.cases.filter(({ result }) => result === 'failed').map(({ id }) => id);
    expect(failed?.sort()).toEqual(Object.keys(knownFailures).sort());
  });

  it('of imports all pass', () => {
    expect(report?.totals).toMatchObject({
      'rest-import': { V: { failed: 0, unsupported: 0 } },
      'http-import': { V: { failed: 0, unsupported: 0 } },
      'http-control': { V: { failed: 0, unsupported: 0 } },
    });
  });
});
