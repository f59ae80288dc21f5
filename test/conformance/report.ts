import type { Evidence } from '../../src/model/index.js';
import type { ConformanceCase, Verdict } from './case.js';
import type { CaseFolder } from './read-cases.js';
import { runCase } from './run.js';

/** What the runner reports (design, section 4). Same cases, same bytes. */
export interface ConformanceReport {
  /** Passed of all cases with evidence V; 1 when there are none. */
  share: number;
  totals: Record<string, Partial<Record<Evidence, Counts>>>;
  cases: ReportedCase[];
}

export type Counts = Record<Verdict['result'], number>;

export interface ReportedCase {
  id: string;
  kind: string;
  evidence: Evidence;
  result: Verdict['result'];
  /** Why it failed or is not supported; empty when it passed. */
  reason: string;
}

/** Runs all cases of a folder, in order. A file that is no case has failed, under its own name. */
export async function runCases({ cases, malformed }: CaseFolder): Promise<ConformanceReport> {
  const reported: ReportedCase[] = malformed.map(({ file, reason }) => ({
    ...{ id: file, kind: 'malformed', evidence: 'U', result: 'failed', reason },
  }));
  for (const one of cases) reported.push(reportedCase(one, await runCase(one)));
  reported.sort((one, other) => (key(one) < key(other) ? -1 : 1));
  const verified = reported.filter(({ evidence }) => evidence === 'V');
  const passed = verified.filter(({ result }) => result === 'passed');
  return {
    share: verified.length === 0 ? 1 : passed.length / verified.length,
    totals: totalsOf(reported),
    cases: reported,
  };
}

function key({ kind, id }: ReportedCase): string {
  return `${kind} ${id}`;
}

function reportedCase({ id, kind, evidence }: ConformanceCase, verdict: Verdict): ReportedCase {
  return { id, kind, evidence, result: verdict.result, reason: verdict.result === 'passed' ? '' : verdict.reason };
}

function totalsOf(cases: readonly ReportedCase[]): ConformanceReport['totals'] {
  const totals: ConformanceReport['totals'] = {};
  for (const { kind, evidence, result } of cases.toSorted((one, other) => (one.evidence < other.evidence ? -1 : 1))) {
    const byEvidence = totals[kind] ?? {};
    const counts = byEvidence[evidence] ?? { passed: 0, failed: 0, unsupported: 0 };
    totals[kind] = { ...byEvidence, [evidence]: { ...counts, [result]: counts[result] + 1 } };
  }
  return Object.fromEntries(Object.entries(totals).sort(([one], [other]) => (one < other ? -1 : 1)));
}
