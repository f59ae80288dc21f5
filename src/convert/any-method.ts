import { type HttpRoute, httpRouteKey, type Method, type Operation } from '../model/index.js';

/** Verbs that `ANY` of a REST API stands for, without OPTIONS (RT-ROUTE-ANY). */
const verbs: Method[] = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];

/**
 * @param preflights the OPTIONS mocks that the CORS configuration replaces
 * @returns the `ANY` routes that would take a preflight that a mock answers today: an `ANY` route of an HTTP API gets
 *   the OPTIONS request before the CORS configuration does (RT-CORS-OPTIONS-ROUTE)
 */
export function swallowsPreflight(route: HttpRoute, preflights: Operation[]): boolean {
  const { key } = route;
  if (key === '$default' || key.method !== 'ANY') return false;
  return preflights.some((preflight) => takes(key.path, preflight.route.path.split('/').slice(1)));
}

/** Writes such routes out verb by verb; verbs with a route of their own keep it. */
export function writeOutAny(routes: HttpRoute[], preflights: Operation[]): HttpRoute[] {
  const keys = new Set(routes.map(({ key }) => httpRouteKey(key)));
  return routes.flatMap((route) => {
    const { key } = route;
    if (key === '$default' || !swallowsPreflight(route, preflights)) return [route];
    return verbs
      .filter((method) => !keys.has(httpRouteKey({ method, path: key.path })))
      .map((method) => ({ ...route, key: { method, path: key.path } }));
  });
}

/** Whether a route's path matches another path, segment by segment. */
function takes(routePath: string, path: string[]): boolean {
  const own = routePath.split('/').slice(1);
  const greedy = own.at(-1)?.endsWith('+}') ?? false;
  if (greedy ? path.length < own.length : path.length !== own.length) return false;
  return own.every((segment, index) => segment.startsWith('{') || segment === path[index]);
}
