import type {
  Conversion,
  LedgerEntry,
  Level,
  Location,
  Notice,
  Pointer,
  RestApi,
  Rule,
  RuleId,
} from '../model/index.js';
import type { SourceText } from '../openapi/document.js';
import { analysisJsonText } from './analysis-json.js';
import { analysisText } from './analysis-text.js';
import type { Comparison } from './baseline.js';
import type { Layout } from './finding-text.js';

/** An analysis with all that a report of it needs. */
export interface Analysis {
  source: SourceText;
  /** What was analyzed, as the user named it: a file, or the folder of a bundle. */
  input: string;
  api: RestApi;
  conversion: Conversion;
  rules: Record<RuleId, Rule>;
  levelOf(entry: LedgerEntry): Level;
  /** File of the decisions that were counted in. */
  decisionsFile?: string;
  /** Findings about the decisions themselves; no part of the ledger. */
  notices?: readonly Notice[];
  /** How the findings stand to those of a baseline; absent without one. */
  baseline?: Comparison;
  /** Finds places in the definition. One call passes over all of it, so reports ask once, for what they name. */
  locate(pointers: Iterable<Pointer>): Map<Pointer, Location>;
}

export const analysisFormats = ['text', 'json'] as const;
export type AnalysisFormat = (typeof analysisFormats)[number];

/**
 * @returns the analysis as text for people, or as JSON of `schemas/analysis.schema.json`; in pieces, because the JSON
 *   of a large API is larger than its definition
 */
export function printAnalysis(analysis: Analysis, format: AnalysisFormat, layout: Layout): Iterable<string> {
  switch (format) {
    case 'text':
      return [analysisText(analysis, layout)];
    case 'json':
      return analysisJsonText(analysis);
  }
}
