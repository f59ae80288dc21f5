import type { CostFigure } from '../cost/figure.js';
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
import { analysisHtml } from './analysis-html.js';
import { analysisJsonText } from './analysis-json.js';
import { analysisJunit } from './analysis-junit.js';
import { analysisMarkdown } from './analysis-markdown.js';
import { analysisSarifText } from './analysis-sarif.js';
import { analysisText } from './analysis-text.js';
import type { Comparison } from './baseline.js';
import type { Layout } from './finding-text.js';

/** An analysis with all that a report of it needs. */
export interface Analysis {
  source: SourceText;
  /** What was analyzed, as the user named it: a file, or the folder of a bundle. */
  input: string;
  /** Version of this program. */
  version: string;
  api: RestApi;
  conversion: Conversion;
  rules: Record<RuleId, Rule>;
  levelOf(entry: LedgerEntry): Level;
  /** Whether a finding is at or above the level that `--fail-on` names, and not known by the baseline. */
  fails(found: LedgerEntry | Notice): boolean;
  /** File of the decisions that were counted in. */
  decisionsFile?: string;
  /** Findings about the decisions themselves; no part of the ledger. */
  notices?: readonly Notice[];
  /** What it costs, where anything of its use is known. */
  cost?: CostFigure;
  /** How the findings stand to those of a baseline; absent without one. */
  baseline?: Comparison;
  /** Finds places in the definition. One call passes over all of it, so reports ask once, for what they name. */
  locate(pointers: Iterable<Pointer>): Map<Pointer, Location>;
}

export const analysisFormats = ['text', 'json', 'markdown', 'html', 'sarif', 'junit'] as const;
export type AnalysisFormat = (typeof analysisFormats)[number];

/**
 * @returns the analysis as text for people, as JSON of `schemas/analysis.schema.json`, as Markdown that fits a comment,
 *   as a page, as SARIF 2.1.0, or as JUnit; in pieces, because the JSON of a large API is larger than its definition
 */
export function printAnalysis(analysis: Analysis, format: AnalysisFormat, layout: Layout): Iterable<string> {
  switch (format) {
    case 'text':
      return [analysisText(analysis, layout)];
    case 'json':
      return analysisJsonText(analysis);
    case 'markdown':
      return [analysisMarkdown(analysis)];
    case 'html':
      return [analysisHtml(analysis)];
    case 'sarif':
      return [analysisSarifText(analysis)];
    case 'junit':
      return [analysisJunit(analysis)];
  }
}
