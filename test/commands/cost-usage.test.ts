import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Cost from '../../src/commands/cost.js';
import { runCommand } from '../run-command.js';
import { logFolder } from '../traffic/lines.js';

const orders = fileURLToPath(new URL('../cost/orders.yaml', import.meta.url));
const usEast = ['--region', 'us-east-1', '--format', 'json'];

async function config(text: string): Promise<string[]> {
  const file = join(await mkdtemp(join(tmpdir(), 'migrate-cost-')), 'migrate.config.yaml');
  await writeFile(file, text);
  return ['--config', file];
}

const cost = (...flags: string[]) => runCommand(Cost, orders, ...usEast, ...flags);
const usageOf = ({ stdout }: { stdout: string }) => JSON.parse(stdout).usage;

describe('usage in migrate.config.yaml', () => {
  it('counts where no flag says otherwise', async () => {
    const flags = await config('usage:\n  requests: 40M/month\n  requestSize: 2KB\n  weeks: 4\n  growth: 5%/month\n');
    expect(usageOf(await cost(...flags))).toMatchObject({ requests: 40_000_000, requestSize: 2048 });
    expect(usageOf(await cost(...flags, '--requests', '1M'))).toMatchObject({ requests: 1_000_000, requestSize: 2048 });
  });

  it('takes plain numbers', async () => {
    expect(usageOf(await cost(...(await config('usage: {requests: 5000000, cacheSize: 0.5}'))))).toMatchObject({
      requests: 5_000_000,
      cacheSize: '0.5',
    });
  });

  it.each([
    ['usage:\n  request: 40M\n', 'request'],
    ['usage:\n  requests: lots\n', 'calls of a month'],
    ['usage:\n  growth: 5\n', 'growth'],
    ['usage:\n  responseSize: p50=4\n  cacheThen: gone\n', 'cacheThen'],
  ])('%j is a failure with its place', async (text, words) => {
    const { stdout, stderr, code } = await cost(...(await config(text)));
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toMatch(/migrate\.config\.yaml:\d+:\d+/);
    expect(stderr).toContain(words);
  });
});

describe('the region', () => {
  const exported = {
    swagger: '2.0',
    info: { title: 'Orders' },
    host: 'a1.execute-api.eu-west-1.amazonaws.com',
    paths: {},
  };
  const inOpenApi3 = {
    openapi: '3.0.1',
    info: { title: 'a' },
    servers: [{ url: 'https://a1.execute-api.eu-west-1.amazonaws.com/{basePath}' }],
    paths: {},
  };
  const unknown = { ...exported, host: 'api.example.com' };

  afterEach(() => vi.unstubAllEnvs());

  it.each<[string, object, string, string[], string]>([
    ['a flag, before all others', exported, 'eu-central-1', ['--region', 'us-east-1'], 'us-east-1'],
    ['the decisions', exported, 'eu-central-1', ['--config'], 'us-west-2'],
    ['the folder of a bundle', exported, 'eu-central-1', [], 'eu-central-1'],
    ['the host of an export', exported, 'a', [], 'eu-west-1'],
    ['the server of an export', inOpenApi3, 'a', [], 'eu-west-1'],
    ['AWS_REGION, after all others', unknown, 'a', [], 'ap-northeast-1'],
  ])('is told by %s', async (_, definition, place, flags, region) => {
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    const bundle = join(await mkdtemp(join(tmpdir(), 'migrate-cost-')), place, 'bundle');
    await mkdir(bundle, { recursive: true });
    await writeFile(join(bundle, 'openapi.json'), JSON.stringify(definition));
    const given = flags[0] === '--config' ? await config('usage: {region: us-west-2}') : flags;
    expect(usageOf(await runCommand(Cost, bundle, '--format', 'json', ...given))).toMatchObject({ region });
  });
});

describe('--logs', () => {
  const line = (hour: number, size: number) =>
    `203.0.113.9 - - [02/Nov/2026:${String(hour).padStart(2, '0')}:30:00 +0000] "GET /orders HTTP/1.1" 200 ${size} id`;
  const day = Array.from({ length: 24 }, (_, hour) => line(hour, hour < 6 ? 600_000 : 1000)).join('\n');

  it('makes a month of what was logged, meters by the sizes, and says what it did', async () => {
    const folder = await logFolder({ 'access.log': `${day}\nbroken\n` });
    const outcome = await cost('--logs', folder);
    expect(outcome.code).toBe(0);
    expect(usageOf(outcome)).toMatchObject({ requests: 720 });
    const { http, recorded } = JSON.parse(outcome.stdout);
    expect(recorded).toEqual([
      expect.stringContaining(
        '(CLF): 24 requests from 2026-11-02T00:30:00Z to 2026-11-02T23:30:00Z (1 day), of 1 caller',
      ),
      expect.stringMatching(/^1 line of .*access\.log:25 does not fit the format \(CLF\)$/),
      'a month is made of 1 day: other days may be busier or quieter',
    ]);
    // 6 of 24 answers take two units: 720 × 30 / 24.
    expect(http.lines[0].quantity).toBe('0.0009');
  });

  it('leaves the number of requests to a flag, and takes the rest', async () => {
    const folder = await logFolder({ 'access.log': day });
    expect(usageOf(await cost('--logs', folder, '--requests', '1M'))).toMatchObject({ requests: 1_000_000 });
  });

  it('keeps a profile that gives the same report', async () => {
    const folder = await logFolder({ 'access.log': day });
    const file = join(folder, 'usage.parquet');
    const first = await cost('--logs', join(folder, 'access.log'), '--save-profile', file);
    expect(await cost('--logs', file)).toEqual(first);
  });

  it.each<[string, string[], number, string]>([
    ['a log that is not there', ['--logs', '/nowhere/access.log'], 3, 'there is no such file'],
    ['a log beside a bill', ['--logs', 'x', '--bill', 'y'], 2, ''],
    ['a profile of no log', ['--save-profile', 'x'], 2, ''],
    ['Athena without a table', ['--athena', 'x'], 2, ''],
  ])('%s is refused', async (_, flags, code, words) => {
    const outcome = await cost(...flags);
    expect([outcome.stdout, outcome.code]).toEqual(['', code]);
    expect(outcome.stderr).toContain(words);
  });
});
