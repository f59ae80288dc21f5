import { relative, resolve, sep } from 'node:path';
import { readBaseline, writeBaseline } from '../cli/baseline-file.js';
import { exists } from '../cli/files.js';
import { Failure } from '../model/index.js';
import type { Analysis } from '../report/analysis.js';
import { type BaselineFinding, findingOfNotice, sorted } from '../report/baseline.js';
import { isOfOne, knownOf, namedFor, withFindingsOf } from '../report/baseline-inputs.js';
import type { Fleet } from '../report/fleet.js';
import { compareFleet } from '../report/fleet-baseline.js';
import { rules } from '../rules/index.js';
import { type FailOn, findingsFor, leastFor, withBaseline } from './analyze.js';

/** The flags of a baseline. */
export interface BaselineOptions {
  baseline?: string | undefined;
  'update-baseline': boolean;
  anonymise: boolean;
  failOn: FailOn;
}

/** A baseline that several inputs are compared with. */
export interface OpenBaseline {
  file: string;
  findings: readonly BaselineFinding[];
  /** Whether it is to be written anew: then all that is found is known. */
  isUpdated: boolean;
}

/** @returns what an input is called in a baseline of several: its path from the current folder, however it was named */
export function baselineName(input: string): string {
  return input === '-' ? input : relative('.', resolve(input)).split(sep).join('/') || '.';
}

/**
 * Compares one analysis with the baseline, if one is given; what is written now is known at once. The baseline may be that of
 * several inputs: the others stay as they are in it.
 *
 * @throws Failure (`usage`) when the baseline cannot be read or written
 */
export async function comparedWith(analysis: Analysis, input: string, options: BaselineOptions): Promise<Analysis> {
  const { baseline, failOn, anonymise } = options;
  if (baseline === undefined) return analysis;
  const of = { name: baselineName(input), decisionsFile: analysis.decisionsFile };
  const opened = await openBaseline({ ...options, baseline });
  const findings = opened.isUpdated ? findingsFor(analysis, failOn) : knownOf(opened.findings, of);
  if (opened.isUpdated) await writeBaseline(baseline, sorted(withFindingsOf(opened.findings, of, findings)));
  return withBaseline(analysis, { file: anonymise ? 'baseline.json' : baseline, findings }, failOn);
}

/** @throws Failure (`usage`) when it cannot be read; one that is to be written need not be there */
export async function openBaseline({
  baseline,
  'update-baseline': isUpdated,
}: BaselineOptions & { baseline: string }): Promise<OpenBaseline> {
  const findings = isUpdated && !(await exists(baseline)) ? [] : await readBaseline(baseline);
  return { file: baseline, findings, isUpdated };
}

/**
 * Opens the baseline that several inputs share.
 *
 * @throws Failure (`usage`) when it cannot be read, names no inputs, or inputs must not be named
 */
export async function sharedBaseline(options: BaselineOptions): Promise<OpenBaseline | undefined> {
  const { baseline, anonymise } = options;
  if (baseline === undefined) return undefined;
  if (anonymise) throw namesInputs;
  const opened = await openBaseline({ ...options, baseline });
  if (!opened.isUpdated && isOfOne(opened.findings)) throw ofOne(baseline);
  return opened;
}

const namesInputs = new Failure(
  'usage',
  'The baseline of several inputs goes by their names, which --anonymise takes away.',
  'Leave one of them out.',
);

function ofOne(file: string): Failure {
  const next = 'Write one for these inputs with --update-baseline, in this file or another.';
  return new Failure('usage', 'This baseline is that of one API, and these are several inputs.', next, { file });
}

/** @returns the account, compared with the baseline, which is written where that is wanted */
export async function comparedFleet(fleet: Fleet, opened: OpenBaseline, failOn: FailOn): Promise<Fleet> {
  const findings = opened.isUpdated ? keptOf(fleet, opened) : opened.findings;
  if (opened.isUpdated) await writeBaseline(opened.file, findings);
  const given = { file: opened.file, findings, least: leastFor(failOn), rules, nameOf: baselineName };
  return { ...fleet, baseline: compareFleet(fleet, given) };
}

/** What was refused keeps what is known of it: nobody saw that it is gone. */
function keptOf({ analysed, refused, notices }: Fleet, { findings }: OpenBaseline): BaselineFinding[] {
  const unseen = new Set(refused.map(({ input }) => baselineName(input)));
  return sorted([
    ...analysed.flatMap(({ input, findings: own = [] }) => namedFor(own, baselineName(input))),
    ...findings.filter(({ input }) => input !== undefined && unseen.has(input)),
    ...notices.map((notice) => findingOfNotice(notice, rules)),
  ]);
}
