import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isFolder, readNamed } from '../cli/bundle.js';
import { writeWhole } from '../cli/files.js';
import type { Input } from '../cli/inputs.js';
import { Failure, OtherDocument } from '../model/index.js';
import type { SourceText } from '../openapi/document.js';
import { mayDefineApi } from '../openapi/kind-of-text.js';
import { type Analysis, type AnalysisFormat, printAnalysis } from '../report/analysis.js';
import { totalsOf } from '../report/analysis-json.js';
import type { BaselineFinding, Comparison } from '../report/baseline.js';
import { findingsOf } from '../report/findings.js';
import type { AnalysedRow, Row } from '../report/fleet.js';
import { movable } from '../report/movable.js';
import { rules } from '../rules/index.js';
import { levelOf } from '../rules/level.js';
import { type AnalyzeOptions, analyze, fails, findingsFor, withBaseline } from './analyze.js';
import { renamedFailure } from './anonymous-inputs.js';

/** One of several analyses. Plain data: it may go to a thread. */
export interface Job extends Input {
  /** What it is called in the account. */
  shown: string;
  options: AnalyzeOptions;
  /** The file of its report, and the form of it; absent where only the account is wanted. */
  report?: { file: string; format: AnalysisFormat; verbose: boolean };
  /** What a baseline knows of it; without findings, what is found is to be known from now on. */
  baseline?: { file: string; findings?: BaselineFinding[] };
}

/**
 * Analyses one of several inputs and writes its report, so that nothing of it has to be kept.
 *
 * @returns a small account; what the input does wrong is a part of it
 * @throws our bugs only
 */
export async function analyzeOne(job: Job): Promise<Row> {
  const { input, shown } = job;
  const read: { source?: SourceText } = {};
  try {
    read.source = await readNamed(input);
    if (job.found && !(await isFolder(input)) && !mayDefineApi(read.source.text)) {
      return {
        state: 'skipped',
        input: shown,
        reason: 'It is neither an OpenAPI definition nor a CloudFormation template.',
      };
    }
    // Decisions of several APIs may stand in one file: what has no effect is known when all are done.
    const { notices = [], ...found } = await analyze(read.source, input, { ...job.options, quiet: true });
    const analysis = job.baseline ? compared(found, job.baseline, job.options.failOn) : found;
    const report = job.report && (await written(analysis, job.report));
    return rowOf({ ...analysis, notices }, job, report);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (job.found && error instanceof OtherDocument) return { state: 'skipped', input: shown, reason: error.message };
    return refusedRow(error, job);
  }
}

function compared(
  analysis: Analysis,
  { file, findings }: NonNullable<Job['baseline']>,
  failOn: AnalyzeOptions['failOn'],
): Analysis {
  return withBaseline(analysis, { file, findings: findings ?? findingsFor(analysis, failOn) }, failOn);
}

function refusedRow(failure: Failure, { input, shown }: Job): Row {
  const { message, next, place: at } = renamedFailure(failure, input, shown);
  return { state: 'refused', input: shown, message, next, ...(at && { at }) };
}

/** @returns the file of the report */
async function written(analysis: Analysis, { file, format, verbose }: NonNullable<Job['report']>): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  await writeWhole(file, printAnalysis(analysis, format, { verbose, width: 100 }));
  return file;
}

function rowOf(analysis: Analysis, { shown, baseline: known, options }: Job, report: string | undefined): AnalysedRow {
  const { api, conversion, decisionsFile, notices = [], baseline } = analysis;
  return {
    state: 'analysed',
    input: shown,
    name: api.name.text,
    verdict: conversion.verdict,
    operations: api.operations.length,
    movable: movable(conversion.routes),
    constructs: conversion.ledger.length,
    totals: totalsOf(conversion.ledger),
    securityLosses: securityLosses(analysis),
    questions: conversion.questions.length,
    fails: fails({ ...analysis, notices: [] }),
    ...(decisionsFile !== undefined && { decisionsFile }),
    notices,
    ...(report !== undefined && { report }),
    ...(baseline && { baseline: countsOf(baseline) }),
    ...(known &&
      known.findings === undefined && { findings: findingsFor({ ...analysis, notices: [] }, options.failOn) }),
  };
}

function countsOf({ known, knownSecurity, gone, new: fresh }: Comparison): NonNullable<AnalysedRow['baseline']> {
  return { known, knownSecurity, new: fresh.length, gone };
}

function securityLosses({ conversion: { ledger } }: Analysis): number {
  const isSecurity = (rule: keyof typeof rules) => rules[rule].security;
  const found = findingsOf(
    ledger,
    (entry) => isSecurity(entry.rule) && ['blocked', 'loss'].includes(levelOf(entry)),
    isSecurity,
  );
  return found.reduce((sum, { entries }) => sum + entries.length, 0);
}
