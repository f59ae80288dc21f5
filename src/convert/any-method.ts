import { type HttpRoute, type Method, type Operation, type Route, routeKey } from '../model/index.js';
import { RouteTree, segmentsOf } from './route-tree.js';

/** Verbs that `ANY` of a REST API stands for, without OPTIONS (RT-ROUTE-ANY). */
const verbs: Method[] = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];

/**
 * @param preflights the OPTIONS mocks that the CORS configuration replaces
 * @returns the keys of the routes that would take a preflight which a mock answers today: a route that serves OPTIONS
 *   gets the request before the CORS configuration does (RT-CORS-OPTIONS-ROUTE)
 */
export function preflightTakers(routes: Route[], preflights: Operation[]): Set<string> {
  const serving = routes.filter(({ method }) => method === 'ANY' || method === 'OPTIONS');
  const tree = new RouteTree(serving.map((route) => ({ route })));
  const found = preflights.flatMap(({ route }) => tree.matches(segmentsOf(route.path)));
  return new Set(found.map(({ item }) => routeKey(item.route)));
}

/**
 * Writes `ANY` routes that take preflights out verb by verb. Verbs with a method of their own keep it: where that one
 * stays on the REST API, no route of the HTTP API may have its name and call another backend.
 *
 * @param takers keys of the routes that take preflights
 * @param methods all methods of the REST API
 */
export function writeOutAny(routes: HttpRoute[], takers: ReadonlySet<string>, methods: readonly Route[]): HttpRoute[] {
  const keys = new Set(methods.map(routeKey));
  return routes.flatMap((route) => {
    const { key } = route;
    if (key === '$default' || key.method !== 'ANY' || !takers.has(routeKey(key))) return [route];
    return verbs
      .filter((method) => !keys.has(routeKey({ method, path: key.path })))
      .map((method) => ({ ...withVerb(route, method), key: { method, path: key.path } }));
  });
}

/** Operation ids have to differ. */
function withVerb(route: HttpRoute, method: Method): HttpRoute {
  const { operationName } = route;
  return operationName === undefined ? route : { ...route, operationName: `${operationName.slice(0, 57)}-${method}` };
}
