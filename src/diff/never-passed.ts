import { routeKey } from '../model/index.js';
import type { Asked } from './asked.js';
import type { NotCompared } from './differences.js';
import type { ComparedSighting } from './sighting.js';

/** Looks on while requests are compared, and keeps which routes one got into. */
export interface GuardWatch {
  see(sighting: ComparedSighting): void;
  /**
   * @returns the guards behind which nothing was compared, because no request got past them: not even the one with credentials that
   *   should pass, such as a token for a validation expression that none of ours fits. What the simulator lacks is listed by itself
   */
  neverPassed(): NotCompared[];
}

export function guardWatch(asked: Asked): GuardWatch {
  const passed = new Set<string>();
  const turnedAway: { route: string; by: string; example: string }[] = [];
  return {
    see({ request, rest }) {
      const { authorization, route = '' } = rest;
      if (authorization.kind !== 'refused') passed.add(route);
      else if (request.kind === 'operation' && request.route !== undefined && route !== '') {
        const isGuarded = (asked.get(routeKey(request.route)) ?? []).length > 0;
        const isTold = rest.unsupported.length > 0;
        if (isGuarded && !isTold) turnedAway.push({ route, by: authorization.by, example: request.name });
      }
    },
    neverPassed() {
      const groups = new Map<string, NotCompared>();
      for (const { route, by, example } of turnedAway) {
        if (passed.has(route)) continue;
        const known = groups.get(by);
        if (known) known.count += 1;
        else groups.set(by, notPassed(by, example));
      }
      return [...groups.values()];
    },
  };
}

function notPassed(guard: string, example: string): NotCompared {
  return { gateway: 'rest', feature: `${guard}: no request got past the authorizer`, example, count: 1 };
}
