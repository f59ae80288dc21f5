import type { MonthComparison } from './comparison.js';

/** What an analysis says of cost, where anything of the use is known. */
export interface CostFigure {
  region: string | undefined;
  /** Calls a month. */
  requests: number | undefined;
  /** Where the use comes from, in words. */
  sources: string[];
  /** What both bills need and nobody told, in words. */
  missing: string[];
  /** Both bills of a month; absent where something is missing. */
  month: MonthComparison | undefined;
}
