import {
  type Decisions,
  type HttpRoute,
  isOpen,
  type LedgerEntry,
  type Operation,
  type Route,
  routeKey,
} from '../model/index.js';
import { settle } from './acceptance.js';
import { preflightTakers, writeOutAny } from './any-method.js';
import { CatchSearch, type Mover } from './catches.js';
import { shields } from './shields.js';

/** A method with the route it would be; without one for preflight mocks, which CORS replaces. */
export interface Candidate {
  operation: Operation;
  value?: HttpRoute;
}

interface SelectionInput {
  candidates: Candidate[];
  entries: LedgerEntry[];
  decisions: Decisions;
  /** Those of them that are OPTIONS mocks and that a CORS configuration replaces. */
  preflights: Operation[];
}

/**
 * Decides which routes move: those of which nothing is blocked or unknown, and which take no request that REST would
 * refuse. A method that stays gets that written to its entry.
 */
export function selectRoutes({ candidates, entries, decisions, preflights }: SelectionInput): {
  routes: HttpRoute[];
  ledger: LedgerEntry[];
} {
  const open = openEntries(entries);
  const answered = new Set(preflights.map(({ route }) => routeKey(route)));
  const isPreflight = (route: Route) => answered.has(routeKey(route));
  const obstacles = obstaclesOf(entries, candidates);
  const lost = acceptedRequirements(entries);
  const takers = preflightTakers(
    candidates.map(({ operation }) => operation.route).filter((route) => !isPreflight(route)),
    preflights,
  );
  const movers = candidates.map(({ operation, value }): Mover => {
    const { route, access } = operation;
    const stays = obstacles.has(routeKey(route)) || (open.get(routeKey(route))?.length ?? 0) > 0;
    const requirements = access.requirements.filter(({ at }) => !lost.has(`${routeKey(route)} ${at}`));
    const withoutOptions = route.method === 'ANY' && takers.has(routeKey(route));
    return { operation, route, requirements, withoutOptions, ...(value && !stays && { moved: value }) };
  });
  const search = new CatchSearch(movers);
  const catches = withdrawCatchers(search, decisions);
  const changes = routeChanges(movers, takers, search);
  const ledger = entries.map((entry) => movedEntry(stayEntry(entry, { open, obstacles, catches }), changes));
  const moved = movers.flatMap((mover) => mover.moved ?? []);
  const methods = candidates.map(({ operation }) => operation.route);
  return { routes: writeOutAny(moved, takers, methods), ledger };
}

function obstaclesOf(entries: LedgerEntry[], candidates: Candidate[]): Map<string, LedgerEntry> {
  const open = entries.filter((entry) => isOpen(entry) && entry.construct.route === undefined);
  return new Map(
    candidates.flatMap(({ operation }) => {
      const obstacle = open.find((entry) => shields(entry, operation));
      return obstacle ? [[routeKey(operation.route), obstacle] as const] : [];
    }),
  );
}

function openEntries(entries: LedgerEntry[]): Map<string, LedgerEntry[]> {
  const byRoute = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    if (!isOpen(entry) || entry.construct.route === undefined) continue;
    const key = routeKey(entry.construct.route);
    const list = byRoute.get(key) ?? [];
    list.push(entry);
    byRoute.set(key, list);
  }
  return byRoute;
}

/** Requirements that the user gave up by name. */
function acceptedRequirements(entries: LedgerEntry[]): Set<string> {
  return new Set(
    entries.flatMap(({ accepted, rule, construct }) => {
      const isGivenUp = accepted && (rule === 'access/api-key' || rule === 'access/unresolved');
      return isGivenUp && construct.route ? [`${routeKey(construct.route)} ${construct.at}`] : [];
    }),
  );
}

/**
 * Takes back routes that would take requests of stricter methods. Each one taken back may uncover a broader one, so it
 * goes on until none is left. Catches that the user accepted stay.
 *
 * @returns the entry of each route taken back or accepted, by route key
 */
function withdrawCatchers(search: CatchSearch, decisions: Decisions): Map<string, LedgerEntry> {
  const catches = new Map<string, LedgerEntry>();
  let found = search.all();
  for (;;) {
    const weaker = found.filter(({ kind }) => kind === 'weaker');
    const open = weaker.filter(({ catcher }) => !catches.has(routeKey(catcher.route)));
    if (open.length === 0) return catches;
    const withdrawn = new Set<Mover>();
    for (const { catcher, caught } of open) {
      const name = routeKey(catcher.route);
      const message = `This route would take ${routeKey(caught)}, of which the REST API asks more, or something else.`;
      const construct = { kind: 'operation', at: catcher.operation.at, route: catcher.route, name } as const;
      const entry = settle({ construct, rule: 'routes/would-catch', outcome: 'blocked', message }, decisions);
      catches.set(name, entry);
      if (entry.outcome === 'blocked') withdrawn.add(catcher);
    }
    found = search.withdraw(withdrawn);
  }
}

interface StayReasons {
  open: Map<string, LedgerEntry[]>;
  /** What shields the method and is set for the whole API, by route key. */
  obstacles: Map<string, LedgerEntry>;
  catches: Map<string, LedgerEntry>;
}

/** Rewrites the entry of a method that stays on REST, with the reason. */
function stayEntry(entry: LedgerEntry, { open, obstacles, catches }: StayReasons): LedgerEntry {
  const { construct } = entry;
  if (construct.kind !== 'operation' || construct.route === undefined || entry.rule !== 'routes/carried') return entry;
  const key = routeKey(construct.route);
  const reasons = open.get(key) ?? [];
  if (reasons.length > 0) return stays(entry, reasons);
  const caught = catches.get(key);
  if (caught) return { ...caught, construct };
  const obstacle = obstacles.get(key);
  return obstacle ? stays(entry, [obstacle]) : entry;
}

function stays(entry: LedgerEntry, reasons: LedgerEntry[]): LedgerEntry {
  const because = [...new Set(reasons.map(({ rule }) => rule))];
  const outcome = reasons.some((reason) => reason.outcome === 'blocked') ? 'blocked' : 'unknown';
  return { ...entry, rule: 'routes/stays', outcome, message: `Stays on the REST API: ${because.join(', ')}.`, because };
}

type RouteChange = Pick<LedgerEntry, 'rule' | 'message'>;

/** What is to be said of routes that move, but not quite as they were, by route key. */
function routeChanges(movers: Mover[], takers: ReadonlySet<string>, search: CatchSearch): Map<string, RouteChange> {
  const changes = new Map<string, RouteChange>();
  for (const { catcher, caught, kind } of search.all()) {
    if (kind !== 'unlisted') continue;
    const message = `The route also takes requests such as ${routeKey(caught)}, which the REST API answers with 403.`;
    changes.set(routeKey(catcher.route), { rule: 'routes/takes-more', message });
  }
  for (const { route, moved, withoutOptions } of movers) {
    const key = routeKey(route);
    if (moved === undefined || !takers.has(key)) continue;
    const more = changes.get(key)?.message;
    const message = withoutOptions
      ? `${key} is written out verb by verb without OPTIONS, so that the gateway answers preflights.`
      : `${key} also takes preflights that a mock answers today, on paths below it.`;
    const rule = withoutOptions ? 'routes/any-written-out' : 'routes/takes-more';
    changes.set(key, { rule, message: more ? `${message} ${more}` : message });
  }
  return changes;
}

function movedEntry(entry: LedgerEntry, changes: ReadonlyMap<string, RouteChange>): LedgerEntry {
  const { construct, rule } = entry;
  if (construct.kind !== 'operation' || construct.route === undefined) return entry;
  const change = changes.get(routeKey(construct.route));
  if (change === undefined) return entry;
  // Of a catch that was accepted, the rest is told as well.
  if (rule === 'routes/would-catch') return { ...entry, message: `${entry.message} ${change.message}` };
  return rule === 'routes/carried' ? { ...entry, ...change, outcome: 'behaviour-changes' } : entry;
}
