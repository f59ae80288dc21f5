import type { Dialect } from './dialect.js';
import type { LogSource } from './log-source.js';
import { hourOfMoment, plainColumn, requestRows, stepOfBytes } from './request-rows.js';

/** Columns of a row of the result, all of them text or null. `part` says what the row is about. */
export const usageColumns = [
  ...(['part', 'method', 'resource', 'path', 'status', 'up_to', 'hour'] as const),
  ...(['requests', 'broken', 'bytes', 'first_moment', 'last_moment', 'members'] as const),
] as const;

export type UsageRow = Record<(typeof usageColumns)[number], string | null>;

/**
 * What a log says of use, by one pass over it: rows of the part `route` (by route, status and step of size), `hour` (by
 * hour, with its first and last moment) and `caller` (one row, in which `members` says how many there were).
 *
 * A path is read only where a log tells no resource, since then only it can tell the route.
 */
export function usageQuery(sources: readonly LogSource[], dialect: Dialect): string {
  const text = (expression: string) => `CAST(${expression} AS ${dialect.text})`;
  const hasRoutes = sources.every(({ fields }) => fields.resource !== undefined || fields.routeKey !== undefined);
  return `WITH ${requestRows(sources, dialect, hasRoutes ? ['path'] : [])},
measured AS (
  SELECT method, resource, CASE WHEN ${plainColumn('resource')} IS NULL THEN path END AS path, status, bytes, moment, caller, is_request,
    ${stepOfBytes} AS up_to,
    ${hourOfMoment} AS hour
  FROM requests
),
grouped AS (
  SELECT
    CASE WHEN grouping(hour) = 0 THEN 'hour' WHEN grouping(caller) = 0 THEN 'caller' ELSE 'route' END AS part,
    method, resource, path, status, up_to, hour,
    CASE WHEN caller IS NULL OR count(is_request) = 0 THEN 0 ELSE 1 END AS is_member,
    count(is_request) AS requests, count(*) - count(is_request) AS broken, sum(bytes) AS bytes,
    min(moment) AS first_moment, max(moment) AS last_moment
  FROM measured
  GROUP BY GROUPING SETS ((method, resource, path, status, up_to), (hour), (caller))
),
plain AS (
  SELECT part, ${(['method', 'resource', 'path', 'status'] as const).map((name) => `${plainColumn(name)} AS ${name}`).join(', ')},
    up_to, hour, is_member, requests, broken, bytes, first_moment, last_moment
  FROM grouped
)
SELECT part, method, resource, path, ${text('status')} AS status, ${text('up_to')} AS up_to, hour,
  ${text('sum(requests)')} AS requests, ${text('sum(broken)')} AS broken, ${text('sum(bytes)')} AS bytes,
  min(first_moment) AS first_moment, max(last_moment) AS last_moment, ${text('sum(is_member)')} AS members
FROM plain
GROUP BY part, method, resource, path, status, up_to, hour`;
}
