import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Analyze from '../../src/commands/analyze.js';
import { runCommand } from '../run-command.js';

const definition = (more: object = {}) => ({
  swagger: '2.0',
  info: { title: 'Orders', version: '1' },
  paths: {
    '/orders': {
      get: {
        responses: {},
        'x-amazon-apigateway-integration': {
          type: 'http_proxy',
          httpMethod: 'GET',
          uri: 'https://backend.example.com/',
        },
      },
    },
  },
  ...more,
});
const virginia = { host: 'a1.execute-api.us-east-1.amazonaws.com' };
const counted = {
  version: 1,
  usage: { apiName: 'Orders', from: '2026-10-01T00:00:00Z', to: '2026-10-31T00:00:00Z', days: 30, count: 100_000_000 },
};

interface Bundle {
  definition?: object;
  settings?: object;
  decisions?: string;
  /** Folder above that of the bundle. */
  region?: string;
}

async function bundle({
  definition: given = definition(),
  settings,
  decisions,
  region = 'any',
}: Bundle): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'cost-figure-')), region, 'bundle');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'openapi.json'), JSON.stringify(given));
  if (settings) await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  if (decisions) await writeFile(join(folder, 'migrate.config.yaml'), decisions);
  return folder;
}

async function costOf(given: Bundle) {
  const { stdout } = await runCommand(Analyze, await bundle(given), '--format', 'json', '--fail-on', 'never');
  const analysis = JSON.parse(stdout);
  const schema = JSON.parse(await readFile('schemas/analysis.schema.json', 'utf8'));
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
  validate(analysis);
  expect(validate.errors).toBeNull();
  return analysis.cost;
}

afterEach(() => vi.unstubAllEnvs());

// 100 million calls in us-east-1: 350.00 and 100.00 (PR-REST, PR-HTTP).
const both = { rest: '350.00', http: '100.00', saving: { amount: '250.00', percent: '71.4' }, missing: [] };

describe('an analysis tells the cost of a month', () => {
  it.each<[string, Bundle, string]>([
    [
      'by the calls that a bundle has counted',
      { definition: definition(virginia), settings: counted },
      'CloudWatch counted',
    ],
    [
      'by the decisions',
      { decisions: 'usage: {requests: 100M, region: us-east-1}' },
      '100M requests a month, region us-east-1, as ',
    ],
    [
      'by the decisions, which win over the count',
      {
        settings: { ...counted, usage: { ...counted.usage, count: 5 } },
        region: 'us-east-1',
        decisions: 'usage: {requests: 100M}',
      },
      '100M requests a month, as ',
    ],
    ['in the region of the folder', { settings: counted, region: 'us-east-1' }, 'CloudWatch counted'],
  ])('%s', async (_, given, source) => {
    const cost = await costOf(given);
    expect(cost).toMatchObject({ ...both, region: 'us-east-1', requests: 100_000_000, currency: 'USD' });
    expect(cost.sources.join()).toContain(source);
    expect(cost.prices.date).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it.each<[string, Bundle, object]>([
    ['the requests', { decisions: 'usage: {weeks: 4, region: us-east-1}' }, { missing: ['the requests of a month'] }],
    ['the region', { settings: counted }, { requests: 100_000_000, missing: ['the region'] }],
    [
      'prices',
      { settings: counted, region: 'xx-north-1' },
      { region: 'xx-north-1', missing: ['the prices of xx-north-1'] },
    ],
  ])('and says that %s are not known', async (_, given, cost) => {
    expect(await costOf(given)).toMatchObject({ ...cost, rest: null, http: null, saving: null, prices: null });
  });

  it('and says where a bill is unknown because a price is', async () => {
    const cost = await costOf({ settings: counted, region: 'eu-west-1' });
    expect(cost).toMatchObject({ http: null, saving: { amount: null } });
    expect(cost.unknown.join()).toContain('eu-west-1');
  });

  it('in no region of whoever runs it: the same input gives the same bytes', async () => {
    vi.stubEnv('AWS_REGION', 'us-east-1');
    expect(await costOf({ settings: counted })).toMatchObject({ region: null, missing: ['the region'] });
  });

  it('and nothing where nobody knows anything of the use', async () => {
    expect(await costOf({ definition: definition(virginia) })).toBeUndefined();
    expect(await costOf({ definition: definition(virginia), settings: { version: 1 } })).toBeUndefined();
  });

  it('and refuses a use that makes no sense, with the file', async () => {
    const folder = await bundle({ decisions: 'usage: {requests: 1M, cacheSize: 3}' });
    const { code, stderr } = await runCommand(Analyze, folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/migrate\.config\.yaml: usage: .*no size of a stage cache/);
  });
});

describe.each(['text', 'markdown', 'html'])('as %s', (format) => {
  const run = async (given: Bundle) =>
    (await runCommand(Analyze, await bundle(given), '--format', format, '--fail-on', 'never')).stdout;

  it('the answer, the use and the day of the prices are told', async () => {
    const text = await run({ settings: counted, region: 'us-east-1' });
    expect(text).toContain('An HTTP API saves 250.00 USD a month');
    expect(text).toContain('as CloudWatch counted (2026-10-01 to 2026-10-31)');
    expect(text).toMatch(/Prices of \d{4}-\d\d-\d\d for us-east-1/);
  });

  it('what is missing is told', async () => {
    expect(await run({ settings: counted })).toContain('Both bills are unknown: nobody told the region.');
  });
});

it('each page of several APIs has its own', async () => {
  const [one, other] = [
    await bundle({ settings: counted, region: 'us-east-1' }),
    await bundle({ definition: definition(virginia) }),
  ];
  const reports = await mkdtemp(join(tmpdir(), 'cost-figure-'));
  const { stdout } = await runCommand(Analyze, one, other, '-o', reports, '--format', 'html', '--fail-on', 'never');
  expect(stdout).toContain('2 analysed');
  const pages = (await import('tinyglobby')).globSync('**/*.html', { cwd: reports, absolute: true }).sort();
  const texts = await Promise.all(pages.map((page) => readFile(page, 'utf8')));
  expect(texts.map((text) => text.includes('saves 250.00 USD')).sort()).toEqual([false, true]);
});
