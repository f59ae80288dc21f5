import { type HttpRoute, httpRouteKey } from '../../model/index.js';
import { decodeSegment } from './path.js';

/** A route that takes a request, and what its path variables hold (decoded, RT-ENC-HTTPPROXY-HTTP). */
export interface RouteMatch {
  route: HttpRoute;
  routeKey: string;
  resource: string;
  pathParameters: Record<string, string>;
}

/** All routes of an API, ready to be searched. */
export interface RouteTable {
  /** @returns the route that takes the request, or `undefined`. */
  match(method: string, rawPath: string): RouteMatch | undefined;
}

/** One path segment of the routes: what may follow it, and the routes that end here, by method. */
interface Segment {
  literals: Map<string, Segment>;
  variable?: Segment;
  routes: Map<string, Entry>;
  greedyRoutes: Map<string, Entry>;
}

interface Entry {
  route: HttpRoute;
  /** Names of the path variables, left to right. */
  names: string[];
}

/** A route that fits, with what decides between several. */
interface Candidate {
  entry: Entry;
  values: string[];
  literals: number;
  depth: number;
}

const VARIABLE = /^\{([^{}]+?)(\+)?\}$/;

/**
 * Builds a tree of the routes' path segments once, so that a match costs as many steps as the path has segments.
 *
 * Priority: full match of path and method, then greedy match, then `$default` (RT-ROUTE-PRIO); among full matches the one
 * with more literal segments, a method before `ANY` (RT-ROUTE-PRIO-TIE). A trailing slash matters (RT-PATH-TRAIL-EXACT,
 * contested); `/x/{proxy+}` takes `/x/` with an empty variable (RT-PATH-TRAIL-GREEDY-EMPTY); a plain variable is never
 * empty (I).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function openRoutes(routes: readonly HttpRoute[]): RouteTable {
  const root = emptySegment();
  let byDefault: HttpRoute | undefined;
  for (const route of routes) {
    if (route.key === '$default') byDefault ??= route;
    else plant(root, route, route.key);
  }
  return {
    match(method, rawPath) {
      const found = search(root, method, segmentsOf(rawPath).map(decodeSegment));
      if (found) return matchOf(found);
      return byDefault && { route: byDefault, routeKey: '$default', resource: '$default', pathParameters: {} };
    },
  };
}

function emptySegment(): Segment {
  return { literals: new Map(), routes: new Map(), greedyRoutes: new Map() };
}

/** Slashes in front count as one: `//hello` reaches `/hello` (RT-PATH-DOUBLE-LEAD). */
function segmentsOf(path: string): string[] {
  return path.replace(/^\/+/, '').split('/');
}

function plant(root: Segment, route: HttpRoute, key: { method: string; path: string }): void {
  const names: string[] = [];
  let segment = root;
  for (const text of segmentsOf(key.path)) {
    const [, name, greedy] = VARIABLE.exec(text) ?? [];
    if (name !== undefined) names.push(name);
    if (greedy) {
      setOnce(segment.greedyRoutes, key.method, { route, names });
      return;
    }
    segment = name === undefined ? literalBelow(segment, text) : variableBelow(segment);
  }
  setOnce(segment.routes, key.method, { route, names });
}

/** AWS refuses a second route with the same key; the first one stands. */
function setOnce(routes: Map<string, Entry>, method: string, entry: Entry): void {
  if (!routes.has(method)) routes.set(method, entry);
}

function literalBelow(segment: Segment, text: string): Segment {
  const next = segment.literals.get(text) ?? emptySegment();
  segment.literals.set(text, next);
  return next;
}

function variableBelow(segment: Segment): Segment {
  segment.variable ??= emptySegment();
  return segment.variable;
}

function search(root: Segment, method: string, segments: readonly string[]): Candidate | undefined {
  let full: Candidate | undefined;
  let greedy: Candidate | undefined;
  const visit = (segment: Segment, values: string[], literals: number, depth: number): void => {
    const text = segments[depth];
    if (text === undefined) {
      const entry = byMethod(segment.routes, method);
      if (entry) full = better(full, { entry, values, literals, depth });
      return;
    }
    const entry = byMethod(segment.greedyRoutes, method);
    if (entry) {
      greedy = better(greedy, { entry, values: [...values, segments.slice(depth).join('/')], literals, depth });
    }
    const literal = segment.literals.get(text);
    if (literal) visit(literal, values, literals + 1, depth + 1);
    if (segment.variable && text !== '') visit(segment.variable, [...values, text], literals, depth + 1);
  };
  visit(root, [], 0, 0);
  return full ?? greedy;
}

function byMethod(routes: Map<string, Entry>, method: string): Entry | undefined {
  return routes.get(method) ?? routes.get('ANY');
}

/** The more specific one: more literal segments, a longer prefix before a greedy variable, then a method before `ANY` (RT-ROUTE-PRIO-TIE). */
function better(known: Candidate | undefined, other: Candidate): Candidate {
  if (!known) return other;
  const gain = other.literals - known.literals || other.depth - known.depth || ofMethod(other) - ofMethod(known);
  return gain > 0 ? other : known;
}

function ofMethod({ entry: { route } }: Candidate): number {
  return route.key !== '$default' && route.key.method === 'ANY' ? 0 : 1;
}

function matchOf({ entry: { route, names }, values }: Candidate): RouteMatch {
  return {
    route,
    routeKey: httpRouteKey(route.key),
    resource: route.key === '$default' ? route.key : route.key.path,
    pathParameters: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])),
  };
}
