import { isOpen, type LedgerEntry, type Route, type RuleId, type Verdict } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { isTold, taskOf } from './finding-tasks.js';
import { isSummary } from './findings.js';
import { verdictOrder } from './verdicts.js';

/** A method of the API, and the rules that tell what becomes of it. */
export interface RouteRow {
  route: Route;
  verdict: Verdict;
  /** Rules that hold it on REST, security first; empty for one that can move. */
  heldBy: RuleId[];
  /** Rules by which it changes when it moves; those of the whole API are not among them. */
  changedBy: RuleId[];
}

/** @returns the methods, those that are held back first, else in the order of the definition */
export function routeRows(analysis: Analysis): RouteRow[] {
  const { conversion, rules } = analysis;
  const byRoute = entriesByRoute(conversion.ledger);
  const securityFirst = (ids: RuleId[]) => ids.sort((one, other) => weight(one) - weight(other));
  const weight = (id: RuleId) => (rules[id].security ? 0 : 1);
  const rows = conversion.routes.map(({ route, verdict }): RouteRow => {
    const entries = byRoute.get(route) ?? [];
    return {
      route,
      verdict,
      heldBy: securityFirst(holders(entries)),
      changedBy: securityFirst(rulesOf(entries.filter((entry) => !isOpen(entry) && isTold(taskOf(entry, analysis))))),
    };
  });
  return verdictOrder.flatMap((verdict) => rows.filter((row) => row.verdict === verdict));
}

/** What says why; a summary where the reason is told elsewhere, such as at the authorizer. */
function holders(entries: readonly LedgerEntry[]): RuleId[] {
  const open = entries.filter(isOpen);
  const own = open.filter((entry) => !isSummary(entry));
  if (own.length > 0) return rulesOf(own);
  const summaries = rulesOf(open);
  return summaries.length > 1 ? summaries.filter((rule) => rule !== 'routes/stays') : summaries;
}

function rulesOf(entries: readonly LedgerEntry[]): RuleId[] {
  return [...new Set(entries.map(({ rule }) => rule))];
}

function entriesByRoute(ledger: readonly LedgerEntry[]): Map<Route, LedgerEntry[]> {
  const byRoute = new Map<Route, LedgerEntry[]>();
  for (const entry of ledger) {
    const { route } = entry.construct;
    if (route === undefined) continue;
    const list = byRoute.get(route);
    if (list) list.push(entry);
    else byRoute.set(route, [entry]);
  }
  return byRoute;
}
