import type { CostComparison } from '../cost/comparison.js';
import type { Fleet } from '../cost/fleet.js';

/** The formats of `migrate cost`. */
export const costFormats = ['text', 'json', 'csv', 'markdown', 'html'] as const;
export type CostFormat = (typeof costFormats)[number];

/** @returns the comparison in one format; what a format needs is loaded for it alone. */
export async function printCost(comparison: CostComparison, format: CostFormat): Promise<string> {
  const report = async () => (await import('./cost-report.js')).costReport(comparison);
  switch (format) {
    case 'text':
      return (await import('./cost-text.js')).costText(await report());
    case 'json':
      return (await import('./cost-json.js')).costJson(comparison);
    case 'csv':
      return (await import('./cost-csv.js')).costCsv(comparison);
    case 'markdown':
      return (await import('./cost-markdown.js')).costMarkdown(await report());
    case 'html':
      return (await import('./cost-html.js')).costHtml(comparison);
  }
}

/** @returns the comparison of several APIs in one format */
export async function printFleet(fleet: Fleet, format: CostFormat): Promise<string> {
  const report = async () => (await import('./cost-fleet.js')).fleetReport(fleet);
  switch (format) {
    case 'text':
      return (await import('./cost-text.js')).costText(await report());
    case 'json':
      return (await import('./cost-fleet-json.js')).fleetJson(fleet);
    case 'csv':
      return (await import('./cost-fleet.js')).fleetCsv(fleet);
    case 'markdown':
      return (await import('./cost-markdown.js')).costMarkdown(await report());
    case 'html':
      return (await import('./cost-html.js')).fleetHtml(fleet, await report());
  }
}
