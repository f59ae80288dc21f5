import type { Fleet } from './fleet.js';
import { fleetCells, fleetHead, fleetSentences } from './fleet-table.js';

/** @returns the account for a pull request or a wiki */
export function fleetMarkdown(fleet: Fleet): string {
  const { analysed, refused, skipped, notices } = fleet;
  const rule = fleetHead.map((_, column) => (column < 3 ? '---' : '---:'));
  const sections = [
    '# REST APIs on the way to HTTP APIs',
    fleetSentences(fleet).map(plain).join('  \n'),
    ...(analysed.length === 0
      ? []
      : [[fleetHead, rule, ...analysed.map((row) => fleetCells(row).map(plain))].map(rowText).join('\n')]),
    ...listed(
      'Refused',
      refused.map(({ input, message }) => `${code(input)}: ${plain(message)}`),
    ),
    ...listed(
      'Decisions to look at',
      notices.map(({ message }) => plain(message)),
    ),
    ...listed(
      'Skipped',
      skipped.map(({ input, reason }) => `${code(input)}: ${plain(reason)}`),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

function rowText(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function listed(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${title}`, items.map((item) => `- ${item}`).join('\n')];
}

/** Names come from definitions, and must not become markup. */
function plain(text: string): string {
  return text.replace(/[\\|<>*_`#[\]]/g, '\\$&').replace(/\s+/g, ' ');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}
