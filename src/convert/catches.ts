import type { HttpRoute, Method, Operation, Requirement, Route } from '../model/index.js';
import { type Match, RouteTree, segmentsOf, serves } from './route-tree.js';

/** A method of the REST API: what it asks of callers, and its route if it moves. */
export interface Mover {
  operation: Operation;
  route: Route;
  /** What callers must present, less what was accepted as lost. */
  requirements: Requirement[];
  /** Whether its route is written out without OPTIONS, see `any-method.ts`. */
  withoutOptions: boolean;
  /** Absent when the method stays on REST, or CORS takes its place. */
  moved?: HttpRoute;
}

/** A moved route that would take requests which the REST API treats otherwise. */
export interface Catch {
  catcher: Mover;
  /** Verb and path of the requests; a slash at the end is meant. */
  caught: Route;
  /**
   * `weaker`: the REST API asks more of the caller. `unlisted`: no method of the REST API takes them, and everybody gets
   * 403; whoever makes them has to pass what the catcher asks of its own callers.
   */
  kind: 'weaker' | 'unlisted';
}

/** Verbs that API Gateway knows (RT-ROUTE-ANY). */
const verbs: Method[] = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'];

/**
 * Finds where authorization would get weaker (promise 2). Requests change hands where the two kinds choose routes
 * differently: what stays behind on REST is taken by a broader route; a slash at the end belongs to the method itself
 * on REST and to a greedy route on HTTP (RT-PATH-TRAIL-EXACT, RT-PATH-TRAIL-GREEDY-EMPTY); a verb that a path does not
 * have falls to greedy paths only on REST, but to `{x}` as well on HTTP (RT-ROUTE-METHOD-FALLTHROUGH). So each verb is
 * tried on each path, with and without the slash, and below it.
 *
 * A route that is taken back changes only the paths whose requests it took, so only those are tried again.
 */
export class CatchSearch {
  private readonly tree: RouteTree<Mover>;
  private readonly paths: string[];
  private readonly unlisted: string;
  /** What was found at each path. */
  private readonly found: Catch[][];
  /** The paths at which a route takes requests, by their index. */
  private readonly places = new Map<Mover, number[]>();

  constructor(movers: Mover[]) {
    this.tree = new RouteTree(movers);
    this.paths = [...new Set(movers.flatMap(({ route }) => prefixesOf(route.path)))];
    this.unlisted = unlistedBelow(this.paths);
    this.found = this.paths.map((_, index) => this.catchesAt(index));
  }

  /** @returns the routes that would let somebody pass whom the REST API might refuse, and those that take what it does not */
  all(): Catch[] {
    return this.found.flat();
  }

  /**
   * Counts in that these do not move any more.
   *
   * @returns what is found now at the paths that they took requests of, in the order of `all`
   */
  withdraw(movers: Iterable<Mover>): Catch[] {
    const concerned = new Set<number>();
    for (const mover of movers) {
      delete mover.moved;
      for (const index of this.places.get(mover) ?? []) concerned.add(index);
      this.places.delete(mover);
    }
    const inOrder = [...concerned].sort((a, b) => a - b);
    return inOrder.flatMap((index) => {
      const catches = this.catchesAt(index);
      this.found[index] = catches;
      return catches;
    });
  }

  private catchesAt(index: number): Catch[] {
    const path = this.paths[index] ?? '/';
    const stem = path === '/' ? '' : path;
    const forms = path === '/' ? [path] : [path, `${path}/`];
    const tried = [...this.tried(forms), ...this.tried([`${stem}${this.unlisted}`])];
    for (const { taker } of tried) this.remember(taker, index);
    return tried.flatMap(({ kind, taker, caught }) => (kind === 'rightful' ? [] : [{ kind, catcher: taker, caught }]));
  }

  private remember(taker: Mover, index: number): void {
    const places = this.places.get(taker);
    if (places === undefined) this.places.set(taker, [index]);
    else if (places.at(-1) !== index) places.push(index);
  }

  /** Tries every verb on paths that are one resource to REST, which does not see the slash at the end. */
  private tried(forms: string[]): Trial[] {
    const matched = forms.map((path) => ({ path, matches: this.tree.matches(segmentsOf(path)) }));
    const taking = matched.map(({ path, matches }) => ({ path, matches: matches.filter(({ item }) => item.moved) }));
    if (taking.every(({ matches }) => matches.length === 0)) return [];
    const owning = ownersAt(matched[0]?.matches ?? [], forms[0] ?? '/');
    const trials: Trial[] = [];
    for (const verb of verbs) {
      const owner = ownerOf(owning, verb);
      if (owner?.requirements.length === 0) continue;
      for (const { path, matches } of taking) {
        for (const taker of takersOf(matches, verb, matched))
          trials.push(trialOf(taker, { method: verb, path }, owner));
      }
    }
    return trials;
  }
}

function trialOf({ item, isCertain }: Match<Mover>, caught: Route, owner: Mover | undefined): Trial {
  if (owner === undefined) return { taker: item, caught, kind: isCertain ? 'unlisted' : 'rightful' };
  const isCatch = owner !== item && isWeaker(item, owner.requirements);
  return { taker: item, caught, kind: isCatch ? 'weaker' : 'rightful' };
}

/** A request that was tried, and who would take it. */
interface Trial {
  taker: Mover;
  caught: Route;
  kind: Catch['kind'] | 'rightful';
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
function ownersAt(matches: Match<Mover>[], path: string): Mover[] {
  const items = matches.map(({ item }) => item);
  return path === '/' ? items.filter(({ route }) => route.path === '/') : items;
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

/** What stands at a path, whether it moves or not. */
type Standing = { matches: Match<Mover>[] }[];

/** The routes that may take a request of the HTTP API, up to the first that certainly does. */
function takersOf(matches: Match<Mover>[], verb: Method, standing: Standing): Match<Mover>[] {
  const serving = matches.filter(
    ({ item }) => serves(item.route.method, verb) && !(item.withoutOptions && isLeftOut(item.route, verb, standing)),
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

/** An `ANY` that is written out leaves out OPTIONS, and verbs that have a method of their own (`any-method.ts`). */
function isLeftOut({ path }: Route, verb: Method, standing: Standing): boolean {
  if (verb === 'OPTIONS') return true;
  return standing.some(({ matches }) =>
    matches.some(({ item }) => item.route.path === path && item.route.method === verb),
  );
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
