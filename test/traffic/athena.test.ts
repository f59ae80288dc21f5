import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Cost from '../../src/commands/cost.js';
import { athenaQuery, profileOfAthena } from '../../src/traffic/athena-table.js';
import { openDuckDb } from '../../src/traffic/duckdb.js';
import { duckDb } from '../../src/traffic/sql/dialect.js';
import { columnSource } from '../../src/traffic/sql/log-source.js';
import { type UsageRow, usageColumns, usageQuery } from '../../src/traffic/sql/usage-query.js';
import { UsageTally } from '../../src/traffic/usage-tally.js';
import { runCommand } from '../run-command.js';
import { type AthenaEndpoint, type AthenaScript, openAthena } from './athena-endpoint.js';
import { trinoParser } from './trino.js';

const orders = fileURLToPath(new URL('../cost/orders.yaml', import.meta.url));
const open: AthenaEndpoint[] = [];

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const endpoint of open.splice(0)) await endpoint.close();
});

const columns = ['ip', 'requesttime', 'httpmethod', 'resourcepath', 'status', 'responselength'];
const tableOf = (names: string[]) => ({
  ...{ database: 'logs', table: 'access "1"' },
  columns: names.map((name) => ({ name, type: 'string' })),
});

it("the query for Athena is Trino's SQL, by Trino's own grammar", async () => {
  const parser = await trinoParser();
  const line =
    '$context.identity.sourceIp [$context.requestTime] "$context.httpMethod $context.path" it\'s $context.status';
  const queries = [
    athenaQuery(tableOf(columns), undefined),
    athenaQuery(tableOf(['line']), line),
    athenaQuery(tableOf(['line']), '{"a":"$context.routeKey","b":"$context.requestTimeEpoch"}'),
  ];
  expect(queries.map((query) => parser.validate(query))).toEqual([[], [], []]);
  expect(parser.validate('SELECT 1 FROM read_json([1])')).not.toEqual([]);
});

describe('the result of both engines', () => {
  it('is read by the same code: the same rows give the same profile', async () => {
    const db = await openDuckDb();
    const source = columnSource(
      `(VALUES ('203.0.113.7', '02/Nov/2026:03:04:05 +0000', 'GET', '/orders/{id}', '200', '600000'),
        ('203.0.113.8', '02/Nov/2026:04:04:05 +0000', 'GET', '/orders/{id}', '200', '700000'),
        ('203.0.113.8', '-', 'POST', '/orders', '-', '-'), (NULL, NULL, NULL, NULL, NULL, NULL)) AS logs(${columns.join(', ')})`,
      {
        sourceIp: 'ip',
        requestTime: 'requesttime',
        method: 'httpmethod',
        resource: 'resourcepath',
        status: 'status',
        responseLength: 'responselength',
      },
    );
    const rows: UsageRow[] = [];
    for await (const row of db.rows<UsageRow>(usageQuery([source], duckDb))) rows.push(row);
    await db.close();
    const tally = new UsageTally();
    for (const row of rows) tally.add(row);
    const values = (async function* () {
      for (const row of rows) yield usageColumns.map((column) => row[column]);
    })();
    const profile = await profileOfAthena(values, 'a');
    expect(profile).toEqual(tally.profile({ name: 'a' }));
    expect(profile).toMatchObject({
      source: { requests: 3, broken: 1 },
      callers: 2,
      routes: [
        { route: 'GET /orders/{id}', sizes: [{ upTo: 1048576, requests: 2, bytes: 1300000 }] },
        { route: 'POST /orders', sizes: [{ upTo: null, requests: 1, bytes: 0 }] },
      ],
    });
  });
});

const rowsOfMonth: (string | null)[][] = [
  ['route', 'GET', '/orders', null, '200', '1024', null, '9000000', '0', '4500000000', null, null, '0'],
  ['route', 'GET', '/orders', null, '200', '1048576', null, '1000000', '2', '700000000000', null, null, '0'],
  [
    'hour',
    null,
    null,
    null,
    null,
    null,
    '01/Nov/2026:00',
    '5000000',
    '2',
    null,
    '01/Nov/2026:00:00:01 +0000',
    '01/Nov/2026:00:59:59 +0000',
    '0',
  ],
  [
    'hour',
    null,
    null,
    null,
    null,
    null,
    '01/Nov/2026:23',
    '5000000',
    '0',
    null,
    '01/Nov/2026:23:00:01 +0000',
    '01/Nov/2026:23:59:59 +0000',
    '0',
  ],
  ['caller', null, null, null, null, null, null, '10000000', '2', null, null, null, '321'],
];

async function cost(script: AthenaScript, ...flags: string[]) {
  const endpoint = await openAthena({ columns: usageColumns, ...script });
  open.push(endpoint);
  const outcome = await runCommand(
    Cost,
    ...[orders, '--region', 'us-east-1', '--athena', 'analysts', '--table', 'logs.access'],
    ...['--endpoint-url', endpoint.url, '--format', 'json', ...flags],
  );
  return { ...outcome, calls: endpoint.calls };
}

describe('migrate cost --athena', () => {
  it('tells the price ahead, scans once, waits, reads all pages, and tells the price', async () => {
    const { stdout, stderr, code, calls } = await cost(
      {
        ...{ parameters: { sizeKey: String(2 * 1024 ** 4) }, cutoff: 3 * 1024 ** 4, scanned: 1024 ** 4 },
        ...{ states: ['QUEUED', 'RUNNING', 'SUCCEEDED'], pages: [rowsOfMonth.slice(0, 2), rowsOfMonth.slice(2)] },
      },
      '--yes',
    );
    expect(code).toBe(0);
    expect(stderr).toContain(
      'At most 2.00 TB will be scanned, the size of the table as the catalog last counted it: about 10.00 USD.',
    );
    expect(stderr).toContain('The workgroup cancels a query at 3.00 TB: about 15.00 USD.');
    expect(stderr).toContain('Athena has scanned 1.00 TB: about 5.00 USD.');
    const { usage, recorded } = JSON.parse(stdout);
    expect(usage).toMatchObject({ requests: 300_000_000 });
    expect(recorded).toEqual([
      expect.stringMatching(/^logs\.access \(Athena\): .* of 321 callers$/),
      '2 lines of logs.access (Athena) could not be read, and not counted',
      ...(recorded as string[]).slice(2),
    ]);
    expect(calls.map(({ target }) => target)).toEqual([
      ...['GetTableMetadata', 'GetWorkGroup', 'StartQueryExecution'],
      ...['GetQueryExecution', 'GetQueryExecution', 'GetQueryExecution', 'GetQueryResults', 'GetQueryResults'],
    ]);
    const start = calls.find(({ target }) => target === 'StartQueryExecution');
    expect(start?.input).toMatchObject({ WorkGroup: 'analysts', QueryExecutionContext: { Database: 'logs' } });
    expect(String(start?.input['QueryString'])).toContain('FROM "logs"."access"');
  });

  it('asks for the table by its name and tells none with --anonymise', async () => {
    const { stdout, stderr, code, calls } = await cost({ pages: [rowsOfMonth] }, '--yes', '--anonymise');
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain('logs.access');
    expect(JSON.parse(stdout).recorded).toContain(
      '2 lines of the table of access logs (Athena) could not be read, and not counted',
    );
    const start = calls.find(({ target }) => target === 'StartQueryExecution');
    expect(String(start?.input['QueryString'])).toContain('FROM "logs"."access"');
  });

  it('says that nobody knows what will be scanned where the catalog has no size, and scans nothing without --yes', async () => {
    const { stderr, stdout, code, calls } = await cost({ pages: [rowsOfMonth] });
    expect([stdout, code]).toEqual(['', 5]);
    expect(stderr).toContain('How much will be scanned is unknown');
    expect(stderr).toContain('Add --yes');
    expect(calls.map(({ target }) => target)).not.toContain('StartQueryExecution');
  });

  it.each<[string, AthenaScript, string]>([
    ['a query that fails', { states: ['FAILED'], reason: 'SYNTAX_ERROR: line 1:1' }, 'failed: SYNTAX_ERROR: line 1:1'],
    [
      'a query that the workgroup cancels',
      { states: ['RUNNING', 'CANCELLED'], reason: 'Bytes scanned limit was exceeded' },
      'was cancelled: Bytes scanned limit',
    ],
    [
      'a table that is not there',
      { refused: { GetTableMetadata: 'MetadataException' } },
      'Cannot read the table logs.access',
    ],
    [
      'a right that is missing',
      { refused: { StartQueryExecution: 'AccessDeniedException' } },
      'migrate iam-policy cost',
    ],
  ])('exits with 4 for %s', async (_, script, words) => {
    const { stdout, stderr, code } = await cost(script, '--yes');
    expect([stdout, code]).toEqual(['', 4]);
    expect(stderr).toContain(words);
  });
});
