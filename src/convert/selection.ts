import {
  type Decisions,
  type HttpRoute,
  isOpen,
  keysOf,
  type LedgerEntry,
  type Operation,
  type Route,
  routeKey,
} from '../model/index.js';
import { settle } from './acceptance.js';
import { preflightTakers, writeOutAny } from './any-method.js';
import { findCatches, type Mover } from './catches.js';

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
  const obstacle = entries.find((entry) => isOpen(entry) && shieldsEverything(entry));
  const lost = acceptedRequirements(entries);
  const takers = preflightTakers(
    candidates.map(({ operation }) => operation.route).filter((route) => !isPreflight(route)),
    preflights,
  );
  const movers = candidates.map(({ operation, value }): Mover => {
    const { route, access } = operation;
    const stays = obstacle !== undefined || (open.get(routeKey(route))?.length ?? 0) > 0;
    const requirements = access.requirements.filter(({ at }) => !lost.has(`${routeKey(route)} ${at}`));
    const withoutOptions = route.method === 'ANY' && takers.has(routeKey(route));
    return { operation, route, requirements, withoutOptions, ...(value && !stays && { moved: value }) };
  });
  const catches = withdrawCatchers(movers, decisions);
  const changes = routeChanges(movers, takers);
  const ledger = entries.map((entry) => movedEntry(stayEntry(entry, { open, obstacle, catches }), changes));
  const moved = movers.flatMap((mover) => mover.moved ?? []);
  return { routes: writeOutAny(moved, takers), ledger };
}

function openEntries(entries: LedgerEntry[]): Map<string, LedgerEntry[]> {
  const byRoute = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    if (!isOpen(entry) || entry.construct.route === undefined) continue;
    const key = routeKey(entry.construct.route);
    byRoute.set(key, [...(byRoute.get(key) ?? []), entry]);
  }
  return byRoute;
}

/**
 * Settings that shield every method: a resource policy, a private endpoint, a TLS policy, and whatever nobody knows that
 * belongs neither to a method nor to a path nor to an authorizer, which hold back their own methods. As long as one of
 * them is open, no route moves.
 */
function shieldsEverything({ rule, construct }: LedgerEntry): boolean {
  if (rule === 'unrecognised/extension') {
    const isOfScheme = /^\/(securityDefinitions|components\/securitySchemes)\//.test(construct.at);
    const [top, path] = keysOf(construct.at);
    const isOfPath = top === 'paths' && path?.startsWith('/') === true;
    return construct.route === undefined && !isOfScheme && !isOfPath;
  }
  return rule === 'settings/resource-policy' || rule === 'settings/private-endpoint' || rule === 'settings/tls-policy';
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
function withdrawCatchers(movers: Mover[], decisions: Decisions): Map<string, LedgerEntry> {
  const catches = new Map<string, LedgerEntry>();
  for (;;) {
    const weaker = findCatches(movers).filter(({ kind }) => kind === 'weaker');
    const open = weaker.filter(({ catcher }) => !catches.has(routeKey(catcher.route)));
    if (open.length === 0) return catches;
    for (const { catcher, caught } of open) {
      const name = routeKey(catcher.route);
      const message = `This route would take ${routeKey(caught)}, of which the REST API asks more, or something else.`;
      const construct = { kind: 'operation', at: catcher.operation.at, route: catcher.route, name } as const;
      const entry = settle({ construct, rule: 'routes/would-catch', outcome: 'blocked', message }, decisions);
      catches.set(name, entry);
      if (entry.outcome === 'blocked') delete catcher.moved;
    }
  }
}

interface StayReasons {
  open: Map<string, LedgerEntry[]>;
  obstacle: LedgerEntry | undefined;
  catches: Map<string, LedgerEntry>;
}

/** Rewrites the entry of a method that stays on REST, with the reason. */
function stayEntry(entry: LedgerEntry, { open, obstacle, catches }: StayReasons): LedgerEntry {
  const { construct } = entry;
  if (construct.kind !== 'operation' || construct.route === undefined || entry.rule !== 'routes/carried') return entry;
  const key = routeKey(construct.route);
  const reasons = open.get(key) ?? [];
  if (reasons.length > 0) return stays(entry, reasons);
  const caught = catches.get(key);
  if (caught) return { ...caught, construct };
  return obstacle ? stays(entry, [obstacle]) : entry;
}

function stays(entry: LedgerEntry, reasons: LedgerEntry[]): LedgerEntry {
  const rules = [...new Set(reasons.map(({ rule }) => rule))].join(', ');
  const outcome = reasons.some((reason) => reason.outcome === 'blocked') ? 'blocked' : 'unknown';
  return { ...entry, rule: 'routes/stays', outcome, message: `Stays on the REST API: ${rules}.` };
}

type RouteChange = Pick<LedgerEntry, 'rule' | 'message'>;

/** What is to be said of routes that move, but not quite as they were, by route key. */
function routeChanges(movers: Mover[], takers: ReadonlySet<string>): Map<string, RouteChange> {
  const changes = new Map<string, RouteChange>();
  for (const { catcher, caught, kind } of findCatches(movers)) {
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
  if (construct.kind !== 'operation' || rule !== 'routes/carried' || construct.route === undefined) return entry;
  const change = changes.get(routeKey(construct.route));
  return change ? { ...entry, ...change, outcome: 'behaviour-changes' } : entry;
}
