import { type LedgerEntry, type RuleId, routeKey } from '../model/index.js';

/** The ledger, by rule and by place. */
export interface LedgerRecord {
  /** Every rule that has an entry. */
  rules: readonly RuleId[];
  /** @returns the entries of a rule at a route, or of the whole API where no route is given */
  entriesOf(rule: RuleId, route?: string): readonly LedgerEntry[];
  /** @returns the entries of a rule that hold at a route: its own, and those of the whole API */
  onRecord(rule: RuleId, route: string | undefined): readonly LedgerEntry[];
}

/** Place of entries that concern the whole API; no route key is empty. */
const everywhere = '';

/** @returns the ledger, made ready to be asked for each difference. */
export function recordOf(ledger: readonly LedgerEntry[]): LedgerRecord {
  const entries = byRuleAndPlace(ledger);
  const entriesOf = (rule: RuleId, route = everywhere) => entries.get(rule)?.get(route) ?? [];
  return {
    rules: [...entries.keys()],
    entriesOf,
    onRecord: (rule, route) =>
      route === undefined ? entriesOf(rule) : [...entriesOf(rule), ...entriesOf(rule, route)],
  };
}

function byRuleAndPlace(ledger: readonly LedgerEntry[]): Map<RuleId, Map<string, LedgerEntry[]>> {
  const byRule = new Map<RuleId, Map<string, LedgerEntry[]>>();
  for (const entry of ledger) {
    const byPlace = byRule.get(entry.rule) ?? new Map<string, LedgerEntry[]>();
    const place = entry.construct.route ? routeKey(entry.construct.route) : everywhere;
    const entries = byPlace.get(place) ?? [];
    entries.push(entry);
    byRule.set(entry.rule, byPlace.set(place, entries));
  }
  return byRule;
}
