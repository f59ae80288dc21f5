import { type Construct, type Level, type Notice, type Rule, type RuleId, routeKey } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { fingerprintsOf, noticeFingerprint } from './fingerprint.js';
import { wrapped } from './wrap.js';

/** A finding as a baseline keeps it: enough for a person to know it again, and nothing that a new order of the file changes. */
export interface BaselineFinding {
  fingerprint: string;
  rule: RuleId;
  level: Level;
  security: boolean;
  /** The method, or that it is about the whole API, or about a decision. */
  where: string;
  /** The construct, in words. */
  what: string;
  /** In a baseline of several inputs: the one it is of, by its path from the current folder; the file of a decision. */
  input?: string;
}

/** How the findings of an analysis stand to those of a baseline. */
export interface Comparison {
  /** The file with the baseline. */
  file: string;
  known: number;
  knownSecurity: number;
  new: BaselineFinding[];
  /** In the baseline, and not found any more, or weighing nothing any more. */
  gone: BaselineFinding[];
  /** By fingerprint; absent for what weighs less than the comparison looks at. */
  states: ReadonlyMap<string, 'known' | 'new'>;
}

const weights: Record<Level, number> = { blocked: 3, loss: 2, change: 1, info: 0 };

/**
 * @param least what weighs less is left out; `info` is what may be ignored, and there is much of it
 * @returns all findings of an analysis, of constructs and of decisions, sorted
 */
export function baselineFindings(analysis: Analysis, least: Level): BaselineFinding[] {
  const { conversion, notices = [], rules, levelOf } = analysis;
  const fingerprints = fingerprintsOf(conversion.ledger);
  const ofConstructs = conversion.ledger.map((entry) => ({
    fingerprint: fingerprints.get(entry) ?? '',
    rule: entry.rule,
    level: levelOf(entry),
    security: rules[entry.rule].security,
    where: whereText(entry.construct),
    what: `${entry.construct.kind} ${entry.construct.name}`.trim(),
  }));
  const ofDecisions = notices.map((notice) => ofDecision(notice, rules));
  return sorted([...ofConstructs, ...ofDecisions].filter(({ level }) => weighs(level, least)));
}

function ofDecision(notice: Notice, rules: Record<RuleId, Rule>): BaselineFinding {
  const { level, security } = rules[notice.rule];
  const fingerprint = noticeFingerprint(notice);
  return { fingerprint, rule: notice.rule, level, security, where: 'decisions', what: notice.subject };
}

/** @returns a finding about a decision, with the file that it stands in: several inputs may have several */
export function findingOfNotice(notice: Notice, rules: Record<RuleId, Rule>): BaselineFinding {
  return { ...ofDecision(notice, rules), ...(notice.at && { input: notice.at.file }) };
}

/** @returns whether a level is at least another */
export function weighs(level: Level, least: Level): boolean {
  return weights[level] >= weights[least];
}

/** @returns findings in the order of a baseline */
export function sorted(findings: readonly BaselineFinding[]): BaselineFinding[] {
  return [...findings].sort(byRule);
}

function whereText({ route }: Construct): string {
  return route ? routeKey(route) : 'the API';
}

/** By code unit, so that no locale changes the bytes. */
function byRule(a: BaselineFinding, b: BaselineFinding): number {
  const [one, other] = [sortKey(a), sortKey(b)];
  return one < other ? -1 : Number(one > other);
}

function sortKey({ input = '', rule, where, what, fingerprint }: BaselineFinding): string {
  return [input, rule, where, what, fingerprint].join('\u0000');
}

/**
 * Compares findings with those of a baseline. A finding that weighs more than it did is new: an acceptance that ended, say,
 * must not hide behind the loss that it once was.
 *
 * @param found as `baselineFindings` gives them, for the same `least`
 */
export function compareBaseline(
  found: readonly BaselineFinding[],
  { file, findings, least }: { file: string; findings: readonly BaselineFinding[]; least: Level },
): Comparison {
  const before = new Map(findings.map((finding) => [keyOf(finding), finding]));
  const isKnown = (finding: BaselineFinding) => {
    const then = before.get(keyOf(finding));
    return then !== undefined && weighs(then.level, finding.level);
  };
  const now = new Set(found.map(keyOf));
  const known = found.filter(isKnown);
  return {
    file,
    known: known.length,
    knownSecurity: known.filter(({ security }) => security).length,
    new: found.filter((finding) => !isKnown(finding)),
    gone: findings.filter((finding) => weighs(finding.level, least) && !now.has(keyOf(finding))),
    states: new Map(found.map((finding) => [finding.fingerprint, isKnown(finding) ? 'known' : 'new'])),
  };
}

/** What several inputs have alike is told apart by the input. */
function keyOf({ input = '', fingerprint }: BaselineFinding): string {
  return `${input}\u0000${fingerprint}`;
}

/** @returns the file of a baseline (`schemas/baseline.schema.json`): a finding is a line each, so that a change of it can be read */
export function baselineFileText(findings: readonly BaselineFinding[]): string {
  const lines = findings.map((finding) => `    ${JSON.stringify(finding)}`);
  return `{\n  "version": 1,\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

export const goneTitle = 'Gone, so the baseline can be written again with --update-baseline:';

/** How many findings are listed without `--verbose`. */
const fewest = 20;

/** @returns what is new and what is gone, for a terminal. What is known stands in the report like everything else. */
export function baselineText(comparison: Comparison, { width, verbose }: { width: number; verbose: boolean }): string {
  const { gone } = comparison;
  return [
    baselineHead(comparison),
    ...listed('New:', comparison.new, { width, verbose }),
    ...listed(goneTitle, gone, { width, verbose }),
  ].join('\n');
}

interface Counts {
  file: string;
  known: number;
  knownSecurity: number;
  new: number;
  gone: number;
}

/** @returns the counts in one line; what is known of security is never hidden among the rest */
export function baselineHead(
  comparison: Pick<Comparison, 'file' | 'known' | 'knownSecurity' | 'new' | 'gone'>,
): string {
  return headText({ ...comparison, new: comparison.new.length, gone: comparison.gone.length });
}

/** @returns the counts in one line */
export function headText({ file, known, knownSecurity, gone, ...found }: Counts): string {
  const security = knownSecurity > 0 ? ` (${knownSecurity} of them security)` : '';
  return `Baseline ${file}: ${found.new} new, ${known} known${security}, ${gone} gone`;
}

/** @returns a finding of a baseline in a line; one of several inputs with its input */
export function baselineLine({ rule, level, security, where, what, input }: BaselineFinding): string {
  const of = input === undefined || where === 'decisions' ? '' : `${input}  `;
  return `${level}${security ? ' [security]' : ''}  ${rule}  ${of}${where}: ${what}`;
}

/** @returns findings under a title, a line each */
export function listed(
  title: string,
  findings: readonly BaselineFinding[],
  { width, verbose }: { width: number; verbose: boolean },
): string[] {
  if (findings.length === 0) return [];
  const shown = verbose ? findings : findings.slice(0, fewest);
  const rest = findings.length - shown.length;
  return [
    `  ${title}`,
    ...shown.flatMap((finding) => wrapped(baselineLine(finding), '    ', width)),
    ...(rest > 0 ? [`    and ${rest} more (--verbose lists them)`] : []),
  ];
}

/** @returns the comparison in numbers and names, for the JSON of an analysis */
export function comparisonJson({ file, known, knownSecurity, gone, new: fresh }: Comparison) {
  return { file, known, knownSecurity, new: fresh.length, gone: gone.length, goneFindings: gone };
}
