import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Analyze from '../../src/commands/analyze.js';
import { analyzeFleet } from '../../src/fleet/analyze-fleet.js';
import { reportFiles } from '../../src/fleet/report-files.js';
import { printFleet } from '../../src/report/fleet.js';
import { runCommand } from '../run-command.js';

const home = process.cwd();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fleet-'));
  process.chdir(folder);
});

afterEach(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true });
});

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(name), { recursive: true });
    await writeFile(name, text);
  }
}

/** An API that can move, but for those of its methods that ask for an API key. */
function api(title: string, paths: Record<string, 'open' | 'keyed'> = { '/a': 'open' }): string {
  const methods = Object.entries(paths).map(([path, kind]) => [
    path,
    {
      get: {
        ...(kind === 'keyed' && { security: [{ key: [] }] }),
        responses: {},
        'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'GET', uri: 'https://b.example.com/' },
      },
    },
  ]);
  return JSON.stringify({
    openapi: '3.0.1',
    info: { title, version: '1' },
    components: { securitySchemes: { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } } },
    paths: Object.fromEntries(methods),
  });
}

const http = JSON.stringify({ openapi: '3.0.1', info: { title: 'h', version: '1' }, paths: { '/$default': {} } });
const run = (...args: string[]) => runCommand(Analyze, ...args);

async function account(...args: string[]) {
  const { stdout, code } = await run(...args, '--format', 'json');
  const { totals, apis, refused, skipped } = JSON.parse(stdout);
  const inputsOf = (rows: { input: string }[]) => rows.map(({ input }) => input);
  return { code, totals, apis, analysed: inputsOf(apis), refused: inputsOf(refused), skipped: inputsOf(skipped) };
}

describe('which inputs there are', () => {
  it('several files are taken in their order, the same one once', async () => {
    await write({ 'b.json': api('b'), 'a.json': api('a') });
    await symlink('b.json', 'link.json');
    const { analysed } = await account('b.json', 'a.json', './b.json', 'link.json');
    expect(analysed).toEqual(['b.json', 'a.json']);
  });

  it('a folder is searched for definitions and bundles; what is clearly no definition is told', async () => {
    await write({
      'specs/z.yaml': api('z'),
      'specs/deep/er/a.yml': api('a'),
      'specs/eu-west-1/x1/openapi.json': api('bundle'),
      'specs/eu-west-1/x1/settings.json': '{"version": 1}',
      'specs/eu-west-1/x2/openapi.json': api('alone'),
      'specs/package.json': '{"name": "x"}',
      'specs/http.json': http,
      'specs/node_modules/x/openapi.json': api('no'),
      'specs/.git/openapi.json': api('no'),
      'specs/readme.md': '# openapi: 3.0.1',
    });
    const { analysed, refused, skipped, code } = await account('specs');
    expect({ analysed, refused, skipped, code }).toEqual({
      analysed: ['specs/deep/er/a.yml', 'specs/eu-west-1/x1', 'specs/eu-west-1/x2/openapi.json', 'specs/z.yaml'],
      refused: [],
      skipped: ['specs/http.json', 'specs/package.json'],
      code: 0,
    });
  });

  it('a pattern finds what it is like, and a file by that very name is no pattern', async () => {
    await write({ 's/a.json': api('a'), 's/t/b.json': api('b'), 's/c.yaml': api('c'), '[draft].json': api('draft') });
    expect((await account('s/**/*.json')).analysed).toEqual(['s/a.json', 's/t/b.json']);
    expect((await account('s/a.json', '[draft].json')).analysed).toEqual(['s/a.json', '[draft].json']);
  });

  it('what was named has to be a definition, what was found need not be', async () => {
    await write({ 'a.json': api('a'), 'other.json': '{"name": "x"}', 'broken.yaml': 'openapi: [3\nb}' });
    expect(await account('*.{json,yaml}')).toMatchObject({
      refused: ['broken.yaml'],
      skipped: ['other.json'],
      code: 6,
    });
    expect(await account('a.json', 'other.json')).toMatchObject({ refused: ['other.json'], skipped: [], code: 6 });
  });

  it.each<[string, string[], number, RegExp]>([
    [
      'a pattern like nothing',
      ['none/**/*.yaml'],
      2,
      /none\/\*\*\/\*\.yaml: No file has a name like that[\s\S]*quotes/,
    ],
    ['standard input among others', ['a.json', '-'], 2, /Standard input is one definition/],
    ['a folder without any definition', ['nothing'], 3, /none of 1 files is the definition of a REST API/],
    ['a baseline that is not there', ['a.json', 'a.json', '--baseline', 'b.json'], 2, /There is no such baseline/],
    [
      'a baseline with names that must not be told',
      ['a.json', 'a.json', '--baseline', 'b.json', '--anonymise'],
      2,
      /goes by their names/,
    ],
    ['a folder that is a file', ['a.json', 'a.json', '-o', 'a.json/x'], 2, /The folder cannot be made/],
  ])('%s is refused', async (_, args, expected, says) => {
    await write({ 'a.json': api('a'), 'nothing/x.json': '{}' });
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toMatch(says);
  });
});

describe('the account', () => {
  const files = {
    'a.json': api('a', { '/x': 'open', '/y': 'keyed' }),
    'b.json': api('b'),
    'broken.json': '{"openapi": "3.0.1", "paths": ',
    'new.json': '{"openapi": "3.1.0", "paths": {}}',
  };

  it('adds up, and never reads as complete when something was refused', async () => {
    await write(files);
    const { totals, apis, code } = await account('*.json', 'gone.json');
    expect(totals).toMatchObject({
      inputs: 5,
      analysed: 2,
      refused: 3,
      skipped: 0,
      complete: false,
      operations: 3,
      movable: 2,
    });
    expect(totals.inputs).toBe(totals.analysed + totals.refused);
    const sum = (numbers: Record<string, number>) => Object.values(numbers).reduce((total, each) => total + each, 0);
    expect(sum(totals.verdicts)).toBe(totals.analysed);
    expect(sum(totals.outcomes)).toBe(totals.constructs);
    for (const each of apis) expect(sum(each.totals)).toBe(each.constructs);
    expect(code).toBe(6);
    const { stdout } = await run('*.json', 'gone.json');
    expect(stdout).toContain(
      '5 inputs = 2 analysed + 3 refused\n2 analysed = 1 needs-decisions + 1 ready-with-changes',
    );
    expect(stdout).toMatch(/Refused:\n {2}broken\.json:1:\d+: /);
    expect(stdout).toContain('This is not the whole');
  });

  it.each<[string, string[], number]>([
    ['0 when nothing reaches --fail-on', ['b.json', 'b.json', 'c.json'], 0],
    ['1 when a finding of one does', ['a.json', 'b.json'], 1],
    ['0 when nothing is to fail', ['a.json', 'b.json', '--fail-on', 'never'], 0],
    ['6 when one was refused, whatever was found', ['a.json', 'broken.json', '--fail-on', 'never'], 6],
    ['3 when all were refused', ['broken.json', 'new.json'], 3],
  ])('exits with %s', async (_, args, expected) => {
    await write({ ...files, 'c.json': api('c') });
    expect((await run(...args)).code).toBe(expected);
  });

  it('fits its schema', async () => {
    await write({ ...files, 'migrate.config.yaml': 'accept:\n  - {rule: validation/request, reason: x}\n' });
    const { stdout } = await run('.', '-o', 'out', '--format', 'json');
    const schema = JSON.parse(await readFile(join(home, 'schemas/fleet.schema.json'), 'utf8'));
    const validate = new Ajv().compile(schema);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
    expect(JSON.parse(stdout).notices).toHaveLength(1);
  });

  it('as Markdown has a row for each API, and names that are no markup', async () => {
    await write({ 'a.json': api('a | **b**'), 'b.json': api('b') });
    const options = {
      version: '0.1.0',
      failOn: 'never',
      format: 'text',
      verbose: false,
      anonymise: false,
      'update-baseline': false,
    } as const;
    const { fleet } = await analyzeFleet(['a.json', 'b.json'], options);
    expect(await printFleet(fleet, 'markdown')).toContain(
      '| a \\| \\*\\*b\\*\\* | `a.json` | ready-with-changes | 1/1 |',
    );
  });

  it('tells of a decision only when it has no effect on any API that shares it', async () => {
    await write({
      ...files,
      'migrate.config.yaml': `accept:
  - {rule: access/api-key, where: GET /y, reason: the network}
  - {rule: access/api-key, where: GET /gone, reason: mistyped}
  - {rule: access/api-key, where: GET /old, reason: was, until: 2020-01-01}
`,
    });
    const { stdout, code } = await run('a.json', 'b.json', '--format', 'json');
    const { notices } = JSON.parse(stdout);
    expect(notices.map(({ rule, at }: { rule: string; at: { line: number } }) => [rule, at.line])).toEqual([
      ['decisions/acceptance-expired', 4],
      ['decisions/acceptance-unused', 3],
    ]);
    expect(code).toBe(0);
    expect((await run('a.json', 'b.json', '--fail-on', 'loss')).code).toBe(1);
  });
});

describe('-o DIR', () => {
  it('has a report for each, which is that of the input alone', async () => {
    await write({ 's/a.json': api('a'), 's/t/a.json': api('b', { '/k': 'keyed' }), 's/bad.json': '{"openapi": 1}' });
    const { apis } = await account('s', '-o', 'out');
    const reports = apis.map(({ report }: { report: string }) => report);
    expect(reports).toEqual([join('out', 's', 'a.json.json'), join('out', 's', 't', 'a.json.json')]);
    for (const { input, report } of apis) {
      expect(await readFile(report, 'utf8')).toBe((await run(input, '--format', 'json')).stdout);
    }
    const files = (await readdir('out', { recursive: true })).filter((name) => name.endsWith('.json'));
    expect(files).toHaveLength(2);
    // What an earlier run has written is no input of the next.
    expect((await account('.', '-o', 'out')).skipped).toEqual([]);
  });

  it('names no two inputs alike, wherever they are', () => {
    const inputs = [
      'a/b.yaml',
      'a-b.yaml',
      'a/B.yaml',
      'a/b.json',
      '../a/b.yaml',
      '/a/b.yaml',
      'a',
      't.yaml#A',
      't.yaml#B',
      '.',
    ];
    const files = reportFiles(inputs, 'out', 'text');
    expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(inputs.length);
    expect(files[0]).toBe(join('out', 'a', 'b.yaml.txt'));
    for (const file of files) expect(file.split(/[\\/]/).slice(0, 1)).toEqual(['out']);
    for (const file of files) expect(file.split(/[\\/]/)).not.toContain('..');
  });
});

describe('--jobs', () => {
  it('changes nothing of the account and the reports, refusals and order included', async () => {
    const apis = Array.from({ length: 9 }, (_, index) => [
      `s/${index}.json`,
      api(`api ${index}`, { [`/${index}`]: 'keyed' }),
    ]);
    await write({ ...Object.fromEntries(apis), 's/bad.yaml': 'openapi: [', 's/other.yaml': 'a: b' });
    const one = await run('s', '-o', 'out', '--format', 'json', '--jobs', '1');
    const first = await Promise.all((await reports()).map((file) => readFile(file, 'utf8')));
    const two = await run('s', '-o', 'out', '--format', 'json', '--jobs', '2');
    const second = await Promise.all((await reports()).map((file) => readFile(file, 'utf8')));
    expect(two).toEqual(one);
    expect(second).toEqual(first);
    expect(first).toHaveLength(9);
  });

  const reports = async () => (await readdir('out/s')).sort().map((name) => join('out/s', name));
});
