import type { LogField } from '../log-field.js';
import { smallSteps, unit } from '../size-steps.js';
import type { Dialect } from './dialect.js';
import type { LogSource } from './log-source.js';

/** Who called, the nearest to a person first; an address is all that open APIs know. */
const callers: readonly LogField[] = ['userArn', 'caller', 'user', 'apiKeyId', 'principalId', 'sourceIp'];

/**
 * Common table expressions up to `requests`, which has a row for each line: what was asked for as it stands there (see
 * `plainColumn`), by whom, its size and time, and 1 in `is_request`, or null for a line in which no field was found: it is broken.
 *
 * @param skipped fields that are not wanted: not to read them is faster
 */
export function requestRows(
  sources: readonly LogSource[],
  dialect: Dialect,
  skipped: readonly LogField[] = [],
): string {
  const used = (field: LogField) =>
    !skipped.includes(field) && sources.some(({ fields }) => fields[field] !== undefined);
  const all = allFields.filter(used);
  const raw = sources.map(({ relation, fields }) => {
    const columns = all.map((field) => `${fields[field] ?? `CAST(NULL AS ${dialect.text})`} AS ${column(field)}`);
    return `SELECT ${columns.join(', ')} FROM ${relation}`;
  });
  return `raw AS (
  ${raw.join('\n  UNION ALL\n  ')}
),
requests AS (
  SELECT ${rowColumns(new Set(all), dialect).join(',\n    ')}
  FROM raw
)`;
}

const allFields: readonly LogField[] = [
  ...(['method', 'resource', 'routeKey', 'path', 'status', 'responseLength', 'dataProcessed'] as const),
  ...(['requestTime', 'requestTimeEpoch'] as const),
  ...callers,
];

function rowColumns(all: ReadonlySet<LogField>, dialect: Dialect): string[] {
  const none = `CAST(NULL AS ${dialect.text})`;
  const text = (field: LogField) => (all.has(field) ? column(field) : undefined);
  // A sign for nothing may not stand in the way of the next field; where there is none, it can be taken out later.
  const firstOf = (fields: readonly (string | undefined)[]) => {
    const known = fields.filter((field) => field !== undefined);
    return known.length > 1 ? `COALESCE(${known.map(nothingAsNull).join(', ')})` : (known[0] ?? none);
  };
  const routeKey = text('routeKey');
  const path = text('path');
  const bytes = firstOf([text('responseLength'), text('dataProcessed')]);
  const anything = [...all].map(column);
  return [
    `${firstOf([text('method'), routeKey && `NULLIF(split_part(${routeKey}, ' ', 1), '$default')`])} AS method`,
    `${firstOf([text('resource'), routeKey && resourceOf(routeKey)])} AS resource`,
    `${path === undefined ? none : `split_part(${path}, '?', 1)`} AS path`,
    `${text('status') ?? none} AS status`,
    `TRY_CAST(${bytes} AS BIGINT) AS bytes`,
    `${momentOf(all)} AS moment`,
    `${callerOf(all, dialect)} AS caller`,
    // With one part, COALESCE is no function of Trino.
    `CASE WHEN ${anything.length > 1 ? `COALESCE(${anything.join(', ')})` : anything[0]} IS NOT NULL THEN 1 END AS is_request`,
  ];
}

/** Columns of `requests` by which rows are put together. */
type GroupColumn = 'method' | 'resource' | 'path' | 'status';

/**
 * @returns what a column of `requests` means: nothing where `-` or nothing stands, verbs in capitals, a status as a number. To be asked
 *   of groups and not of rows, which are many more
 */
export function plainColumn(name: GroupColumn): string {
  switch (name) {
    case 'method':
      return `upper(${nothingAsNull(name)})`;
    case 'status':
      return `TRY_CAST(${name} AS INTEGER)`;
    case 'resource':
    case 'path':
      return nothingAsNull(name);
  }
}

function nothingAsNull(text: string): string {
  return `NULLIF(NULLIF(${text}, '-'), '')`;
}

/**
 * Callers are told apart by a number of 64 bits: their names are long, and nobody needs to see them. No caller has a name of one sign,
 * and `-` and nothing are none.
 */
function callerOf(all: ReadonlySet<LogField>, dialect: Dialect): string {
  const known = callers.filter((field) => all.has(field)).map(column);
  if (known.length === 0) return `CAST(NULL AS ${dialect.text})`;
  const cases = known.map((name) => `WHEN length(${name}) > 1 THEN ${dialect.fingerprint(name)}`);
  return `CASE ${cases.join(' ')} END`;
}

/** `GET /orders/{id}` names the resource behind the verb; `$default` is one of its own. */
function resourceOf(routeKey: string): string {
  return `CASE WHEN strpos(${routeKey}, ' ') > 0 THEN split_part(${routeKey}, ' ', 2) ELSE ${routeKey} END`;
}

/** A time as it stands there: whoever reads the result knows both forms. */
function momentOf(all: ReadonlySet<LogField>): string {
  const known = (['requestTimeEpoch', 'requestTime'] as const).filter((field) => all.has(field)).map(column);
  return known.length > 1 ? `COALESCE(${known.join(', ')})` : (known[0] ?? 'CAST(NULL AS VARCHAR)');
}

/**
 * The part of a time that is its hour, which costs less than to read the time: `30/Nov/2026:21` or `2026-11-30T21`;
 * milliseconds since 1970 are divided. Other texts have none.
 */
export const hourOfMoment = `CASE
      WHEN substr(moment, 3, 1) = '/' THEN substr(moment, 1, 14)
      WHEN substr(moment, 5, 1) = '-' THEN substr(moment, 1, 13)
      WHEN length(moment) = 13 THEN CAST(CAST(floor(TRY_CAST(moment AS DOUBLE) / 3600000) AS BIGINT) AS VARCHAR)
    END`;

/** The smallest step that has room for the size; unknown for an unknown size. */
export const stepOfBytes = `CASE
      WHEN bytes <= ${unit} THEN ${halved(smallSteps)}
      ELSE CAST(ceil(CAST(bytes AS DOUBLE) / ${unit}) AS BIGINT) * ${unit}
    END`;

/** Asks for the middle first, so that a row meets four conditions and not twelve. */
function halved(steps: readonly number[]): string {
  const half = Math.floor(steps.length / 2);
  if (half === 0) return String(steps[0]);
  return `CASE WHEN bytes <= ${steps[half - 1]} THEN ${halved(steps.slice(0, half))} ELSE ${halved(steps.slice(half))} END`;
}

function column(field: LogField): string {
  return `raw_${field.toLowerCase()}`;
}
