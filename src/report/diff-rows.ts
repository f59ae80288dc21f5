import type { Difference, DiffResult, NotCompared } from '../diff/differences.js';
import type { Rule, RuleId } from '../model/index.js';

/** The rule catalogue as far as a report of differences needs it. */
export type RuleTitles = Record<RuleId, Pick<Rule, 'title' | 'evidence' | 'remedy' | 'advice'>>;

/** Explained differences of one rule. */
export interface ExplainedByRule {
  rule: RuleId;
  differences: Difference[];
}

const ranks: Record<Difference['class'], number> = { security: 0, breaking: 1, visible: 2, benign: 3 };

/** @returns the explained differences, rule by rule: those that let somebody in first, then by the worst class. */
export function byRule({ differences }: DiffResult): ExplainedByRule[] {
  const groups = new Map<RuleId, Difference[]>();
  for (const difference of differences) {
    if (difference.rule !== null) groups.set(difference.rule, [...(groups.get(difference.rule) ?? []), difference]);
  }
  const worst = (group: Difference[]) => Math.min(...group.map(({ class: of }) => ranks[of]));
  return [...groups]
    .map(([rule, group]) => ({ rule, differences: group }))
    .sort((one, other) => worst(one.differences) - worst(other.differences) || (one.rule < other.rule ? -1 : 1));
}

/** @returns a number with its noun: `1 request`, `2 requests`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** @returns how many requests need a feature, and the first of them where not all do. */
export function neededBy({ example, count }: NotCompared): string {
  return `${counted(count, 'request')}${example === undefined ? '' : `, first ${example}`}`;
}

/** @returns what the result means, in the parts of one sentence: whether all was foretold, and whether somebody gets in. */
export function verdictOf(result: DiffResult): string[] {
  const { differences, unexplained } = result;
  if (differences.length === 0) return ['No differences'];
  const explained = counted(differences.length - unexplained, 'difference');
  const all = unexplained === 0;
  const first = all
    ? `${explained}, all foretold`
    : `${counted(unexplained, 'difference')} that no rule foretold: exit code 1`;
  const rest = all || differences.length === unexplained ? [] : [`${differences.length - unexplained} foretold`];
  return [first, ...rest, ...lettingIn(differences)];
}

function lettingIn(differences: readonly Difference[]): string[] {
  const foretold = differences.filter(({ class: of, rule }) => of === 'security' && rule !== null);
  const accepted = foretold.filter((difference) => difference.accepted);
  const told = foretold.length - accepted.length;
  return [
    ...(accepted.length > 0 ? [`${letsIn(accepted.length)}, accepted by name`] : []),
    ...(told > 0 ? [`${letsIn(told)}, told by a rule that needs no acceptance`] : []),
  ];
}

function letsIn(count: number): string {
  return `${count} ${count === 1 ? 'lets' : 'let'} callers in who were kept out`;
}

/** @returns how much was compared, in the parts of one sentence. */
export function summaryOf(result: DiffResult): string[] {
  return [
    `${counted(result.requests, 'request')}, ${result.same} with the same reply from both, ids aside`,
    `${counted(result.differences.length, 'difference')}, ${result.unexplained} unexplained`,
    `${counted(result.ignored, 'volatile value')} ignored${reasonsOf(result)}`,
  ];
}

function reasonsOf({ ignoredBy }: DiffResult): string {
  const reasons = ignoredBy.map(({ reason, count }) => `${reason}: ${count}`);
  return reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
}

/** @returns where a difference was seen: its route, or how many they are */
export function placeOf({ route, routes }: Difference): string | undefined {
  return route ?? (routes > 1 ? counted(routes, 'route') : undefined);
}

/** What the rules are that foretell something which no request shows. */
export const notShownLegend = 'Foretold by the ledger, and why no request shows it.';

/** What differs between two answers of the REST API itself, for those who read a comparison of live APIs. */
export const noiseLegend = 'The REST API itself answers these differently each time; they were left out.';

/** @returns what was left out of a comparison of live APIs, and how many requests showed it */
export function noiseOf({ noise = [] }: DiffResult): string[] {
  return noise.map(({ aspect, count }) => `${aspect} (${counted(count, 'request')})`);
}

/** @returns the parts of a sentence with their punctuation. */
export function sentence(parts: readonly string[]): string[] {
  return parts.map((part, index) => `${part}${index < parts.length - 1 ? ';' : '.'}`);
}

/** What the two sides of a definition difference are, for those who read `REST` beside it. */
export const definitionLegend =
  'definition.*: REST is what convert makes of the REST API with the same decisions, HTTP the file.';

/** @returns whether the definitions, not only requests, showed a difference */
export function hasDefinitions(differences: readonly Difference[]): boolean {
  return differences.some(({ aspect }) => aspect.startsWith('definition.'));
}
