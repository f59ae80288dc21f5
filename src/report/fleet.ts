import type { FailurePlace, Notice, Outcome, Verdict } from '../model/index.js';
import type { BaselineFinding } from './baseline.js';
import type { FleetComparison } from './fleet-baseline.js';
import { fleetJson } from './fleet-json.js';
import { fleetMarkdown } from './fleet-markdown.js';
import { fleetText } from './fleet-text.js';

/** What became of one of several inputs: a small account, while its report went to a file of its own. */
export type Row = AnalysedRow | RefusedRow | SkippedRow;

export interface AnalysedRow {
  state: 'analysed';
  input: string;
  /** Name of the API. */
  name: string;
  verdict: Verdict;
  operations: number;
  /** Methods that nothing holds back. */
  movable: number;
  constructs: number;
  totals: Record<Outcome, number>;
  /** Findings about security that block or lose something, accepted or not. */
  securityLosses: number;
  questions: number;
  /** Whether a finding is at or above `--fail-on`. */
  fails: boolean;
  /** File of the decisions that were counted in. */
  decisionsFile?: string;
  /** Findings about decisions; several inputs may share a file of them. */
  notices: readonly Notice[];
  /** File of the report. */
  report?: string;
  /** How its findings stand to those of a baseline; absent without one. */
  baseline?: { known: number; knownSecurity: number; new: number; gone: BaselineFinding[] };
  /** All that a baseline keeps of it, where one is to be written. */
  findings?: BaselineFinding[];
}

/** An input that could not be analysed, with the one message about it. */
export interface RefusedRow {
  state: 'refused';
  input: string;
  message: string;
  next: string;
  at?: FailurePlace;
}

/** A file that a search came by and that is clearly no definition of a REST API. */
export interface SkippedRow {
  state: 'skipped';
  input: string;
  reason: string;
}

/** The account of several inputs. */
export interface Fleet {
  analysed: AnalysedRow[];
  refused: RefusedRow[];
  skipped: SkippedRow[];
  /** Findings about decisions, each once. */
  notices: Notice[];
  /** How all findings stand to those of a baseline; absent without one. */
  baseline?: FleetComparison;
}

/** @returns the account of rows, in their order */
export function fleetOf(rows: readonly Row[]): Fleet {
  const analysed = rows.filter((row) => row.state === 'analysed');
  return {
    analysed,
    refused: rows.filter((row) => row.state === 'refused'),
    skipped: rows.filter((row) => row.state === 'skipped'),
    notices: sharedNotices(analysed),
  };
}

/**
 * A decision may be meant for one of the APIs that share its file, or for one of all where a flag makes it: it is without
 * effect only if it has none on any of them. That an acceptance has ended is true anyhow.
 */
function sharedNotices(rows: readonly AnalysedRow[]): Notice[] {
  const told = new Map<string, { notice: Notice; count: number }>();
  const sharing = new Map<string | undefined, number>();
  for (const { decisionsFile, notices } of rows) {
    sharing.set(decisionsFile, (sharing.get(decisionsFile) ?? 0) + 1);
    for (const notice of notices) {
      const key = JSON.stringify([notice.rule, notice.subject, notice.at]);
      told.set(key, { notice, count: (told.get(key)?.count ?? 0) + 1 });
    }
  }
  const isTrue = ({ notice, count }: { notice: Notice; count: number }) =>
    notice.rule === 'decisions/acceptance-expired' || count === (notice.at ? sharing.get(notice.at.file) : rows.length);
  return [...told.values()].filter(isTrue).map(({ notice }) => notice);
}

/** Forms of the account. The reports of single APIs have more. */
export const fleetFormats = ['text', 'json', 'markdown'] as const;
export type FleetFormat = (typeof fleetFormats)[number];

/** @returns the account for people, or as `schemas/fleet.schema.json` describes it */
export async function printFleet(fleet: Fleet, format: FleetFormat): Promise<string> {
  switch (format) {
    case 'text':
      return fleetText(fleet);
    case 'json':
      return fleetJson(fleet);
    case 'markdown':
      return fleetMarkdown(fleet);
  }
}
