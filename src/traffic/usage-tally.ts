import type { RouteUsage, SizeStep, TrafficSource, UsageProfile } from '../model/index.js';
import { type ActiveHour, activeHour, coveredBy } from './hours.js';
import type { UsageRow } from './sql/usage-query.js';

/** Tells the route that a request took, by its method and the resource that the log names, or else its path. */
export type RouteOf = (method: string | null, resource: string | null, path: string | null) => string | null;

/** More routes than an API can have come from a log that has paths in the place of resources. */
const mostRoutes = 5_000;

/** What the log itself names: a resource is a route, a path is none. */
export const routeAsLogged: RouteOf = (method, resource) =>
  resource === null ? null : [method, resource].filter((part) => part !== null).join(' ');

/** Adds up the rows of a usage query, of whichever engine, in the order in which they come. */
export class UsageTally {
  readonly #routeOf: RouteOf;
  readonly #routes = new Map<string | null, Map<number | null, SizeStep>>();
  readonly #statuses = new Map<number | null, number>();
  readonly #hours: ActiveHour[] = [];
  #requests = 0;
  #broken = 0;
  #callers: number | null = null;

  constructor(routeOf: RouteOf = routeAsLogged) {
    this.#routeOf = routeOf;
  }

  get requests(): number {
    return this.#requests;
  }

  get broken(): number {
    return this.#broken;
  }

  add(row: UsageRow): void {
    const requests = Number(row.requests);
    switch (row.part) {
      case 'hour': {
        const hour = row.hour === null ? undefined : activeHour(row.first_moment, row.last_moment, requests);
        if (hour !== undefined) this.#hours.push(hour);
        return;
      }
      case 'caller':
        this.#callers = (this.#callers ?? 0) + Number(row.members);
        return;
      default:
        this.#broken += Number(row.broken);
        if (requests > 0) this.#addRoute(row, requests);
    }
  }

  #addRoute(row: UsageRow, requests: number): void {
    this.#requests += requests;
    const status = numberOf(row.status);
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + requests);
    const route = this.#routeOf(row.method, row.resource, row.path);
    const known = this.#routes.has(route) || this.#routes.size < mostRoutes ? route : null;
    const sizes = this.#routes.get(known) ?? new Map<number | null, SizeStep>();
    this.#routes.set(known, sizes);
    const upTo = numberOf(row.up_to);
    const step = sizes.get(upTo) ?? { upTo, requests: 0, bytes: 0 };
    sizes.set(upTo, { upTo, requests: step.requests + requests, bytes: step.bytes + Number(row.bytes ?? 0) });
  }

  /** @param source what was read; its counts and times are filled in */
  profile(source: Pick<TrafficSource, 'name' | 'firstBroken'>): UsageProfile {
    const { from, to, ...covered } = coveredBy(this.#hours);
    return {
      source: {
        ...source,
        requests: this.#requests,
        broken: this.#broken,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      },
      requests: this.#requests,
      ...covered,
      routes: [...this.#routes].map(routeUsage).sort(byRequests),
      statuses: [...this.#statuses].sort(byKey).map(([status, requests]) => ({ status, requests })),
      callers: this.#callers === 0 ? null : this.#callers,
    };
  }
}

function numberOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}

function routeUsage([route, sizes]: [string | null, Map<number | null, SizeStep>]): RouteUsage {
  const steps = [...sizes].sort(byKey).map(([, step]) => step);
  return { route, requests: steps.reduce((sum, { requests }) => sum + requests, 0), sizes: steps };
}

/** Numbers rise, what is unknown comes last. */
function byKey([one]: [number | null, unknown], [other]: [number | null, unknown]): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return one - other;
}

function byRequests(one: RouteUsage, other: RouteUsage): number {
  return other.requests - one.requests || ((one.route ?? '') < (other.route ?? '') ? -1 : 1);
}
