import { entriesByRoute, isOpen, type LedgerEntry, type Route, type RuleId, type Verdict } from '../model/index.js';
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
  const authorizers = conversion.ledger.filter((entry) => entry.construct.kind === 'authorizer' && isOpen(entry));
  const securityFirst = (ids: RuleId[]) => ids.sort((one, other) => weight(one) - weight(other));
  const weight = (id: RuleId) => (rules[id].security ? 0 : 1);
  const rows = conversion.routes.map(({ route, verdict }): RouteRow => {
    const entries = byRoute.get(route) ?? [];
    return {
      route,
      verdict,
      heldBy: securityFirst(holders(entries, authorizers)),
      changedBy: securityFirst(rulesOf(entries.filter((entry) => !isOpen(entry) && isTold(taskOf(entry, analysis))))),
    };
  });
  return verdictOrder.flatMap((verdict) => rows.filter((row) => row.verdict === verdict));
}

/**
 * What says why. Where a method has nothing of its own in its way, its summaries name what has: a shield of the whole
 * API, or an authorizer that does not move.
 */
function holders(entries: readonly LedgerEntry[], authorizers: readonly LedgerEntry[]): RuleId[] {
  const open = entries.filter(isOpen);
  const own = open.filter((entry) => !isSummary(entry));
  if (own.length > 0) return rulesOf(own);
  const named = [
    ...open.flatMap(({ because = [] }) => because.filter((rule) => !isSummary({ rule }))),
    ...rulesOf(open.flatMap((entry) => authorizers.filter((one) => isOf(one, entry)))),
  ];
  return named.length > 0 ? [...new Set(named)] : rulesOf(open);
}

/** The parts of an authorizer have its name, and one of their own behind it. */
function isOf({ construct }: LedgerEntry, requirement: LedgerEntry): boolean {
  const { name } = requirement.construct;
  return requirement.rule === 'access/authorizer-stays' && `${construct.name} `.startsWith(`${name} `);
}

function rulesOf(entries: readonly LedgerEntry[]): RuleId[] {
  return [...new Set(entries.map(({ rule }) => rule))];
}
