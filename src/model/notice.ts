import type { FailurePlace } from './failure.js';
import type { RuleId } from './rule.js';

/** Rules about what was decided, not about the API. */
export type NoticeRule = Extract<RuleId, `decisions/${string}`>;

/**
 * A decision that decides nothing, or nothing any more. It is a finding, but no construct of the API: so it stands beside
 * the ledger, whose counts it does not change.
 */
export interface Notice {
  rule: NoticeRule;
  /** Which decision, in words that last: `access/api-key at GET /report`, `authorizers.Customers`. */
  subject: string;
  message: string;
  /** Where it is written; absent for one of a flag. */
  at?: FailurePlace;
}
