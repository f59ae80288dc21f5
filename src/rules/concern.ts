import type { Rule, RuleId } from '../model/index.js';

/** What the catalogue says of one rule; the id is its key. */
export type RuleText = Omit<Rule, 'id'>;

/** All rules of one concern, the part of their ids before the slash: one that is missing, or one too many, does not compile. */
export type RulesOf<Concern extends string> = Record<Extract<RuleId, `${Concern}/${string}`>, RuleText>;
