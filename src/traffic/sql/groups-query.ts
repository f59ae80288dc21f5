import type { Dialect } from './dialect.js';
import type { LogSource } from './log-source.js';
import { hourOfMoment, plainColumn, requestRows } from './request-rows.js';
import type { UsageRow } from './usage-query.js';

const plainColumns = ['method', 'path', 'resource', 'status'] as const;

/** Columns of a row of the result: of those of a usage query the ones that do not measure. */
export type GroupRow = Pick<
  UsageRow,
  'part' | (typeof plainColumns)[number] | 'hour' | 'requests' | 'broken' | 'first_moment' | 'last_moment'
>;

/**
 * What was asked for, by one pass over a log: rows of the part `hour`, as in `usageQuery`, and then of the part `group`, requests that
 * are alike as one row each, most first. Broken lines are one of those rows, without a request.
 */
export function groupsQuery(sources: readonly LogSource[], dialect: Dialect): string {
  const text = (expression: string) => `CAST(${expression} AS ${dialect.text})`;
  return `WITH ${requestRows(sources, dialect)},
timed AS (
  SELECT method, path, resource, status, moment, is_request,
    ${hourOfMoment} AS hour
  FROM requests
),
grouped AS (
  SELECT CASE WHEN grouping(hour) = 0 THEN 'hour' ELSE 'group' END AS part, method, path, resource, status, hour,
    count(is_request) AS requests, count(*) - count(is_request) AS broken,
    min(moment) AS first_moment, max(moment) AS last_moment
  FROM timed
  GROUP BY GROUPING SETS ((method, path, resource, status), (hour))
),
plain AS (
  SELECT part, ${plainColumns.map((name) => `${plainColumn(name)} AS ${name}`).join(', ')},
    hour, requests, broken, first_moment, last_moment
  FROM grouped
)
SELECT part, method, path, resource, ${text('status')} AS status, hour, ${text('sum(requests)')} AS requests,
  ${text('sum(broken)')} AS broken, min(first_moment) AS first_moment, max(last_moment) AS last_moment
FROM plain
GROUP BY part, method, path, resource, status, hour
ORDER BY part DESC, sum(requests) DESC, resource, path, method, status`;
}
