import { randomUUID } from 'node:crypto';
import { Failure } from '../model/index.js';
import type { Account } from './account.js';
import { type Clock, realClock } from './clock.js';
import { reaching } from './failures.js';

/** A table as the catalog has it. */
export interface AthenaTable {
  database: string;
  table: string;
  columns: { name: string; type: string }[];
  /**
   * Bytes of all its files when the catalog last counted them. There is no dry run in Athena, so this is the most that can be
   * known before a query; undefined where nobody counted.
   */
  bytes: number | undefined;
}

/** What a workgroup allows. */
export interface Workgroup {
  name: string;
  /** A query that scans more is cancelled by Athena. */
  cutoff: number | undefined;
}

/** A query that has run. */
export interface AthenaRun {
  id: string;
  scannedBytes: number;
}

/** Names of the table parameters in which a crawler or Hive has left the size of all files. */
const sizeParameters = ['sizeKey', 'totalSize'];

const next = 'Check the name of the table, --region and --profile.';

/**
 * Reads what can be known of a table before it is scanned.
 *
 * @param name `DATABASE.TABLE`
 * @throws Failure (`usage`) for a name without database, (`aws`) where Athena does not answer
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetTableMetadata.html
 */
export async function readAthenaTable({ clients, call }: Account, name: string): Promise<AthenaTable> {
  const [, database, table] = /^([^.]+)\.([^.]+)$/.exec(name) ?? [];
  if (database === undefined || table === undefined) {
    throw new Failure('usage', `--table ${name} is no name of a table.`, 'Expected is DATABASE.TABLE.');
  }
  const client = await clients.athena();
  const { GetTableMetadataCommand } = await import('@aws-sdk/client-athena');
  const input = { CatalogName: 'AwsDataCatalog', DatabaseName: database, TableName: table };
  const { TableMetadata } = await reaching(`read the table ${name}`, 'cost', () =>
    call('athena', () => client.send(new GetTableMetadataCommand(input))),
  );
  if (TableMetadata === undefined) throw new Failure('aws', `Athena says nothing of the table ${name}.`, next);
  const size = sizeParameters.map((key) => TableMetadata.Parameters?.[key]).find((text) => /^\d+$/.test(text ?? ''));
  const columns = (TableMetadata.Columns ?? []).map(({ Name = '', Type = '' }) => ({ name: Name, type: Type }));
  return { database, table, columns, bytes: size === undefined ? undefined : Number(size) };
}

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_WorkGroupConfiguration.html */
export async function readWorkgroup({ clients, call }: Account, name: string): Promise<Workgroup> {
  const client = await clients.athena();
  const { GetWorkGroupCommand } = await import('@aws-sdk/client-athena');
  const { WorkGroup } = await reaching(`read the workgroup ${name}`, 'cost', () =>
    call('athena', () => client.send(new GetWorkGroupCommand({ WorkGroup: name }))),
  );
  return { name, cutoff: WorkGroup?.Configuration?.BytesScannedCutoffPerQuery };
}

/**
 * Runs a query to its end. It is started once: a second start would scan a second time.
 *
 * @throws Failure (`aws`) where it fails or is cancelled
 */
export async function runQuery(
  { clients, call }: Account,
  query: { sql: string; workgroup: string; database: string },
  clock: Clock = realClock,
): Promise<AthenaRun> {
  const client = await clients.athena();
  const { StartQueryExecutionCommand, GetQueryExecutionCommand } = await import('@aws-sdk/client-athena');
  return reaching(`query ${query.database} with Athena`, 'cost', async () => {
    const start = new StartQueryExecutionCommand({
      QueryString: query.sql,
      WorkGroup: query.workgroup,
      QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: query.database },
      // The same token starts nothing twice, so that a lost answer may be asked for again.
      ClientRequestToken: randomUUID(),
    });
    const { QueryExecutionId: id = '' } = await call('athena', () => client.send(start));
    for (let wait = 250; ; wait = Math.min(wait * 2, 5_000)) {
      const { QueryExecution } = await call('athena', () =>
        client.send(new GetQueryExecutionCommand({ QueryExecutionId: id })),
      );
      const { Status, Statistics } = QueryExecution ?? {};
      if (Status?.State === 'SUCCEEDED') return { id, scannedBytes: Number(Statistics?.DataScannedInBytes ?? 0) };
      if (Status?.State === 'FAILED' || Status?.State === 'CANCELLED') throw ended(id, Status);
      await clock.sleep(wait);
    }
  });
}

function ended(
  id: string,
  { State, StateChangeReason }: { State?: string | undefined; StateChangeReason?: string | undefined },
): Failure {
  const reason = StateChangeReason === undefined ? '' : `: ${StateChangeReason}`;
  const what = State === 'FAILED' ? 'failed' : 'was cancelled';
  return new Failure('aws', `The query ${id} ${what}${reason}.`, 'The console of Athena shows it by its id.');
}

/** Rows of the result, page by page, each value as text; the first row of the first page has the names of the columns. */
export async function* queryRows({ clients, call }: Account, id: string): AsyncIterable<(string | null)[]> {
  const client = await clients.athena();
  const { GetQueryResultsCommand } = await import('@aws-sdk/client-athena');
  let token: string | undefined;
  do {
    const input = { QueryExecutionId: id, MaxResults: 1000, ...(token !== undefined && { NextToken: token }) };
    const page = await reaching('read the result of the query', 'cost', () =>
      call('athena', () => client.send(new GetQueryResultsCommand(input))),
    );
    const rows = page.ResultSet?.Rows ?? [];
    for (const { Data = [] } of token === undefined ? rows.slice(1) : rows) {
      yield Data.map(({ VarCharValue }) => VarCharValue ?? null);
    }
    token = page.NextToken;
  } while (token !== undefined);
}
