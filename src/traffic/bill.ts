import { type BilledUse, Failure, type UsageProfile } from '../model/index.js';
import { type DuckDb, openDuckDb } from './duckdb.js';
import { headOf, isParquet } from './file-head.js';
import { logFilesOf } from './log-files.js';
import { named, quoted } from './sql/dialect.js';

/**
 * Columns that a report is read by, their words written together: the same in reports of the old kind (`lineItem/UsageType`,
 * in Parquet `line_item_usage_type`) and in CUR 2.0.
 *
 * @see https://docs.aws.amazon.com/cur/latest/userguide/Lineitem-columns.html
 */
const columns = {
  usage: 'lineitemusagetype',
  quantity: 'lineitemusageamount',
  amount: 'lineitemunblendedcost',
  currency: 'lineitemcurrencycode',
  product: 'lineitemproductcode',
  kind: 'lineitemlineitemtype',
  resource: 'lineitemresourceid',
  from: 'lineitemusagestartdate',
  to: 'lineitemusageenddate',
} as const;

type Column = keyof typeof columns;

/** Without these no line can be read. */
const needed: readonly Column[] = ['usage', 'quantity', 'amount', 'from', 'to'];

/** Credits, taxes and refunds are no use. */
const kindsOfUse = ["'Usage'", "'DiscountedUsage'", "'SavingsPlanCoveredUsage'"];

interface BillRow {
  usage: string;
  quantity: string;
  amount: string;
  currency: string | null;
  from_time: string;
  to_time: string;
}

/**
 * Reads rows of a Cost and Usage Report: what was used and paid.
 *
 * @param apiId to take only lines of this API, where the report has resources
 * @throws Failure (`input`) for a file that is no such report, or has no line of API Gateway
 */
export async function profileOfBill(paths: readonly string[], apiId: string | undefined): Promise<UsageProfile> {
  const files = await logFilesOf(paths);
  const db = await openDuckDb();
  try {
    const parts = await Promise.all(files.map((file) => partOf(db, file, apiId)));
    const rows: BillRow[] = [];
    for await (const row of db.rows<BillRow>(billQuery(parts))) rows.push(row);
    return profileOf(rows, paths, apiId);
  } finally {
    await db.close();
  }
}

/** @returns the lines of one file that are about API Gateway, with our names of the columns */
async function partOf(db: DuckDb, file: string, apiId: string | undefined): Promise<string> {
  const relation = await relationOf(file);
  const names = new Map<string, string>();
  for await (const { name } of db.rows<{ name: string }>(
    `SELECT column_name AS name FROM (DESCRIBE SELECT * FROM ${relation})`,
  )) {
    names.set(name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''), name);
  }
  const missing = needed.filter((column) => !names.has(columns[column]));
  if (missing.length > 0) throw noReport(file, missing);
  const text = (column: Column) => {
    const name = names.get(columns[column]);
    return name === undefined ? 'CAST(NULL AS VARCHAR)' : `CAST(${named(name)} AS VARCHAR)`;
  };
  const selected = (Object.keys(columns) as Column[]).map((column) => `${text(column)} AS ${named(column)}`);
  const ofApi =
    apiId === undefined || !names.has(columns.resource)
      ? ''
      : ` AND ${text('resource')} LIKE ${quoted(`%/%apis/${apiId}%`)}`;
  const isUse = `COALESCE(${text('kind')}, 'Usage') IN (${kindsOfUse.join(', ')})`;
  const isOurs = `(${text('product')} = 'AmazonApiGateway' OR (${text('product')} IS NULL AND ${text('usage')} LIKE '%ApiGateway%'))`;
  return `SELECT ${selected.join(', ')} FROM ${relation} WHERE ${isUse} AND ${isOurs}${ofApi}`;
}

async function relationOf(file: string): Promise<string> {
  const name = quoted(file.replaceAll(/[*?[]/g, '[$&]'));
  if (await isParquet(file)) return `read_parquet(${name}, hive_partitioning = false)`;
  const { isGzip } = await headOf(file);
  return `read_csv(${name}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', compression = ${isGzip ? "'gzip'" : "'none'"}, hive_partitioning = false)`;
}

function billQuery(parts: readonly string[]): string {
  // What stands before the last hyphen of the region's prefix differs: USE1-ApiGatewayRequest, ApiGatewayRequest.
  return `SELECT regexp_extract(usage, '(?:^|-)(ApiGateway.*|DataTransfer-Out-Bytes|[A-Za-z]+-?Bytes)$', 1) AS usage,
  CAST(sum(CAST(quantity AS DECIMAL(38, 10))) AS VARCHAR) AS quantity, CAST(sum(CAST(amount AS DECIMAL(38, 10))) AS VARCHAR) AS amount,
  max(currency) AS currency, min("from") AS from_time, max("to") AS to_time
FROM (${parts.join(' UNION ALL ')}) AS lines GROUP BY 1 ORDER BY 1`;
}

function noReport(file: string, missing: readonly Column[]): Failure {
  const next = `Expected is CSV or Parquet with line_item_usage_type and its kind; there is no column for: ${missing.join(', ')}.`;
  return new Failure('input', 'This is no Cost and Usage Report.', next, { file, line: 1 });
}

function profileOf(rows: readonly BillRow[], paths: readonly string[], apiId: string | undefined): UsageProfile {
  const [first] = rows;
  if (first === undefined) {
    const of = apiId === undefined ? 'API Gateway' : `the API ${apiId}`;
    const next = apiId === undefined ? 'Name the report of a month in which it was used.' : 'Check --api-id.';
    throw new Failure('input', `The report has no line of ${of}.`, next, { file: paths.join(', ') });
  }
  const requests = rows.filter(({ usage }) => usage === 'ApiGatewayRequest' || usage === 'ApiGatewayHttpRequest');
  const from = instant(rows.map(({ from_time }) => from_time).sort()[0] ?? '');
  const to = instant(
    rows
      .map(({ to_time }) => to_time)
      .sort()
      .at(-1) ?? '',
  );
  const count = requests.reduce((sum, { quantity }) => sum + Math.round(Number(quantity)), 0);
  return {
    source: {
      ...{ name: `${paths.join(', ')} (Cost and Usage Report)`, requests: count, broken: 0 },
      ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    },
    ...{ requests: count, days: (to - from) / 86_400_000, idleHours: [] },
    ...{ routes: [], statuses: [], hours: [], callers: null },
    billed: billedOf(rows),
  };
}

function billedOf(rows: readonly BillRow[]): BilledUse {
  const caches = rows.flatMap(({ usage, quantity }): [string, string][] => {
    const [, size] = /^ApiGatewayCacheUsage:([\d.]+)GB$/.exec(usage) ?? [];
    return size === undefined ? [] : [[size, plain(quantity)]];
  });
  return {
    amount: total(rows.map(({ amount }) => amount)),
    currency: rows[0]?.currency ?? null,
    lines: rows.map(({ usage, quantity, amount }) => ({ usage, quantity: plain(quantity), amount: plain(amount) })),
    cacheHours: Object.fromEntries(caches),
  };
}

/** Adds decimals of ten digits as whole numbers: they stay exact. */
function total(amounts: readonly string[]): string {
  const sum = amounts.reduce((all, amount) => all + BigInt(amount.replace('.', '')), 0n);
  const digits = String(sum < 0n ? -sum : sum).padStart(11, '0');
  return plain(`${sum < 0n ? '-' : ''}${digits.slice(0, -10)}.${digits.slice(-10)}`);
}

function plain(decimal: string): string {
  return decimal.replace(/\.?0+$/, '') || '0';
}

/** Reports of the old kind end with `Z`; Parquet has a blank in the place of the `T`, and a short zone or none: it is UTC. */
function instant(text: string): number {
  const iso = text.replace(' ', 'T').replace(/(T.*[+-]\d{2})$/, '$1:00');
  return Date.parse(/(?:Z|[+-]\d{2}:\d{2})$/.test(iso) ? iso : `${iso}Z`);
}
