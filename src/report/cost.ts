import type { CostComparison } from '../cost/comparison.js';
import { costJson } from './cost-json.js';
import { costMarkdown } from './cost-markdown.js';
import { costReport } from './cost-report.js';
import { costText } from './cost-text.js';

/** The formats of `migrate cost`. */
export const costFormats = ['text', 'json', 'markdown'] as const;
export type CostFormat = (typeof costFormats)[number];

/** @returns the comparison in one format. */
export async function printCost(comparison: CostComparison, format: CostFormat): Promise<string> {
  switch (format) {
    case 'text':
      return costText(costReport(comparison));
    case 'json':
      return costJson(comparison);
    case 'markdown':
      return costMarkdown(costReport(comparison));
  }
}
