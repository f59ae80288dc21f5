import type { Level, Notice, Rule, RuleId } from '../model/index.js';
import { type BaselineFinding, compareBaseline, findingOfNotice, sorted, weighs } from './baseline.js';
import { namedFor } from './baseline-inputs.js';
import type { AnalysedRow, Fleet } from './fleet.js';

/** How the findings of several inputs stand to those of a baseline. */
export interface FleetComparison {
  file: string;
  known: number;
  knownSecurity: number;
  new: number;
  /** In the baseline, and not found any more; with the input they were of. */
  gone: BaselineFinding[];
  /** Findings about decisions that the baseline does not know. */
  newNotices: ReadonlySet<Notice>;
}

/** What a baseline says, and how to look at it. */
interface Given {
  file: string;
  findings: readonly BaselineFinding[];
  /** What weighs less is left out. */
  least: Level;
  rules: Record<RuleId, Rule>;
  /** What an input is called in a baseline. */
  nameOf(input: string): string;
}

/**
 * Sums up how each input stands to the baseline. What was refused is neither found nor gone; an input that is not there any more
 * takes its findings along.
 */
export function compareFleet({ analysed, refused, notices }: Fleet, given: Given): FleetComparison {
  const { file, least, nameOf } = given;
  const findings = given.findings.filter(({ level }) => weighs(level, least));
  const decisions = compareNotices(notices, { ...given, findings });
  const inputs = new Set([...analysed, ...refused].map(({ input }) => nameOf(input)));
  const sum = (numberOf: (row: NonNullable<AnalysedRow['baseline']>) => number) =>
    analysed.reduce((total, { baseline }) => total + (baseline ? numberOf(baseline) : 0), 0);
  return {
    file,
    known: sum((row) => row.known) + decisions.known,
    knownSecurity: sum((row) => row.knownSecurity) + decisions.knownSecurity,
    new: sum((row) => row.new) + decisions.new.size,
    gone: sorted([
      ...analysed.flatMap(({ input, baseline }) => namedFor(baseline?.gone ?? [], nameOf(input))),
      ...findings.filter(({ where, input = '' }) => where !== 'decisions' && !inputs.has(input)),
      ...decisions.gone,
    ]),
    newNotices: decisions.new,
  };
}

/** Decisions may be shared by several inputs, so they are compared when all are done. */
function compareNotices(notices: readonly Notice[], { file, findings, least, rules }: Given) {
  const found = notices.flatMap((notice) => {
    const finding = findingOfNotice(notice, rules);
    return weighs(finding.level, least) ? [{ notice, finding }] : [];
  });
  const before = findings.filter(({ where }) => where === 'decisions');
  const compared = compareBaseline(
    found.map(({ finding }) => finding),
    { file, findings: before, least },
  );
  const fresh = new Set(compared.new);
  return { ...compared, new: new Set(found.flatMap(({ notice, finding }) => (fresh.has(finding) ? [notice] : []))) };
}
