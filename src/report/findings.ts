import type { LedgerEntry, RuleId } from '../model/index.js';

/** Entries that repeat what another entry says: a method stays because of its integration, a template with it. */
const summaries: ReadonlySet<RuleId> = new Set<RuleId>([
  'routes/stays',
  'access/authorizer-stays',
  'integrations/goes-with-integration',
  'cors/part-of-preflight',
]);

/** @returns whether an entry only repeats what another one says */
export function isSummary({ rule }: Pick<LedgerEntry, 'rule'>): boolean {
  return summaries.has(rule);
}

/** Entries of one rule, to be told together. */
export interface Finding {
  rule: RuleId;
  entries: LedgerEntry[];
}

/** @returns the entries that pass, by rule, in the order in which the rules first appear; security first */
export function findingsOf(
  ledger: readonly LedgerEntry[],
  passes: (entry: LedgerEntry) => boolean,
  isSecurity: (rule: RuleId) => boolean,
): Finding[] {
  const byRule = new Map<RuleId, LedgerEntry[]>();
  for (const entry of ledger) {
    if (isSummary(entry) || !passes(entry)) continue;
    const entries = byRule.get(entry.rule) ?? [];
    entries.push(entry);
    byRule.set(entry.rule, entries);
  }
  const findings = [...byRule].map(([rule, entries]) => ({ rule, entries }));
  return [...findings.filter(({ rule }) => isSecurity(rule)), ...findings.filter(({ rule }) => !isSecurity(rule))];
}
