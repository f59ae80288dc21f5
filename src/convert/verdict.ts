import { entriesByRoute, type LedgerEntry, type RestApi, type RouteVerdict, type Verdict } from '../model/index.js';
import { acceptableRules } from './acceptance.js';

/** Summaries that repeat what other entries say do not count by themselves. */
const summaries = new Set(['routes/stays', 'integrations/goes-with-integration', 'access/authorizer-stays']);

/**
 * Sums entries up. What nothing can free weighs most, then what waits for somebody's decision, then what nobody knows.
 */
export function apiVerdict(api: RestApi, ledger: LedgerEntry[]): Verdict {
  const verdict = verdictOf(ledger);
  // An API without methods is no API: whatever was meant, the reader did not find it.
  return api.operations.length === 0 && verdict !== 'stay-on-rest' ? 'unknown' : verdict;
}

function verdictOf(entries: LedgerEntry[]): Verdict {
  const open = entries.filter(({ outcome, rule }) => outcome === 'blocked' && !summaries.has(rule));
  if (open.some((entry) => !isFreeable(entry))) return 'stay-on-rest';
  if (open.length > 0) return 'needs-decisions';
  if (entries.some(({ outcome }) => outcome === 'unknown')) return 'unknown';
  if (entries.some(({ outcome }) => outcome === 'blocked')) return 'needs-decisions';
  return entries.some(isChange) ? 'ready-with-changes' : 'ready';
}

function isFreeable({ rule, decidable }: LedgerEntry): boolean {
  return decidable === true || acceptableRules.has(rule);
}

function isChange({ outcome, accepted }: LedgerEntry): boolean {
  return outcome === 'behaviour-changes' || outcome === 'replaced' || accepted !== undefined;
}

/** @returns the verdict of each method, in the order of the definition; what concerns the whole API is not in it */
export function routeVerdicts(api: RestApi, ledger: LedgerEntry[]): RouteVerdict[] {
  const byRoute = entriesByRoute(ledger);
  return api.operations.map(({ route }) => ({ route, verdict: verdictOf(byRoute.get(route) ?? []) }));
}
