import { shellWord } from './analysis-next.js';
import { goneTitle, headText, listed as listedFindings } from './baseline.js';
import type { Fleet, RefusedRow } from './fleet.js';
import { fleetCells, fleetHead, fleetSentences } from './fleet-table.js';
import { noticesText } from './notices.js';
import { printable } from './wrap.js';

/** Columns of the account; a row is never broken over lines, so that it can be searched. */
const wide = 120;

/** @returns the account for a terminal: the table, what was refused and why, what was passed over, the counts */
export async function fleetText(fleet: Fleet): Promise<string> {
  const { analysed, refused, skipped, notices } = fleet;
  const sections = [
    analysed.length === 0 ? '' : await tableText(fleet),
    listed('Refused:', refused.map(refusedText)),
    listed(
      'Skipped:',
      skipped.map(({ input, reason }) => `${printable(input)}: ${printable(reason)}`),
    ),
    noticesText(notices, wide),
    baselineText(fleet),
    fleetSentences(fleet).join('\n'),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** What is new is listed by the report of each input. */
function baselineText({ analysed, baseline }: Fleet): string {
  if (baseline === undefined) return '';
  const { gone } = baseline;
  const fresh = analysed.flatMap(({ input, baseline: row }) =>
    row && row.new > 0 ? [`${printable(input)}: ${row.new}`] : [],
  );
  const file = shellWord(baseline.file);
  return [
    headText({ ...baseline, gone: gone.length }),
    ...(fresh.length === 0
      ? []
      : [`  New; migrate analyze INPUT --baseline ${file} lists them:`, ...fresh.map((line) => `    ${line}`)]),
    ...listedFindings(goneTitle, gone, { width: wide, verbose: false }),
  ].join('\n');
}

async function tableText({ analysed }: Fleet): Promise<string> {
  const { default: Table } = await import('cli-table3');
  const numbers = fleetHead.slice(3).map(() => 'right' as const);
  const table = new Table({
    head: fleetHead,
    colAligns: ['left', 'left', 'left', ...numbers],
    style: { head: [], border: [], compact: true },
  });
  table.push(...analysed.map(fleetCells));
  return table.toString();
}

function refusedText({ input, message, next, at }: RefusedRow): string {
  const place = [at?.file ?? input, at?.line, at?.column].filter((part) => part !== undefined).join(':');
  return `${printable(place)}: ${printable(message)}\n    ${printable(next)}`;
}

function listed(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `  ${line}`)].join('\n');
}
