import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import updateSchema from '../../schemas/prices-update.schema.json' with { type: 'json' };
import Cost from '../../src/commands/cost.js';
import PricesUpdate from '../../src/commands/prices/update.js';
import Prices from '../../src/commands/prices.js';
import { emptyAwsAccount, rpcServices } from '../../src/local-aws/account.js';
import type { Faults } from '../../src/local-aws/server-faults.js';
import { product, realProducts } from '../cost/products.js';
import { type Endpoint, openEndpoint } from '../local-aws/serving.js';
import { runCommand } from '../run-command.js';

const orders = join(import.meta.dirname, '../cost/orders.yaml');
let endpoint: Endpoint;
let folder: string;
let faults: Faults = () => undefined;
let calls = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-prices-'));
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDLOCAL');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'none'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'));
  // More than a page of what is none of ours.
  const others = Array.from({ length: 150 }, (_, index) =>
    product(`USE1-Other${index}`, [['0', 'Inf', '0.1']], { sku: `OTHER${index}` }),
  );
  const options = {
    faults: (call: Parameters<Faults>[0]) => {
      calls++;
      return faults(call);
    },
  };
  const account = emptyAwsAccount();
  const rpc = rpcServices(account, [...others, ...realProducts]);
  endpoint = await openEndpoint({ ...options, rpc }, account);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await endpoint.close();
});
beforeEach(() => {
  [faults, calls] = [() => undefined, 0];
});

const update = (...args: string[]) => runCommand(PricesUpdate, '--endpoint-url', endpoint.url, ...args);

describe('migrate prices update', () => {
  it('writes a list of all regions that AWS has, page by page, and migrate cost takes it', async () => {
    const file = join(folder, 'all.json');
    const { code, stdout, stderr } = await update('-o', file);
    expect([code, stderr]).toEqual([0, `Written: ${file}. Use it: migrate cost INPUT --prices ${file}\n`]);
    expect(calls).toBe(3);
    expect(stdout).toContain('read for 2 regions');
    expect(Object.keys(JSON.parse(await readFile(file, 'utf8')).regions)).toEqual(['eu-west-1', 'us-east-1']);
    const cost = await runCommand(Cost, orders, '--region', 'eu-west-1', '--requests', '100M', '--prices', file);
    expect(cost.stdout).toContain('An HTTP API saves 239.00 USD a month (68.3 %): 111.00 instead of 350.00.');
    expect(cost.stderr).toBe('');
  });

  it('reads only the regions that are named, and tells of one without prices', async () => {
    const file = join(folder, 'some.json');
    const { code, stdout } = await update('--region', 'eu-west-1', '--region', 'eu-west-9', '-o', file);
    expect(code).toBe(6);
    expect(stdout).toContain('eu-west-9 has no prices of API Gateway.');
    expect(Object.keys(JSON.parse(await readFile(file, 'utf8')).regions)).toEqual(['eu-west-1']);
  });

  it('tells the changes as JSON that fits its schema', async () => {
    const { stdout } = await update('--region', 'eu-west-1', '-o', join(folder, 'json.json'), '--format', 'json');
    const validate = new Ajv({ allowUnionTypes: true }).compile(updateSchema);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
    expect(JSON.parse(stdout).changes).toContainEqual({
      ...{ region: 'eu-west-1', what: 'HTTP API requests', before: null, after: '1.11' },
    });
  });

  it('writes nothing where AWS has no prices', async () => {
    const file = join(folder, 'nothing.json');
    const { code, stderr } = await update('--region', 'eu-west-9', '-o', file);
    expect(code).toBe(4);
    expect(stderr).toContain('AWS has no prices of API Gateway for eu-west-9.');
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });

  it('writes nothing where the right is missing, and names it', async () => {
    faults = () => 'deny';
    const file = join(folder, 'denied.json');
    const { code, stderr } = await update('-o', file);
    expect(code).toBe(4);
    expect(stderr).toContain('pricing:GetProducts');
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });

  it('writes the same bytes twice', async () => {
    const files = ['one.json', 'two.json'].map((name) => join(folder, name));
    for (const file of files) await update('-o', file);
    const [one, two] = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    expect(one).toBe(two);
  });
});

describe('migrate prices', () => {
  it('prints each figure with its source, and what has none', async () => {
    const { stdout, code } = await runCommand(Prices, '--region', 'eu-central-1', '--region', 'eu-west-1');
    expect(code).toBe(0);
    expect(stdout).toMatch(/REST API requests, per million │ +333000000 │ +3.70 │ AWS Price List entry/);
    expect(stdout).toContain('eu-west-1, Europe (Ireland), in USD');
    expect(stdout).toContain('no price is known');
    expect(stdout).not.toContain('us-east-1,');
  });

  it('prints as JSON a list that migrate cost takes', async () => {
    const file = join(folder, 'printed.json');
    await runCommand(Prices, '--region', 'us-east-1', '--format', 'json', '-o', file);
    const { stdout } = await runCommand(Cost, orders, '--region', 'us-east-1', '--requests', '100M', '--prices', file);
    expect(stdout).toContain('100.00 instead of 350.00');
  });

  it('refuses a region that is not in the list', async () => {
    expect((await runCommand(Prices, '--region', 'eu-west-9')).code).toBe(2);
  });
});
