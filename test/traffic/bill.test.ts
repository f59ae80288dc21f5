import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import Cost from '../../src/commands/cost.js';
import { profileOfBill } from '../../src/traffic/bill.js';
import { openDuckDb } from '../../src/traffic/duckdb.js';
import { runCommand } from '../run-command.js';
import { logFolder } from './lines.js';

const orders = fileURLToPath(new URL('../cost/orders.yaml', import.meta.url));
const names = [
  'LineItemType',
  'UsageStartDate',
  'UsageEndDate',
  'ProductCode',
  'UsageType',
  'ResourceId',
  'UsageAmount',
  'CurrencyCode',
  'UnblendedCost',
];
const arn = (id: string) => `arn:aws:apigateway:eu-west-1::/restapis/${id}/stages/prod`;

function row(
  kind: string,
  day: number,
  usage: string,
  id: string,
  quantity: string,
  cost: string,
  product = 'AmazonApiGateway',
) {
  const [from, to] = [day, day + 1].map((date) => `2026-11-${String(date).padStart(2, '0')}T00:00:00Z`);
  return [kind, from, to, product, usage, arn(id), quantity, 'USD', cost].join(',');
}

const rows = [
  row('Usage', 1, 'EU-ApiGatewayRequest', 'abc123', '2000000', '7.0000000001'),
  row('Usage', 2, 'EU-ApiGatewayRequest', 'abc123', '1000000', '3.50'),
  row('Usage', 2, 'EU-ApiGatewayRequest', 'other9', '5000000', '17.50'),
  row('Usage', 2, 'EU-ApiGatewayCacheUsage:0.5GB', 'abc123', '24', '0.48'),
  row('Usage', 2, 'EU-DataTransfer-Out-Bytes', 'abc123', '10.5', '0.945'),
  row('Credit', 2, 'EU-ApiGatewayRequest', 'abc123', '0', '-3.00'),
  row('Usage', 2, 'EU-BoxUsage:t3.micro', 'abc123', '24', '0.3', 'AmazonEC2'),
];
const legacy = [names.map((name) => `lineItem/${name}`).join(','), ...rows].join('\n');
const second = [
  names.map((name) => `line_item${name.replaceAll(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`)}`).join(','),
  ...rows,
].join('\n');

const billed = {
  amount: '11.9250000001',
  currency: 'USD',
  lines: [
    { usage: 'ApiGatewayCacheUsage:0.5GB', quantity: '24', amount: '0.48' },
    { usage: 'ApiGatewayRequest', quantity: '3000000', amount: '10.5000000001' },
    { usage: 'DataTransfer-Out-Bytes', quantity: '10.5', amount: '0.945' },
  ],
  cacheHours: { '0.5': '24' },
};

describe('rows of a Cost and Usage Report', () => {
  it.each([
    ['of the old kind', { 'report.csv': legacy }],
    ['of CUR 2.0 in gzip', { 'report.csv.gz': second }],
  ])('%s are read for one API, without credits and other services', async (_, files) => {
    const profile = await profileOfBill([await logFolder(files)], 'abc123');
    expect(profile).toMatchObject({
      ...{ requests: 3_000_000, days: 2, billed },
      source: { requests: 3_000_000, from: '2026-11-01T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' },
    });
  });

  it('in Parquet are read with their own types', async () => {
    const folder = await logFolder({ 'report.csv': second });
    const parquet = join(folder, 'report.parquet');
    const db = await openDuckDb();
    await db.run(`COPY (SELECT * FROM read_csv('${join(folder, 'report.csv')}')) TO '${parquet}' (FORMAT parquet)`);
    await db.close();
    expect(await profileOfBill([parquet], 'abc123')).toMatchObject({ requests: 3_000_000, days: 2, billed });
  });

  it('of all APIs together count where none is named', async () => {
    expect(await profileOfBill([await logFolder({ 'report.csv': legacy })], undefined)).toMatchObject({
      requests: 8_000_000,
    });
  });

  it.each([
    ['that has no line of the API', legacy, 'nobody', 'Check --api-id.'],
    ['that is another file', 'a,b\n1,2\n', undefined, 'line_item_usage_type'],
  ])('%s are a failure', async (_, text, id, words) => {
    const folder = await logFolder({ 'report.csv': text });
    await expect(profileOfBill([folder], id)).rejects.toMatchObject({
      kind: 'input',
      next: expect.stringContaining(words),
    });
  });

  it('make a month, with the bill as it was beside it', async () => {
    const folder = await logFolder({ 'report.csv': legacy });
    const flags = ['--region', 'us-east-1', '--bill', folder, '--api-id', 'abc123', '--format', 'json'];
    const { stdout, code } = await runCommand(Cost, orders, ...flags);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ usage: { requests: 45_000_000, cacheSize: '0.5' } });
    expect(JSON.parse(stdout).recorded.join('\n')).toContain(
      'the bill says 11.93 USD before credits and tax: ApiGatewayCacheUsage:0.5GB 24 for 0.48',
    );
  });
});
