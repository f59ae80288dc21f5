import type { SimulatedApi } from './simulated-api.js';

/** Where the page with the last requests is, on each port: beside the stage of a REST API, among the routes of an HTTP API. */
export const pagePath = '/_migrate';

const segment = pagePath.slice(1);

/** Whether a port has the page, and what that means for the API. */
export type PagePlace =
  /** @property before routes that would take the path, were it not the page's: greedy ones, `$default` */
  | { kind: 'at'; url: string; before: string[] }
  /** The API itself declares these, so they go first, and the port has no page. */
  | { kind: 'none'; routes: string[] };

/**
 * A REST API is served below its stage, so only a stage of this name could collide. An HTTP API on `$default` is served at
 * the root, where a route that names the path goes first, and one that takes any path goes without it.
 *
 * @param stage first segment of the API's paths, where it has one
 * @param root address of the port
 */
export function pagePlace(
  { routes }: Pick<SimulatedApi, 'routes'>,
  stage: string | undefined,
  root: string,
): PagePlace {
  const all = routes.map(({ route }) => route);
  const owners = stage === undefined ? all.filter((route) => firstSegment(route) === segment) : all;
  if (stage === undefined ? owners.length > 0 : stage === segment) return { kind: 'none', routes: owners };
  const before = stage === undefined ? all.filter(takesAnyPath) : [];
  return { kind: 'at', url: `${root}${pagePath}`, before };
}

function takesAnyPath(route: string): boolean {
  const method = route.split(' ')[0] ?? '';
  return route === '$default' || (['ANY', 'GET', 'HEAD'].includes(method) && firstSegment(route).startsWith('{'));
}

function firstSegment(route: string): string {
  return route.split(' ')[1]?.split('/')[1] ?? '';
}
