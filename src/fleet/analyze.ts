import { convert } from '../convert/convert.js';
import { noticesOf } from '../convert/notices.js';
import type { CostFigure } from '../cost/figure.js';
import type { LedgerEntry, Level, Notice } from '../model/index.js';
import type { SourceText } from '../openapi/document.js';
import { readRestDefinition } from '../openapi/rest/read-definition.js';
import type { Analysis } from '../report/analysis.js';
import { type BaselineFinding, baselineFindings, compareBaseline } from '../report/baseline.js';
import { fingerprintsOf, noticeFingerprint } from '../report/fingerprint.js';
import { reaches } from '../rules/fail-on.js';
import { rules } from '../rules/index.js';
import { levelOf } from '../rules/level.js';
import type { Analysed } from './cost-figure.js';
import { type DecidedOptions, decided } from './decided.js';

/** What goes into an analysis besides the definition. Plain data, because it also goes to threads. */
export interface AnalyzeOptions extends DecidedOptions {
  /** Version of this program, for reports. */
  version: string;
  failOn: FailOn;
}

/**
 * One analysis, from the text of a definition to all that a report of it needs: the flow that a single input and each of
 * several go through.
 *
 * @param input as the user named it; decisions are looked for beside it
 * @throws Failure when the definition or the decisions cannot be read
 */
export async function analyze(given: SourceText, input: string, options: AnalyzeOptions): Promise<Analysis> {
  const { source, decisions, anonymiser } = await decided(given, input, options);
  const { document, api } = await readRestDefinition(source);
  const conversion = convert(api, decisions);
  const cost = await costOf(input, { api, decisions, conversion });
  return {
    source: document.source,
    input: anonymiser || input === '-' ? document.source.file : input,
    version: options.version,
    api,
    conversion,
    rules,
    levelOf,
    fails: (found) => reaches(isNotice(found) ? rules[found.rule].level : levelOf(found), options.failOn),
    locate: document.locate,
    notices: noticesOf(decisions, api, conversion.ledger),
    ...(decisions.file !== undefined && { decisionsFile: decisions.file }),
    ...(cost && { cost }),
  };
}

/** Prices are read only where something of the use is known. */
async function costOf(input: string, analysed: Analysed): Promise<CostFigure | undefined> {
  const isCounted = analysed.api.settings.some(({ kind, name }) => kind === 'record' && name === 'usage');
  if (!isCounted && analysed.decisions.usage === undefined) return undefined;
  return (await import('./cost-figure.js')).costFigure(input, analysed);
}

export type FailOn = Level | 'never';

/** @returns what a baseline keeps of an analysis: all that may be failed on, and without `--fail-on info` not what may be ignored */
export function findingsFor(analysis: Analysis, failOn: FailOn): BaselineFinding[] {
  return baselineFindings(analysis, leastFor(failOn));
}

/** @returns the analysis, compared with a baseline */
export function withBaseline(
  analysis: Analysis,
  { file, findings }: { file: string; findings: readonly BaselineFinding[] },
  failOn: FailOn,
): Analysis {
  const found = findingsFor(analysis, failOn);
  const baseline = compareBaseline(found, { file, findings, least: leastFor(failOn) });
  const fingerprints = fingerprintsOf(analysis.conversion.ledger);
  const fingerprintOf = (found: LedgerEntry | Notice) =>
    isNotice(found) ? noticeFingerprint(found) : (fingerprints.get(found) ?? '');
  const isKnown = (found: LedgerEntry | Notice) => baseline.states.get(fingerprintOf(found)) === 'known';
  return { ...analysis, baseline, fails: (found) => analysis.fails(found) && !isKnown(found) };
}

function isNotice(found: LedgerEntry | Notice): found is Notice {
  return 'subject' in found;
}

/** @returns the least weight that a comparison with a baseline looks at */
export function leastFor(failOn: FailOn): Level {
  return failOn === 'info' ? 'info' : 'change';
}

/** @returns whether anything found is at or above the level of `--fail-on`; with a baseline, anything new */
export function fails({ conversion, notices = [], fails: isFailing }: Analysis): boolean {
  return [...conversion.ledger, ...notices].some(isFailing);
}
