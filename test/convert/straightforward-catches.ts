import type { Catch, Mover } from '../../src/convert/catches.js';
import { type Match, RouteTree, segmentsOf, serves } from '../../src/convert/route-tree.js';
import type { Method, Requirement } from '../../src/model/index.js';

const verbs: Method[] = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'];

/** The search of `src/convert/catches.ts` as one would write it first: everything anew, with one look at a time. */
export function findCatches(movers: Mover[]): Catch[] {
  const before = new RouteTree(movers);
  const after = new RouteTree(movers.filter(({ moved }) => moved !== undefined));
  const paths = [...new Set(movers.flatMap(({ route }) => prefixesOf(route.path)))];
  const unlisted = unlistedBelow(paths);
  return paths.flatMap((path) => [
    ...catchesAt({ movers, before, after }, [path, ...(path === '/' ? [] : [`${path}/`])]),
    ...catchesAt({ movers, before, after }, [`${path === '/' ? '' : path}${unlisted}`]),
  ]);
}

interface Trees {
  movers: Mover[];
  before: RouteTree<Mover>;
  after: RouteTree<Mover>;
}

/** Tries every verb on paths that are one resource to REST, which does not see the slash at the end. */
function catchesAt({ movers, before, after }: Trees, forms: [string, ...string[]]): Catch[] {
  const owning = ownersAt(before, forms[0]);
  const taking = forms.map((path) => ({ path, matches: after.matches(segmentsOf(path)) }));
  if (taking.every(({ matches }) => matches.length === 0)) return [];
  return verbs.flatMap((verb) => {
    const owner = ownerOf(owning, verb);
    if (owner?.requirements.length === 0) return [];
    return taking.flatMap(({ path, matches }) =>
      takersOf(matches, verb, movers).flatMap(({ item, isCertain }): Catch[] => {
        const caught = { method: verb, path };
        if (owner === undefined) return isCertain ? [{ catcher: item, caught, kind: 'unlisted' }] : [];
        const isCatch = owner !== item && isWeaker(item, owner.requirements);
        return isCatch ? [{ catcher: item, caught, kind: 'weaker' }] : [];
      }),
    );
  });
}

/** More segments than any path has, so that only greedy routes take them. */
function unlistedBelow(paths: string[]): string {
  const deepest = paths.reduce((most, path) => Math.max(most, segmentsOf(path).length), 0);
  return '/unlisted'.repeat(deepest + 1);
}

/** A path with the paths above it: those are resources too, and a greedy route below takes their trailing slash. */
function prefixesOf(path: string): string[] {
  const segments = segmentsOf(path);
  return ['/', ...segments.map((_, index) => `/${segments.slice(0, index + 1).join('/')}`)];
}

/** The methods that may own a path in the REST API, the nearest first. A greedy one takes at least one segment (RT-PATH-ROOT-GREEDY). */
function ownersAt(tree: RouteTree<Mover>, path: string): Mover[] {
  const matches = tree.matches(segmentsOf(path)).map(({ item }) => item);
  return path === '/' ? matches.filter(({ route }) => route.path === '/') : matches;
}

/**
 * The method that a verb belongs to: the path's own, else the nearest greedy one that has the verb
 * (RT-ROUTE-METHOD-FALLTHROUGH). Absent where REST answers 403 to everybody.
 */
function ownerOf(taking: Mover[], verb: Method): Mover | undefined {
  const nearest = taking[0]?.route.path;
  const serving = taking.filter(({ route }) => serves(route.method, verb));
  const hasOwn = serving.some(({ route }) => route.path === nearest);
  const owning = hasOwn ? nearest : serving.find(({ route }) => route.path.endsWith('+}'))?.route.path;
  const there = serving.filter(({ route }) => route.path === owning);
  return there.find(({ route }) => route.method === verb) ?? there[0];
}

/** The routes that may take a request of the HTTP API, up to the first that certainly does. */
function takersOf(matches: Match<Mover>[], verb: Method, movers: Mover[]): Match<Mover>[] {
  const isLeftOut = (path: string) =>
    verb === 'OPTIONS' || movers.some(({ route }) => route.path === path && route.method === verb);
  const serving = matches.filter(
    ({ item }) => serves(item.route.method, verb) && !(item.withoutOptions && isLeftOut(item.route.path)),
  );
  const taking: Match<Mover>[] = [];
  for (const match of serving) {
    const { route } = match.item;
    const hasRival = serving.some(({ item }) => item.route.path === route.path && item.route.method === verb);
    if (route.method === 'ANY' && hasRival) continue;
    taking.push(match);
    if (match.isCertain) break;
  }
  return taking;
}

/** Whether a route lets somebody pass who lacks one of the requirements. */
function isWeaker({ moved }: Mover, requirements: Requirement[]): boolean {
  const authorization = moved?.authorization;
  return !requirements.every((requirement) => {
    if (requirement.kind === 'iam') return authorization?.kind === 'iam';
    if (requirement.kind !== 'authorizer' || authorization?.kind !== 'authorizer') return false;
    return authorization.name === requirement.scheme && isCovered(authorization.scopes, requirement.scopes);
  });
}

/** One scope of a list is enough, so a shorter list asks for more. No scopes is another kind of token altogether. */
function isCovered(given: string[], required: string[]): boolean {
  if (required.length === 0 || given.length === 0) return required.length === given.length;
  return given.every((scope) => required.includes(scope));
}
