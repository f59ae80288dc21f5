import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure } from '../model/index.js';

/** A DuckDB of its own, in memory within a limit and on disk beyond it. */
export interface DuckDb {
  /** A folder for files that go when this is closed. */
  folder: string;
  /** @returns rows as they come, each value as text or null */
  rows<Row>(sql: string): AsyncIterable<Row>;
  run(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** Each thread reads with two buffers of 32 MB, so more threads are more memory. */
const threads = Math.min(availableParallelism(), 2);

const settings = {
  threads: String(threads),
  memory_limit: '256MB',
  preserve_insertion_order: 'false',
  // Nothing is fetched: JSON and Parquet are part of the library.
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

/** Opens DuckDB, which is loaded here: it is large. */
export async function openDuckDb(): Promise<DuckDb> {
  const { DuckDBInstance } = loadDuckDb();
  const folder = await mkdtemp(join(tmpdir(), 'migrate-'));
  const instance = await DuckDBInstance.create(':memory:', { ...settings, temp_directory: join(folder, 'spill') });
  const connection = await instance.connect();
  return {
    folder,
    rows: (sql) => rowsOf(connection, sql),
    run: async (sql) => {
      await told(() => connection.run(sql));
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A CommonJS package, which 'import' would first read for the names of its exports: that takes longer than to open a database. */
function loadDuckDb(): typeof import('@duckdb/node-api') {
  // What `require` gives is what the package's own types describe.
  return createRequire(import.meta.url)('@duckdb/node-api') as typeof import('@duckdb/node-api');
}

async function* rowsOf<Row>(connection: DuckDBConnection, sql: string): AsyncIterable<Row> {
  const result = await told(() => connection.stream(sql));
  const names = result.deduplicatedColumnNames();
  for (;;) {
    const chunk = await told(() => result.fetchChunk());
    if (!chunk || chunk.rowCount === 0) return;
    for (const values of chunk.getRows()) {
      const row = Object.fromEntries(names.map((name, index) => [name, textOf(values[index])]));
      // The caller wrote the query, and says what its columns are.
      yield row as Row;
    }
  }
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** What is wrong with a file is no bug of ours; that a query is, is. */
async function told<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const [, kind, message = ''] = (error instanceof Error && /^(\w[\w ]*) Error: (.*)/.exec(error.message)) || [];
    if (kind === undefined || !['IO', 'Invalid Input', 'Out of Memory', 'HTTP', 'Conversion'].includes(kind))
      throw error;
    throw new Failure('input', `DuckDB cannot read the files: ${message}`, 'Leave out the file that is named.');
  }
}
