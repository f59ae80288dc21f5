import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-codes.js';
import { failureText } from '../../src/cli/failure-text.js';
import Cost from '../../src/commands/cost.js';
import { Failure } from '../../src/model/index.js';
import { captured } from '../captured.js';
import { runCommand } from '../run-command.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const orders = join(root, 'test/cost/orders.yaml');
const usEast = ['--region', 'us-east-1'];

afterEach(() => vi.restoreAllMocks());

describe('the report', () => {
  it.each([
    ['text', '100M.txt', ['--requests', '100M']],
    ['text', 'unknown-requests.txt', []],
    [
      'text',
      'all-known.txt',
      [
        '--requests',
        '400M',
        '--request-size',
        '2KB',
        '--response-size',
        '3MB',
        '--cache-size',
        '0.5',
        '--account-requests',
        '800M',
      ],
    ],
    ['markdown', '100M-markdown.txt', ['--requests', '100M']],
  ])('as %s is that of golden/%s', async (format, golden, flags) => {
    const { stdout, code } = await cost(orders, ...usEast, ...flags, '--format', format);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot(`../cost/golden/${golden}`);
  });

  it('says the saving first', async () => {
    const { stdout } = await cost(orders, ...usEast, '--requests', '100M');
    expect(stdout.split('\n')[2]).toBe('An HTTP API saves 250.00 USD a month (71.4 %): 100.00 instead of 350.00.');
  });

  it('says when the HTTP API is dearer, and up to which size it is not', async () => {
    const { stdout } = await cost(orders, ...usEast, '--requests', '100M', '--response-size', '3MB');
    expect(stdout).toContain('an HTTP API is dearer by 220.00 USD a month (62.9 %): 570.00 instead of 350.00.');
    expect(stdout).toContain('within 1536 KB a call');
  });

  it('says when both cost the same', async () => {
    const { stdout } = await cost(orders, ...usEast, '--requests', '0');
    expect(stdout).toContain('Both cost the same: 0.00 USD a month.');
  });

  it('keeps markup in names from becoming markup', async () => {
    const file = await written(
      'api.json',
      (await readFile(orders, 'utf8')).replace('title: Orders', 'title: "<b>a|b</b>"'),
    );
    const { stdout } = await cost(file, ...usEast, '--requests', '1M', '--format', 'markdown');
    expect(stdout.split('\n')[0]).toBe('# \\<b\\>a\\|b\\</b\\> in us-east-1, US East (N. Virginia): one month, in USD');
  });

  it('is the same twice', async () => {
    const flags = [orders, ...usEast, '--requests', '123456789', '--response-size', '7KB', '--format', 'json'];
    expect(await cost(...flags)).toEqual(await cost(...flags));
  });

  it('goes into the file of -o', async () => {
    const file = join(await folder(), 'cost.json');
    const { stdout, code } = await cost(orders, ...usEast, '--requests', '100M', '--format', 'json', '-o', file);
    expect([stdout, code]).toEqual(['', 0]);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ saving: { amount: '250.00', percent: '71.4' } });
  });
});

describe('the JSON', () => {
  it('has amounts with two digits', async () => {
    expect(await costJson('--requests', '100M')).toMatchObject({
      version: 1,
      api: 'Orders',
      usage: { region: 'us-east-1', requests: 100_000_000, responseSize: null },
      prices: { date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
      rest: { lines: [{ quantity: '100', price: '3.50', amount: '350.00' }], total: '350.00' },
      http: { lines: [{ quantity: '100', price: '1.00', amount: '100.00' }], total: '100.00' },
      saving: { amount: '250.00', percent: '71.4' },
    });
  });

  it('has null for what is unknown', async () => {
    expect(await costJson()).toMatchObject({
      usage: { requests: null },
      rest: { total: null },
      http: { total: null },
      saving: { amount: null, percent: null },
      perMillion: { rest: '3.50', http: '1.00', saving: { amount: '2.50', percent: '71.4' } },
    });
  });

  it.each([
    [[]],
    [['--requests', '100M']],
    [['--requests', '1']],
    [['--requests', '0']],
    [['--requests', '30B', '--response-size', '3MB', '--cache-size', '6.1', '--account-requests', '1B']],
    [['--requests', '400M', '--region', 'eusc-de-east-1']],
    [['--requests', '400M', '--region', 'ap-northeast-1', '--response-size', '1MB']],
    [['--region', 'eu-west-1']],
  ])('fits the published schema with %j', async (flags) => {
    const schema = JSON.parse(await readFile(join(root, 'schemas/cost.schema.json'), 'utf8'));
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
    validate(await costJson(...flags));
    expect(validate.errors ?? []).toEqual([]);
  });

  async function costJson(...flags: string[]): Promise<unknown> {
    const region = flags.includes('--region') ? [] : usEast;
    return JSON.parse((await cost(orders, ...region, ...flags, '--format', 'json')).stdout);
  }
});

describe('exit codes', () => {
  it.each<[string, string[], string]>([
    [
      'a price is missing',
      ['--requests', '100M', '--region', 'us-west-2'],
      'The price list has no price for us-west-2: HTTP API requests.',
    ],
    ['all prices are missing', ['--requests', '100M', '--region', 'eu-west-1'], 'The saving is unknown.'],
    ['the usage is unknown', usEast, 'The number of requests is unknown'],
  ])('0 when %s, which is said', async (_, flags, words) => {
    const { stdout, code } = await cost(orders, ...flags);
    expect(code).toBe(0);
    expect(stdout).toContain(words);
  });

  it.each<[string, string[], string]>([
    ['requests that are no number', [...usEast, '--requests', 'lots'], '100M, 1.5B, 250k'],
    ['a size that is none', [...usEast, '--response-size', 'big'], '4KB or 1.2MB'],
    ['a cache size that does not exist', [...usEast, '--cache-size', '2'], '0.5, 1.6'],
    ['a region that is not in the list', ['--region', 'eu-west-9'], 'eu-central-1, eu-west-1'],
  ])('2 for %s, with what was expected', async (_, flags, words) => {
    const { stdout, stderr, code } = await cost(orders, ...flags);
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toContain(words);
  });

  it('2 without a region', async () => {
    vi.stubEnv('AWS_REGION', undefined);
    const { stderr, code } = await cost(orders, '--requests', '100M');
    vi.unstubAllEnvs();
    expect(code).toBe(2);
    expect(stderr).toContain('The region is missing.');
  });

  it('2 for a price list that does not fit, with file and key', async () => {
    const file = await written(
      'prices.json',
      JSON.stringify({
        version: 1,
        date: '2026-01-01',
        source: 'x',
        regions: { 'eu-west-1': { name: 'x', currency: 'USD', rest: [{ price: 3 }] } },
      }),
    );
    const { stderr, code } = await cost(orders, '--region', 'eu-west-1', '--prices', file);
    expect(code).toBe(2);
    expect(stderr).toContain(`${file}: \`regions.eu-west-1.rest[0]`);
  });

  it.each([
    ['a definition that is not there', join(root, 'test/cost/nowhere.yaml')],
    ['an HTTP API', join(root, 'test/cost/http-api.yaml')],
  ])('3 for %s', async (_, input) => {
    const { stdout, code } = await cost(input, ...usEast);
    expect([stdout, code]).toEqual(['', 3]);
  });
});

describe('a price list of your own', () => {
  const region = {
    name: 'Europe (Ireland)',
    currency: 'USD',
    rest: [{ price: '4.00', source: 'our contract' }],
    http: [{ price: '1.00', source: 'our contract' }],
  };

  it('is what counts', async () => {
    const { stdout } = await withList('2026-11-01', '--requests', '10M');
    expect(stdout).toContain('An HTTP API saves 30.00 USD a month (75.0 %): 10.00 instead of 40.00.');
    expect(stdout).toContain('REST API requests, HTTP API requests: our contract.');
  });

  it('warns on stderr when it is older than 180 days, and goes on', async () => {
    const { stdout, stderr, code } = await withList('2020-01-01', '--requests', '10M');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Warning: the price list is of 2020-01-01, \d+ days old\./);
    expect(stdout).not.toContain('Warning');
  });

  it('does not warn when it is of today', async () => {
    const { stderr } = await withList(new Date().toISOString().slice(0, 10), '--requests', '10M');
    expect(stderr).toBe('');
  });

  async function withList(date: string, ...flags: string[]): Promise<Outcome> {
    const list = { version: 1, date, source: 'our contract', regions: { 'eu-west-1': region } };
    return cost(
      orders,
      '--region',
      'eu-west-1',
      '--prices',
      await written('prices.json', JSON.stringify(list)),
      ...flags,
    );
  }
});

describe('gates', () => {
  it.each<[string, string[], number, string]>([
    ['a saving that is large enough', ['--requests', '100M', '--min-saving', '70%', '--fail-if-dearer'], 0, ''],
    ['a saving that is too small', ['--requests', '100M', '--min-saving', '72%'], 1, 'the saving is 71.4 %'],
    ['a dearer HTTP API', ['--requests', '100M', '--response-size', '2MB', '--fail-if-dearer'], 1, 'is dearer'],
    ['an unknown saving', ['--min-saving', '20%'], 1, 'unknown is no pass'],
    ['an unknown saving, when it must not be dearer', ['--fail-if-dearer'], 1, 'unknown is no pass'],
  ])('%s', async (_, flags, code, words) => {
    const found = await runCommand(Cost, orders, ...usEast, ...flags);
    expect(found.code).toBe(code);
    expect(found.stderr).toContain(words);
    expect(found.stdout).toContain('REST API, as it is');
  });

  it('a share that is none is refused', async () => {
    expect((await runCommand(Cost, orders, ...usEast, '--min-saving', '20')).code).toBe(2);
  });
});

describe('the CSV', () => {
  it('has a row for each line, and no formula of a spreadsheet in it', async () => {
    const file = await written('api.json', (await readFile(orders, 'utf8')).replaceAll('tokens', "'=cmd|calc'"));
    const { stdout } = await runCommand(Cost, file, ...usEast, '--requests', '100M', '--format', 'csv');
    const [head, ...rows] = stdout.trimEnd().split('\r\n');
    expect(head).toBe(
      'side,counted,what,quantity_least,quantity,unit,price,amount_least,amount,currency,quantity_source,price_source,note',
    );
    expect(rows[0]).toMatch(
      /^rest,yes,"REST API requests, first 333 million",100,100,million requests,3.50,350.00,350.00,USD,/,
    );
    expect(stdout).not.toMatch(/(^|,)"?[=+@]/m);
  });
});

describe('several APIs', () => {
  /** A folder as `migrate export --all` writes it. */
  async function bundles(): Promise<string> {
    const all = await folder();
    for (const [place, count] of [
      ['us-east-1/a1', 100_000_000],
      ['us-east-1/a2/live', 300_000_000],
      ['eu-central-1/b1', 10_000_000],
    ] as const) {
      await mkdir(join(all, place), { recursive: true });
      await writeFile(join(all, place, 'openapi.json'), await readFile(orders, 'utf8').then(asJson));
      const usage = { apiName: 'Orders', from: '2026-10-01T00:00:00Z', to: '2026-10-31T00:00:00Z', days: 30, count };
      await writeFile(join(all, place, 'settings.json'), JSON.stringify({ version: 1, usage }));
    }
    return all;
  }

  it('--all gives one table whose sums share the tiers of a region: 400 M are 1353.10 and 390', async () => {
    const all = await bundles();
    const { stdout, code } = await runCommand(Cost, '--all', all, '--format', 'json');
    expect(code).toBe(0);
    const found = JSON.parse(stdout);
    const schema = JSON.parse(await readFile(join(root, 'schemas/cost-fleet.schema.json'), 'utf8'));
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
    validate(found);
    expect(validate.errors).toBeNull();
    // Frankfurt has no HTTP price, which is unknown and no failure.
    expect(found.counts).toEqual({ inputs: 3, compared: 2, unknown: 1, failed: 0 });
    expect(found.sums).toContainEqual(
      expect.objectContaining({ region: 'us-east-1', counted: 2, rest: '1353.10', http: '390.00' }),
    );
  });

  it('what cannot be read is listed and counted, and the exit code is 6', async () => {
    const all = await bundles();
    await writeFile(join(all, 'us-east-1/a1/openapi.json'), '{');
    const { stdout, stderr, code } = await runCommand(Cost, '--all', all);
    expect(code).toBe(6);
    expect(stdout).toContain('3 APIs: 1 compared, 1 with something unknown, 1 not read.');
    expect(stderr).toContain('Not compared: ');
  });

  it('a pattern names them as well, in every format', async () => {
    const all = await bundles();
    for (const format of ['text', 'csv', 'markdown', 'html']) {
      const { stdout, code } = await runCommand(Cost, join(all, 'us-east-1/*'), ...usEast, '--format', format);
      // The folder of two stages is none of a bundle.
      expect([format, code]).toEqual([format, 6]);
      expect(stdout).toContain('350.00');
    }
  });

  it('a gate that one region does not pass is not passed', async () => {
    const all = await bundles();
    expect((await runCommand(Cost, '--all', all, '--min-saving', '20%')).code).toBe(1);
  });

  it.each([
    ['numbers of one API', ['--all', '.', '--requests', '1M'], '--requests is of one API'],
    ['nothing at all', [], 'INPUT is missing.'],
  ])('refuses %s', async (_, flags, words) => {
    const { code, stderr } = await runCommand(Cost, ...usEast, ...flags);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  it.each([
    ['a pattern that matches nothing', ['nothing-*.yaml']],
    ['a folder without bundles', ['--all', join(root, 'prices')]],
  ])('3 for %s', async (_, flags) => {
    expect((await runCommand(Cost, ...usEast, ...flags)).code).toBe(3);
  });
});

/** The sample as an export would have it. */
function asJson(yaml: string): string {
  return JSON.stringify(load(yaml));
}

interface Outcome {
  stdout: string;
  stderr: string;
  code: number;
}

/** Runs the command as `cli/main.ts` does. */
async function cost(...argv: string[]): Promise<Outcome> {
  const [stdout, stderr] = [captured(process.stdout), captured(process.stderr)];
  const failure = await Cost.run(argv, root).then(() => undefined, onlyFailure);
  vi.restoreAllMocks();
  return {
    stdout: stdout.join(''),
    stderr: stderr.join('') + (failure ? failureText(failure) : ''),
    code: failure ? exitCodeOf(failure.kind) : 0,
  };
}

function onlyFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  throw error;
}

async function folder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'migrate-cost-'));
}

async function written(name: string, content: string): Promise<string> {
  const file = join(await folder(), name);
  await writeFile(file, content);
  return file;
}
