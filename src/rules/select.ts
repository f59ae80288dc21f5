import type { DifferenceClass, Evidence, Rule } from '../model/index.js';
import { type Concern, concernOf } from './concerns.js';

/** What rules must have to be listed; what is absent or empty does not matter. */
export interface RuleFilter {
  level?: readonly Rule['level'][] | undefined;
  class?: readonly DifferenceClass[] | undefined;
  evidence?: readonly Evidence[] | undefined;
  concern?: readonly Concern[] | undefined;
  /** Only those about who may call, or what shields the API. */
  security?: boolean | undefined;
  /** Only those whose loss can be accepted by name. */
  acceptable?: boolean | undefined;
  /** Words that all stand somewhere in id, title, explanation or remedy, in any case. */
  text?: string | undefined;
}

/** @returns the rules that pass every part of the filter, in their order */
export function selected(rules: readonly Rule[], filter: RuleFilter): Rule[] {
  const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return rules.filter(
    (rule) =>
      among(filter.level, rule.level) &&
      among(filter.class, rule.class) &&
      among(filter.evidence, rule.evidence) &&
      among(filter.concern, concernOf(rule.id)) &&
      (filter.security !== true || rule.security) &&
      (filter.acceptable !== true || rule.acceptable) &&
      words.every((word) => textOf(rule).includes(word)),
  );
}

function among<Value>(wanted: readonly Value[] | undefined, value: Value): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.includes(value);
}

function textOf({ id, title, explanation, remedy }: Rule): string {
  return [id, title, explanation, remedy].join('\n').toLowerCase();
}
