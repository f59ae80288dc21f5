import { isOpen, type LedgerEntry, type Rule, type RuleId } from '../model/index.js';

/** Who can free an entry: the user by a decision or an acceptance, or nobody. Undefined for one that is not open. */
export function openFinding(
  entry: LedgerEntry,
  rules: Record<RuleId, Rule>,
): 'decidable' | 'acceptable' | 'fixed' | undefined {
  if (!isOpen(entry)) return undefined;
  if (entry.decidable) return 'decidable';
  return rules[entry.rule].acceptable ? 'acceptable' : 'fixed';
}
