import type { SizeStep, UsageProfile } from '../model/index.js';

/** Columns of a saved profile. Each row says in `part` what it is about; all values are text. */
export const savedColumns = [
  ...(['version', 'part', 'name', 'method', 'path', 'resource', 'route', 'status', 'up_to', 'hour'] as const),
  ...(['requests', 'bytes', 'broken', 'broken_file', 'broken_line', 'broken_reason'] as const),
  ...(['from_time', 'to_time', 'days', 'callers'] as const),
] as const;

export type SavedRow = Partial<Record<(typeof savedColumns)[number], string | null>>;

export function rowsOfProfile(profile: UsageProfile): SavedRow[] {
  const { source, routes, statuses, hours, idleHours } = profile;
  return [
    {
      ...{ version: '1', part: 'source', name: source.name, requests: text(source.requests) },
      ...{ broken: text(source.broken), broken_file: source.firstBroken?.file ?? null },
      ...{ broken_line: text(source.firstBroken?.line), broken_reason: source.firstBroken?.reason ?? null },
      ...{ from_time: source.from ?? null, to_time: source.to ?? null },
      ...{ days: text(profile.days), callers: text(profile.callers) },
    },
    ...routes.flatMap(({ route, sizes }) =>
      sizes.map(({ upTo, requests, bytes }) => ({
        ...{ part: 'route', route, up_to: text(upTo), requests: text(requests), bytes: text(bytes) },
      })),
    ),
    ...statuses.map(({ status, requests }) => ({ part: 'status', status: text(status), requests: text(requests) })),
    ...hours.map((requests, hour) => ({ part: 'hour', hour: text(hour), requests: text(requests) })),
    ...idleHours.map((hour) => ({ part: 'idle', hour })),
  ];
}

/** @param rows with one of the part `source` */
export function profileOfRows(rows: readonly SavedRow[]): UsageProfile {
  const of = (part: string) => rows.filter((row) => row.part === part);
  const [source = {}] = of('source');
  const { broken_file, broken_line, broken_reason, from_time, to_time } = source;
  return {
    source: {
      ...{ name: source.name ?? '', requests: Number(source.requests), broken: Number(source.broken) },
      ...(broken_file && {
        firstBroken: { file: broken_file, line: Number(broken_line), reason: broken_reason ?? '' },
      }),
      ...(from_time && { from: from_time }),
      ...(to_time && { to: to_time }),
    },
    requests: Number(source.requests),
    days: number(source.days),
    idleHours: of('idle').map(({ hour }) => hour ?? ''),
    routes: routesOf(of('route')),
    statuses: of('status').map(({ status, requests }) => ({ status: number(status), requests: Number(requests) })),
    hours: of('hour').map(({ requests }) => Number(requests)),
    callers: number(source.callers),
  };
}

function routesOf(rows: readonly SavedRow[]): UsageProfile['routes'] {
  const routes = new Map<string | null, SizeStep[]>();
  for (const { route = null, up_to, requests, bytes } of rows) {
    const step = { upTo: number(up_to), requests: Number(requests), bytes: Number(bytes) };
    routes.set(route, [...(routes.get(route) ?? []), step]);
  }
  return [...routes].map(([route, sizes]) => ({
    ...{ route, requests: sizes.reduce((sum, { requests }) => sum + requests, 0), sizes },
  }));
}

function text(value: number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

function number(value: string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
