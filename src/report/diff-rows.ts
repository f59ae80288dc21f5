import type { Difference, DiffResult, NotCompared } from '../diff/differences.js';
import type { Json, Rule, RuleId } from '../model/index.js';

/** The rule catalogue as far as a report of differences needs it. */
export type RuleTitles = Record<RuleId, Pick<Rule, 'title'>>;

/** Explained differences of one rule. */
export interface ExplainedByRule {
  rule: RuleId;
  differences: Difference[];
}

/** @returns the explained differences, rule by rule in the order of the result. */
export function byRule({ differences }: DiffResult): ExplainedByRule[] {
  const groups = new Map<RuleId, Difference[]>();
  for (const difference of differences) {
    if (difference.rule !== null) groups.set(difference.rule, [...(groups.get(difference.rule) ?? []), difference]);
  }
  return [...groups]
    .map(([rule, group]) => ({ rule, differences: group }))
    .sort((one, other) => (one.rule < other.rule ? -1 : 1));
}

/** @returns a value in at most `width` characters; a missing one as a word. */
export function shown(value: Json | undefined, width: number): string {
  if (value === undefined) return 'absent';
  const text = typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
  const line = text.replace(/\s+/g, ' ');
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}

/** @returns a number with its noun: `1 request`, `2 requests`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** @returns how many requests need a feature, and the first of them where not all do. */
export function neededBy({ example, count }: NotCompared): string {
  return `${counted(count, 'request')}${example === undefined ? '' : `, first ${example}`}`;
}

/** @returns the result in one sentence. */
export function summaryOf(result: DiffResult): string {
  return [
    `${counted(result.requests, 'request')}, ${result.same} without a difference`,
    `${counted(result.differences.length, 'difference')}, ${result.unexplained} unexplained`,
    `${counted(result.ignored, 'volatile value')} ignored`,
  ].join('; ');
}
