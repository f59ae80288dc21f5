import { type HttpRouteKey, type RestApi, routeKey } from '../model/index.js';
import { compose, type Draft, filledPath, freeVerbs } from './compose.js';
import type { DiffRequest } from './diff-request.js';

/**
 * What no method of the REST API takes, and an HTTP API perhaps does.
 *
 * @param methods declared on each path
 * @param moved route keys of the HTTP API
 */
export function undeclaredRequests(
  api: RestApi,
  methods: Map<string, Set<string>>,
  moved: readonly HttpRouteKey[],
): DiffRequest[] {
  return [...additional(moved, methods), ...undeclaredMethods(methods), ...emptyRests(methods), unknownPath(api)];
}

/** For each path a method that is not declared there, and HEAD: they may fall to a greedy or catch-all route (RT-ROUTE-METHOD-FALLTHROUGH, RT-ROUTE-HEAD). */
function undeclaredMethods(methods: Map<string, Set<string>>): DiffRequest[] {
  return [...methods].flatMap(([path, declared]) => {
    if (declared.has('ANY')) return [];
    const [first] = ['DELETE', 'PATCH', 'PUT', 'POST', 'GET'].filter((method) => !declared.has(method));
    const tried = [...(first === undefined ? [] : [first]), ...(declared.has('HEAD') ? [] : ['HEAD'])];
    return tried.map((method) => {
      const draft: Draft = { method, path: filledPath(path), query: [], headers: [] };
      return undeclared(`${method} ${path}, not declared`, draft);
    });
  });
}

/** For each greedy path the one without a rest, which only HTTP APIs give to it (RT-PATH-TRAIL-GREEDY-EMPTY). */
function emptyRests(methods: Map<string, Set<string>>): DiffRequest[] {
  return [...methods].flatMap(([path, declared]) => {
    const before = /^(.*\/)\{[^}]+\+\}$/.exec(path)?.[1];
    if (before === undefined || methods.has(before) || methods.has(before.replace(/\/$/, ''))) return [];
    const method = declared.has('ANY') ? 'GET' : ([...declared].find((one) => one !== 'OPTIONS') ?? 'GET');
    const draft: Draft = { method, path: filledPath(before), query: [], headers: [] };
    return [undeclared(`${method} ${before}, without a rest`, draft)];
  });
}

/** One call for each route that only the HTTP API has: whomever REST refuses there is a stranger. The catch-all gets the unknown path. */
function additional(moved: readonly HttpRouteKey[], methods: Map<string, Set<string>>): DiffRequest[] {
  return moved.flatMap((key) => {
    if (key === '$default') return [];
    const declared = methods.get(key.path) ?? new Set();
    if (declared.has('ANY') || declared.has(key.method)) return [];
    const method = key.method === 'ANY' ? freeVerbs(declared)[0] : key.method;
    const draft: Draft = { method: method ?? 'GET', path: filledPath(key.path), query: [], headers: [] };
    return [{ ...undeclared(`${routeKey(key)}, which only the HTTP API has`, draft), route: key }];
  });
}

/** Longer than any path that could take it by a variable, so that only a greedy resource does. */
function unknownPath(api: RestApi): DiffRequest {
  const depths = api.operations
    .filter(({ route }) => route.path.startsWith('/{'))
    .map(({ route }) => route.path.split('/').length);
  const path = `/no-such-path${'/x'.repeat(Math.max(0, ...depths))}`;
  return undeclared(`GET ${path}`, { method: 'GET', path, query: [], headers: [] });
}

function undeclared(name: string, draft: Draft): DiffRequest {
  return { name, kind: 'unknown-path', request: compose(draft, []), credentials: [] };
}
