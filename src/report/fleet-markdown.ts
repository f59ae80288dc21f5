import { baselineLine, headText } from './baseline.js';
import type { AnalysedRow, Fleet } from './fleet.js';
import type { FleetComparison } from './fleet-baseline.js';
import { fleetCells, fleetHead, fleetSentences } from './fleet-table.js';
import { markdownCode, markdownText } from './markdown.js';

/** @returns the account for a pull request or a wiki */
export function fleetMarkdown(fleet: Fleet): string {
  const { analysed, refused, skipped, notices, baseline } = fleet;
  const rule = fleetHead.map((_, column) => (column < 3 ? '---' : '---:'));
  const sections = [
    '# REST APIs on the way to HTTP APIs',
    fleetSentences(fleet).join('  \n'),
    ...(analysed.length === 0 ? [] : [[fleetHead, rule, ...analysed.map(cellsOf)].map(rowText).join('\n')]),
    ...listed(
      'Refused',
      refused.map(({ input, message }) => `${markdownCode(input)}: ${markdownText(message)}`),
    ),
    ...listed(
      'Decisions to look at',
      notices.map(({ message }) => markdownText(message)),
    ),
    ...(baseline ? baselineLines(analysed, baseline) : []),
    ...listed(
      'Skipped',
      skipped.map(({ input, reason }) => `${markdownCode(input)}: ${markdownText(reason)}`),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

function baselineLines(analysed: readonly AnalysedRow[], baseline: FleetComparison): string[] {
  const fresh = analysed.flatMap(({ input, baseline: row }) =>
    row && row.new > 0 ? [`${markdownCode(input)}: ${row.new} new`] : [],
  );
  const gone = baseline.gone.map((finding) => `Gone: ${markdownText(baselineLine(finding))}`);
  return [
    markdownText(headText({ ...baseline, gone: baseline.gone.length })),
    ...listed('Baseline', [...fresh, ...gone]),
  ];
}

function cellsOf(row: AnalysedRow): string[] {
  const [name = '', input = '', ...others] = fleetCells(row);
  return [markdownText(name), markdownCode(input), ...others];
}

function rowText(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function listed(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${title}`, items.map((item) => `- ${item}`).join('\n')];
}
