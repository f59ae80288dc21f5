import type { Dialect } from './dialect.js';
import type { LogSource } from './log-source.js';
import { plainColumn, requestRows } from './request-rows.js';

export const groupColumns = ['method', 'path', 'resource', 'status', 'requests'] as const;

export type GroupRow = Record<(typeof groupColumns)[number], string | null>;

/** Requests that are alike, as one row each, most first; broken lines are not among them. */
export function groupsQuery(sources: readonly LogSource[], dialect: Dialect): string {
  const text = (expression: string) => `CAST(${expression} AS ${dialect.text})`;
  return `WITH ${requestRows(sources, dialect)},
grouped AS (
  SELECT method, path, resource, status, count(*) AS requests
  FROM requests
  WHERE is_request = 1
  GROUP BY method, path, resource, status
),
plain AS (
  SELECT ${(['method', 'path', 'resource', 'status'] as const).map((name) => `${plainColumn(name)} AS ${name}`).join(', ')}, requests
  FROM grouped
)
SELECT method, path, resource, ${text('status')} AS status, ${text('sum(requests)')} AS requests
FROM plain
GROUP BY method, path, resource, status
ORDER BY sum(requests) DESC, resource, path, method, status`;
}
