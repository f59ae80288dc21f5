import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * Each folder in samples/ is a case: the REST API, the decisions, and in expected/ what the commands make of them.
 * UPDATE_SAMPLES=1 rewrites expected/; the assertions below that are not comparisons hold all the same.
 */
const root = join(import.meta.dirname, '..');
const samplesRoot = join(root, 'samples');
const update = process.env['UPDATE_SAMPLES'] === '1';
const samples = readdirSync(samplesRoot, { withFileTypes: true })
  // The folders in breakers/ are for test/diff/breakers.test.ts.
  .filter((entry) => entry.isDirectory() && entry.name !== 'breakers')
  .map(({ name }) => name);

const scratch = mkdtempSync(join(tmpdir(), 'samples-'));
afterAll(() => rmSync(scratch, { recursive: true }));

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the built command line, as a user would, in the folder of the sample. */
function migrate(args: string[], cwd: string): Promise<Run> {
  const env = { PATH: process.env['PATH'], NO_COLOR: '1', AWS_REGION: 'eu-west-1' };
  return new Promise((done) => {
    execFile(process.execPath, [join(root, 'bin/run.js'), ...args], { cwd, env }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}

/** What the commands made of one sample: the files of expected/ by name, and the run of each command by its line. */
interface Outcome {
  files: Map<string, string>;
  runs: Map<string, Run>;
}

/**
 * The commands that a sample goes through, as typed in its folder. What stands after `>` is the golden file that keeps the
 * result; the transcript keeps the rest. A conversion that is not complete writes nothing, and then `--partial` does.
 */
function commandLines(sample: string): string[] {
  const files = readdirSync(join(samplesRoot, sample));
  const isBundle = files.includes('openapi.json');
  const input = isBundle ? '.' : files.find((file) => file.startsWith('rest-api.'));
  if (input === undefined) throw new Error(`samples/${sample} has no rest-api.yaml, rest-api.json or openapi.json`);
  const http = 'expected/http-api.yaml';
  const lines = [
    `analyze ${input} > analysis.txt`,
    `analyze ${input} --format json > analysis.json`,
    `convert ${input} --format yaml > http-api.yaml`,
    `convert ${input} --format yaml --partial > http-api.yaml`,
    `import ${http} --dry-run --format json > import.json`,
    `diff ${input} ${http} --format json > differences.json`,
  ];
  if (files.includes('handlers')) lines.push(`diff ${input} ${http} --handlers handlers > handlers.txt`);
  if (files.includes('migrate.config.yaml')) {
    lines.unshift(
      `analyze ${input} --config ../undecided.yaml > undecided.txt`,
      `convert ${input} --config ../undecided.yaml --init -o - > decisions.yaml`,
    );
  }
  if (files.includes('usage.txt')) {
    const usage = readFileSync(join(samplesRoot, sample, 'usage.txt'), 'utf8').trim();
    lines.push(`cost ${input} ${usage} > cost.txt`);
  }
  return lines;
}

/** Plays a sample in a copy of its folder, so that a run never sees the results of an earlier one. */
async function play(sample: string): Promise<Outcome> {
  const folder = join(scratch, sample);
  cpSync(join(samplesRoot, 'undecided.yaml'), join(scratch, 'undecided.yaml'));
  cpSync(join(samplesRoot, sample), folder, { recursive: true, filter: (path) => !path.endsWith('expected') });
  mkdirSync(join(folder, 'expected'));
  const runs = new Map<string, Run>();
  for (const line of commandLines(sample)) {
    const [command = '', target = ''] = line.split(' > ');
    const golden = join(folder, 'expected', target);
    if (existsSync(golden)) continue;
    const run = await migrate(command.split(' '), folder);
    if (run.stdout !== '') writeFileSync(golden, run.stdout);
    runs.set(run.stdout === '' ? command : line.replace(' > ', ' > expected/'), run);
  }
  writeFileSync(join(folder, 'expected/transcript.txt'), transcriptOf(runs));
  return { files: filesIn(join(folder, 'expected')), runs };
}

function transcriptOf(runs: Map<string, Run>): string {
  return [...runs].map(([line, { stderr, code }]) => `$ migrate ${line}\n${stderr}exit code ${code}\n`).join('\n');
}

function filesIn(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

function rewrite(sample: string, files: Map<string, string>): void {
  const folder = join(samplesRoot, sample, 'expected');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
}

/** All samples at once; each test waits for its own. */
const outcomes = new Map(samples.map((sample) => [sample, play(sample)]));

async function outcomeOf(sample: string): Promise<Outcome> {
  const outcome = await outcomes.get(sample);
  if (outcome === undefined) throw new Error(`There is no samples/${sample}`);
  return outcome;
}

async function resultOf<Result>(sample: string, file: string): Promise<Result> {
  const text = (await outcomeOf(sample)).files.get(file);
  if (text === undefined) throw new Error(`No command of samples/${sample} wrote ${file}`);
  return JSON.parse(text);
}

interface Analysis {
  verdict: string;
  totals: Record<string, number>;
  routes: { method: string; path: string; verdict: string }[];
  entries: unknown[];
}

beforeAll(async () => {
  const played = await Promise.all(samples.map(async (sample) => [sample, await outcomeOf(sample)] as const));
  if (update) for (const [sample, { files }] of played) rewrite(sample, files);
});

describe.each(samples)('samples/%s', (sample) => {
  it('gives what expected/ says', async () => {
    const { files } = await outcomeOf(sample);
    const expected = filesIn(join(samplesRoot, sample, 'expected'));
    expect([...files.keys()]).toEqual([...expected.keys()]);
    for (const [name, text] of files) expect(text, name).toBe(expected.get(name));
  });

  it('runs no command into a bug or a refusal', async () => {
    const { runs } = await outcomeOf(sample);
    for (const [command, { code }] of runs) expect([0, 1], `migrate ${command}`).toContain(code);
  });

  it('accounts for every construct once', async () => {
    const { totals, entries } = await resultOf<Analysis>(sample, 'analysis.json');
    const { constructs, ...outcomesOfConstructs } = totals;
    expect(Object.values(outcomesOfConstructs).reduce((sum, count) => sum + count, 0)).toBe(constructs);
    expect(entries).toHaveLength(constructs ?? -1);
  });

  it('becomes a definition that ImportApi takes without a warning', async () => {
    const { messages } = await resultOf<{ messages: Record<string, unknown[]> }>(sample, 'import.json');
    expect(messages).toMatchObject({ warnings: [], errors: [] });
  });

  it('differs only where a rule foretells it', async () => {
    const { requests, unexplained } = await resultOf<{ requests: number; unexplained: number }>(
      sample,
      'differences.json',
    );
    expect(requests).toBeGreaterThan(0);
    expect(unexplained).toBe(0);
  });
});

/** The routes of the HTTP API that the conversion wrote. */
async function movedRoutes(sample: string): Promise<string[]> {
  const { routes } = await resultOf<{ routes: { key: string }[] }>(sample, 'import.json');
  return routes.map(({ key }) => key).sort();
}

async function verdictsOf(sample: string): Promise<Record<string, string>> {
  const { routes } = await resultOf<Analysis>(sample, 'analysis.json');
  return Object.fromEntries(routes.map(({ method, path, verdict }) => [`${method} ${path}`, verdict]));
}

describe('what the names of the samples say', () => {
  it('lambda-proxy-only: everything moves', async () => {
    const sample = 'lambda-proxy-only';
    expect(await resultOf<Analysis>(sample, 'analysis.json')).toMatchObject({ verdict: 'ready-with-changes' });
    expect(await movedRoutes(sample)).toEqual(['GET /notes', 'GET /notes/{id}', 'POST /notes']);
  });

  it('handlers-that-read-what-moves: sources in three languages, each with uses that break', async () => {
    const { files, runs } = await outcomeOf('handlers-that-read-what-moves');
    const places = files.get('handlers.txt')?.split('HANDLERS')[1]?.split('\n\n')[0] ?? '';
    const breaking = [...places.matchAll(/^ {2}(handlers\/\S+)$((?:\n {4}.*)+)/gm)].filter(([, , uses]) =>
      / breaks /.test(uses ?? ''),
    );
    expect(breaking.map(([, file]) => file)).toEqual([
      'handlers/export.py',
      'handlers/guard.mjs',
      'handlers/list.mjs',
      'handlers/show.ts',
    ]);
    const line = [...runs.keys()].find((one) => one.includes('--handlers'));
    expect(runs.get(line ?? '')?.code).toBe(1);
  });

  it('api-key-blocks-until-accepted: only the route whose key was given up moves', async () => {
    const sample = 'api-key-blocks-until-accepted';
    expect(await verdictsOf(sample)).toEqual({
      'GET /forecast/{city}': 'needs-decisions',
      'GET /stations': 'ready-with-changes',
      'GET /status': 'ready-with-changes',
    });
    expect(await movedRoutes(sample)).toEqual(['GET /stations', 'GET /status']);
  });

  it('cognito-needs-an-audience: with it, every route moves behind a JWT authorizer', async () => {
    const sample = 'cognito-needs-an-audience';
    expect(await movedRoutes(sample)).toEqual(['GET /books', 'PUT /books/{isbn}/loan']);
    const { routes } = await resultOf<{ routes: { authorization: string }[] }>(sample, 'import.json');
    expect(routes.map(({ authorization }) => authorization)).toEqual(['JWT', 'JWT']);
  });

  it('cors-mocks-become-one-configuration: no OPTIONS route is left, and the API has CORS', async () => {
    const sample = 'cors-mocks-become-one-configuration';
    expect((await movedRoutes(sample)).filter((key) => key.startsWith('OPTIONS'))).toEqual([]);
    expect((await outcomeOf(sample)).files.get('http-api.yaml')).toContain('x-amazon-apigateway-cors');
  });

  it('vpc-link-asks-once-per-address: each address has its listener, what nobody decided stays', async () => {
    const sample = 'vpc-link-asks-once-per-address';
    expect(await movedRoutes(sample)).toEqual([
      'GET /labels/{proxy+}',
      'GET /parcels',
      'GET /parcels/{parcelId}',
      'GET /rates',
    ]);
    const asked = (await outcomeOf(sample)).files.get('decisions.yaml') ?? '';
    expect(asked.match(/^## Which VPC link V2/gm)).toHaveLength(2);
  });

  it('trailing-slash-under-open-greedy: the greedy route stays behind, so nobody gets around the guarded one', async () => {
    const sample = 'trailing-slash-under-open-greedy';
    expect(await movedRoutes(sample)).toEqual(['GET /accounts/{id}']);
    expect((await verdictsOf(sample))['ANY /{proxy+}']).toBe('needs-decisions');
  });

  it('service-calls-become-ready-actions: three do, one waits for a trial, and what has no counterpart stays', async () => {
    const sample = 'service-calls-become-ready-actions';
    const { routes } = await resultOf<{ routes: { key: string }[] }>(sample, 'import.json');
    const moved = ['GET /depots/{depot}', 'POST /parcels', 'POST /parcels/{id}/delivery', 'POST /parcels/{id}/events'];
    expect(routes.map(({ key }) => key).sort()).toEqual(moved);
    expect(await verdictsOf(sample)).toMatchObject({
      'POST /clicks': 'unknown',
      'GET /parcels': 'stay-on-rest',
      'GET /health': 'stay-on-rest',
    });
  });

  it('bundle-answers-its-questions: everything moves, and the stage is told', async () => {
    const sample = 'bundle-answers-its-questions';
    expect(await resultOf<object>(sample, 'analysis.json')).toMatchObject({
      verdict: 'ready-with-changes',
      questions: [],
      stage: { name: 'prod', routeSettings: { 'POST /parcels': { throttlingRateLimit: 10 } } },
    });
    expect(await movedRoutes(sample)).toEqual(['GET /depots/{depot}', 'GET /parcels', 'POST /parcels']);
  });

  it('sam-auth-defaults-in-a-template: every method has the default authorizer, but for the one that opts out', async () => {
    const sample = 'sam-auth-defaults-in-a-template';
    const { routes } = await resultOf<{ routes: { key: string; authorization: string }[] }>(sample, 'import.json');
    expect(routes.map(({ key, authorization }) => [key, authorization]).sort()).toEqual([
      ['GET /bookings', 'CUSTOM'],
      ['GET /rooms', 'NONE'],
      ['POST /bookings', 'CUSTOM'],
    ]);
  });

  it('orders: most routes move, what nobody accepted stays', async () => {
    const staying = Object.entries(await verdictsOf('orders')).filter(([, verdict]) => !verdict.startsWith('ready'));
    expect(staying.map(([route]) => route).sort()).toEqual(['GET /reports/daily', 'POST /orders/{orderId}/invoice']);
  });
});
