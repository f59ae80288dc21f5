import type { LogField } from '../log-field.js';
import { smallSteps, unit } from '../size-steps.js';
import type { Dialect } from './dialect.js';
import type { LogSource } from './log-source.js';

/** Who called, the nearest to a person first; an address is all that open APIs know. */
const callers: readonly LogField[] = ['userArn', 'caller', 'user', 'apiKeyId', 'principalId', 'sourceIp'];

/**
 * Common table expressions up to `requests`, which has a row for each line: what was asked for, its size and step, its hour,
 * and 1 in `is_request` or in `is_broken`. A line in which no field was found is broken.
 */
export function requestRows(sources: readonly LogSource[], dialect: Dialect): string {
  const used = (field: LogField) => sources.some(({ fields }) => fields[field] !== undefined);
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
  const value = (field: LogField) => (all.has(field) ? `NULLIF(NULLIF(${column(field)}, '-'), '')` : undefined);
  const firstOf = (fields: readonly (string | undefined)[]) => {
    const known = fields.filter((field) => field !== undefined);
    return known.length > 1 ? `COALESCE(${known.join(', ')})` : (known[0] ?? none);
  };
  const routeKey = value('routeKey');
  const path = value('path');
  const status = value('status');
  const bytes = firstOf([value('responseLength'), value('dataProcessed')]);
  const isBroken = all.size === 0 ? '1 = 1' : [...all].map((field) => `${column(field)} IS NULL`).join(' AND ');
  return [
    `upper(${firstOf([value('method'), routeKey && `NULLIF(split_part(${routeKey}, ' ', 1), '$default')`])}) AS method`,
    `${firstOf([value('resource'), routeKey && resourceOf(routeKey)])} AS resource`,
    `${path === undefined ? none : `split_part(${path}, '?', 1)`} AS path`,
    `${status === undefined ? 'CAST(NULL AS INTEGER)' : `TRY_CAST(${status} AS INTEGER)`} AS status`,
    `TRY_CAST(${bytes} AS BIGINT) AS bytes`,
    `${momentOf(all)} AS moment`,
    `${firstOf(callers.map(value))} AS caller`,
    `CASE WHEN ${isBroken} THEN 0 ELSE 1 END AS is_request`,
    `CASE WHEN ${isBroken} THEN 1 ELSE 0 END AS is_broken`,
  ];
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
 * The part of a time that is its hour, which costs less than to read the time: `30/Nov/2026:21`, `2026-11-30T21`, or the
 * first digits of milliseconds since 1970, of which an hour is no prefix, so that is divided. Other texts have none.
 */
export const hourOfMoment = `CASE
      WHEN moment LIKE '__/___/____:__:%' THEN substr(moment, 1, 14)
      WHEN moment LIKE '____-__-__T__:%' THEN substr(moment, 1, 13)
      WHEN length(moment) = 13 THEN CAST(CAST(floor(TRY_CAST(moment AS DOUBLE) / 3600000) AS BIGINT) AS VARCHAR)
    END`;

/** The smallest step that has room for the size; unknown for an unknown size. */
export const stepOfBytes = `CASE
      ${smallSteps.map((step) => `WHEN bytes <= ${step} THEN ${step}`).join(' ')}
      ELSE CAST(ceil(CAST(bytes AS DOUBLE) / ${unit}) AS BIGINT) * ${unit}
    END`;

function column(field: LogField): string {
  return `raw_${field.toLowerCase()}`;
}
