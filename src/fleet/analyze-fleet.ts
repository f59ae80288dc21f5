import { mkdir } from 'node:fs/promises';
import { isSystemError, reasonOf } from '../cli/files.js';
import { findInputs, type Input } from '../cli/inputs.js';
import { step } from '../cli/progress.js';
import { Failure } from '../model/index.js';
import type { AnalysisFormat } from '../report/analysis.js';
import { ofInput } from '../report/baseline-inputs.js';
import { type Fleet, type FleetFormat, fleetFormats, fleetOf, type Row } from '../report/fleet.js';
import { reaches } from '../rules/fail-on.js';
import { rules } from '../rules/index.js';
import type { AnalyzeOptions, FailOn } from './analyze.js';
import { analyzeMany, usualJobs } from './analyze-many.js';
import type { Job } from './analyze-one.js';
import { withoutEnding } from './anonymous.js';
import { type AnonymousInputs, anonymousInputs } from './anonymous-inputs.js';
import { baselineName, comparedFleet, type OpenBaseline, sharedBaseline } from './baseline.js';
import { reportFiles } from './report-files.js';

/** What the user wants of several inputs. */
export interface FleetOptions extends Omit<AnalyzeOptions, 'anonymise'> {
  anonymise: boolean;
  format: AnalysisFormat;
  verbose: boolean;
  /** Folder for a report of each input; absent where only the account is wanted. */
  output?: string | undefined;
  /** Analyses at a time. */
  jobs?: number | undefined;
  baseline?: string | undefined;
  'update-baseline': boolean;
}

/**
 * Analyses several inputs.
 *
 * @returns the account of all, and our own bugs, each of which is a refused input there
 * @throws Failure (`usage`) when the inputs, or what is wanted of them, make no sense; (`input`) when there is no definition
 */
export async function analyzeFleet(
  args: readonly string[],
  options: FleetOptions,
): Promise<{ fleet: Fleet; bugs: unknown[] }> {
  fleetFormatOf(options);
  const baseline = await sharedBaseline(options);
  const inputs = await findInputs(args, options.output);
  if (inputs.length === 0) throw nothingFound(args, 0);
  if (options.output !== undefined) await makeFolder(options.output);
  const shown = options.anonymise ? await anonymousInputs(inputs.map(({ input }) => input)) : undefined;
  const jobs = jobsFor(inputs, options, { shown, baseline });
  const settled = await step(`Analyzing ${jobs.length} inputs`, (tell) =>
    analyzeMany(jobs, options.jobs ?? usualJobs(jobs.length), (done) => tell(`${done} of ${jobs.length}`)),
  );
  const rows = settled.map((one, index): Row => ('row' in one ? one.row : bugRow(jobs[index]?.shown ?? '')));
  if (rows.every(({ state }) => state === 'skipped')) throw nothingFound(args, rows.length);
  const fleet = fleetOf(rows);
  return {
    fleet: baseline ? await comparedFleet(fleet, baseline, options.failOn) : fleet,
    bugs: settled.flatMap((one) => ('bug' in one ? [one.bug] : [])),
  };
}

/**
 * @returns the form of the account: that of the reports, where it has one
 * @throws Failure (`usage`) where it has none, and no folder is there for the reports
 */
export function fleetFormatOf({ format, output }: Pick<FleetOptions, 'format' | 'output'>): FleetFormat {
  const own = fleetFormats.find((one) => one === format);
  if (own !== undefined) return own;
  if (output !== undefined) return 'text';
  const next = `Add -o DIR for a report of each input, or choose ${fleetFormats.join(', ')}.`;
  throw new Failure('usage', `Several inputs have one table, which cannot be ${format}.`, next);
}

/** @returns whether a finding of an API, or about a decision, is at or above `--fail-on` */
export function fleetFails({ analysed, notices, baseline }: Fleet, failOn: FailOn): boolean {
  const judged = notices.filter((notice) => baseline === undefined || baseline.newNotices.has(notice));
  return analysed.some((row) => row.fails) || judged.some(({ rule }) => reaches(rules[rule].level, failOn));
}

/** What all jobs share. */
interface Shared {
  shown: AnonymousInputs | undefined;
  baseline: OpenBaseline | undefined;
}

function jobsFor(inputs: readonly Input[], options: FleetOptions, { shown: anonymous, baseline }: Shared): Job[] {
  const { config, accept, failOn, format, output, verbose, version } = options;
  const shown = anonymous?.names ?? inputs.map(({ input }) => input);
  const files = output === undefined ? [] : reportFiles(shown, output, format);
  return inputs.map((input, index) => {
    const [file, name = ''] = [files[index], shown[index]];
    return {
      ...input,
      shown: name,
      options: {
        config,
        accept,
        version,
        failOn,
        'payload-format': options['payload-format'],
        ...(anonymous && { anonymise: { key: anonymous.key, name: withoutEnding(name) } }),
      },
      ...(file !== undefined && { report: { file, format, verbose } }),
      ...(baseline && { baseline: baselineFor(input.input, baseline) }),
    };
  });
}

function baselineFor(input: string, { file, findings, isUpdated }: OpenBaseline): NonNullable<Job['baseline']> {
  return isUpdated ? { file } : { file, findings: ofInput(findings, baselineName(input)) };
}

/** Nothing was analysed and nothing refused: that must not read as if all were well. */
function nothingFound(args: readonly string[], looked: number): Failure {
  const message =
    looked === 0
      ? 'This folder is no bundle: it has no openapi.json or openapi.yaml, and no other .json, .yaml or .yml either.'
      : `This folder is no bundle: it has no openapi.json or openapi.yaml, and none of ${looked} files is the definition of a REST API.`;
  const next =
    'A bundle has one definition as GetExport writes it, and settings.json beside it if wanted; or name a definition file.';
  return new Failure('input', message, next, { file: args.join(' ') });
}

function bugRow(input: string): Row {
  const next = 'Please report it with the lines that follow on standard error.';
  return { state: 'refused', input, message: 'This is a bug in migrate.', next };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const next = 'Choose another -o DIR.';
    throw new Failure('usage', `The folder cannot be made: ${reasonOf(error)}.`, next, { file: folder });
  }
}
