import type { Conversion, LedgerEntry, Level, Location, Pointer, RestApi, Rule, RuleId } from '../model/index.js';
import type { SourceText } from '../openapi/document.js';
import { analysisJson } from './analysis-json.js';
import { analysisText } from './analysis-text.js';
import type { Layout } from './finding-text.js';

/** An analysis with all that a report of it needs. */
export interface Analysis {
  source: SourceText;
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
