import { Failure, type UsageProfile } from '../model/index.js';
import { fieldOfKey, type LogField } from './log-field.js';
import { logFormatOf } from './log-format.js';
import { named, trino } from './sql/dialect.js';
import { columnSource, type LogSource, lineSource } from './sql/log-source.js';
import { type UsageRow, usageColumns, usageQuery } from './sql/usage-query.js';
import { type RouteOf, UsageTally } from './usage-tally.js';

/** A table of access logs in Athena. */
export interface LogTable {
  database: string;
  table: string;
  columns: readonly { name: string; type: string }[];
}

/** Fields of which one has to be there: with none, a row says nothing of a request. */
const telling: readonly LogField[] = ['method', 'resource', 'routeKey', 'path', 'status'];

/** @returns the query that a table is read with: the same as for files, in the words of Trino */
export function athenaQuery(table: LogTable, format: string | undefined): string {
  return usageQuery([sourceOf(table, format)], trino);
}

/**
 * A table has a column for each value, or one column that holds a line.
 *
 * @throws Failure (`usage`) for a table that tells of no request
 */
function sourceOf({ database, table, columns }: LogTable, format: string | undefined): LogSource {
  const relation = `${named(database)}.${named(table)}`;
  const [only] = columns;
  if (format !== undefined && only !== undefined) {
    const made = logFormatOf(format, 'as given');
    if (made === undefined) throw unread(relation, 'the format has no variable that tells of a request');
    return lineSource(`(SELECT ${named(only.name)} AS line FROM ${relation}) AS lines`, made, trino, false);
  }
  const found: Partial<Record<LogField, string>> = {};
  for (const { name, type } of columns) {
    const field = /^(?:array|map|struct|row|binary)/i.test(type) ? undefined : fieldOfKey(name);
    if (field !== undefined) found[field] ??= name;
  }
  if (!telling.some((field) => found[field] !== undefined)) {
    throw unread(relation, 'no column is called as what access logs say of a request');
  }
  const { fields } = columnSource(relation, found);
  const texts = Object.entries(fields).map(([field, column]) => [field, `CAST(${column} AS VARCHAR)`]);
  return { relation, fields: Object.fromEntries(texts) };
}

function unread(relation: string, why: string): Failure {
  const next =
    "Name a table with columns like httpmethod, resourcepath, status; or one whose first column is a line, with its --log-format '$context.httpMethod …'.";
  return new Failure('usage', `${relation} cannot be read as access logs: ${why}.`, next);
}

/** @param rows as Athena gives them: texts in the order of the query's columns */
export async function profileOfAthena(
  rows: AsyncIterable<readonly (string | null)[]>,
  name: string,
  routeOf?: RouteOf,
): Promise<UsageProfile> {
  const tally = new UsageTally(routeOf);
  for await (const values of rows) {
    // Values come by place, and each column has one.
    const row = Object.fromEntries(usageColumns.map((column, index) => [column, values[index] ?? null])) as UsageRow;
    tally.add(row);
  }
  return tally.profile({ name });
}
