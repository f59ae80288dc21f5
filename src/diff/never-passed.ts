import { routeKey } from '../model/index.js';
import type { Asked } from './asked.js';
import type { NotCompared } from './differences.js';
import type { ComparedSighting } from './sighting.js';

/**
 * @returns the routes behind which nothing was compared, because no request got past what guards them: not even the one
 *   with credentials that should pass, such as a token for a validation expression that none of ours fits. What the
 *   simulator lacks is listed by itself.
 */
export function neverPassed(sightings: readonly ComparedSighting[], asked: Asked): NotCompared[] {
  const passed = new Set(
    sightings.flatMap(({ rest }) => (rest.authorization.kind === 'refused' ? [] : [rest.route ?? ''])),
  );
  const groups = new Map<string, NotCompared>();
  for (const { request, rest } of sightings) {
    const { authorization, route } = rest;
    if (request.kind !== 'operation' || request.route === undefined || authorization.kind !== 'refused') continue;
    const isGuarded = (asked.get(routeKey(request.route)) ?? []).length > 0;
    if (!isGuarded || route === undefined || passed.has(route) || rest.unsupported.length > 0) continue;
    const known = groups.get(authorization.by);
    if (known) known.count += 1;
    else groups.set(authorization.by, notPassed(authorization.by, request.name));
  }
  return [...groups.values()];
}

function notPassed(guard: string, example: string): NotCompared {
  return { gateway: 'rest', feature: `${guard}: no request got past the authorizer`, example, count: 1 };
}
