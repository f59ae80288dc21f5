import type { LedgerEntry, Level } from '../model/index.js';
import { rules } from './index.js';

/**
 * @returns how much an entry matters, the axis of `--fail-on`. What waits, or is not known, blocks; what works as before
 *   may be ignored; for all else the rule says what its change or loss weighs.
 */
export function levelOf({ outcome, rule }: Pick<LedgerEntry, 'outcome' | 'rule'>): Level {
  switch (outcome) {
    case 'blocked':
    case 'unknown':
      return 'blocked';
    case 'carried':
    case 'rewritten':
      return 'info';
    case 'behaviour-changes':
    case 'replaced':
    case 'dropped':
      return rules[rule].level;
  }
}
