import type { Conversion, LedgerEntry, Level, Location, Pointer, RestApi, Rule, RuleId } from '../model/index.js';
import type { SourceText } from '../openapi/document.js';
import { analysisJson } from './analysis-json.js';
import { analysisText, type Layout } from './analysis-text.js';

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
  /** Places of all constructs. */
  locations: Map<Pointer, Location>;
}

export const analysisFormats = ['text', 'json'] as const;

/** @returns the analysis as text for people, or as JSON of `schemas/analysis.schema.json` */
export function printAnalysis(analysis: Analysis, format: (typeof analysisFormats)[number], layout: Layout): string {
  switch (format) {
    case 'text':
      return analysisText(analysis, layout);
    case 'json':
      return `${JSON.stringify(analysisJson(analysis), undefined, 2)}\n`;
  }
}
