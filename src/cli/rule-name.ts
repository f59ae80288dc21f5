import { Failure, nearest, type Rule } from '../model/index.js';

/**
 * Finds what a user means by the id of a rule, or by the part of ids before the slash.
 *
 * @throws Failure (`usage`) with the nearest id where there is none
 */
export function namedRules(name: string, rules: readonly Rule[]): { kind: 'rule' | 'concern'; rules: Rule[] } {
  const rule = rules.find(({ id }) => id === name);
  if (rule) return { kind: 'rule', rules: [rule] };
  const ofConcern = rules.filter(({ id }) => id.startsWith(`${name}/`));
  if (ofConcern.length > 0) return { kind: 'concern', rules: ofConcern };
  const meant = nearest(name, namesOf(rules));
  const next = meant === undefined ? 'See migrate rules for all of them.' : `Did you mean ${meant}?`;
  throw new Failure('usage', `There is no rule "${name}".`, next);
}

/** Ids and concerns. */
function namesOf(rules: readonly Rule[]): string[] {
  const ids = rules.map(({ id }) => id);
  return [...ids, ...new Set(ids.map((id) => id.replace(/\/.*/, '')))];
}
