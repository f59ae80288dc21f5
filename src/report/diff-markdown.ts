import type { Difference, DiffResult } from '../diff/differences.js';
import {
  byRule,
  definitionLegend,
  hasDefinitions,
  neededBy,
  type RuleTitles,
  sentence,
  summaryOf,
  verdictOf,
} from './diff-rows.js';
import { percent, trafficLines } from './diff-traffic.js';
import { shownValues } from './diff-values.js';

/** @returns the report as Markdown, in the order of the text report. */
export function diffMarkdown(result: DiffResult, rules: RuleTitles): string {
  const unexplained = result.differences.filter(({ rule }) => rule === null);
  const sections = [
    ['# Differences', sentence(verdictOf(result)).join(' '), sentence(summaryOf(result)).join(' ')],
    unexplained.length > 0 ? unexplainedSection(unexplained) : [],
    ...byRule(result).map(({ rule, differences }) => [`## \`${rule}\``, rules[rule].title, table(differences)]),
    result.traffic ? ['## Traffic', ...trafficLines(result).map((line) => line.join(' '))] : [],
    result.notCompared.length > 0
      ? [
          '## Not compared',
          'What these change is not known.',
          result.notCompared
            .map((one) => `- ${one.gateway.toUpperCase()}: ${one.feature} (${neededBy(one)})`)
            .join('\n'),
        ]
      : [],
  ];
  return sections.flat().join('\n\n');
}

function unexplainedSection(differences: Difference[]): string[] {
  const legend = hasDefinitions(differences) ? [definitionLegend.replace('definition.*', '`definition.*`')] : [];
  return ['## Unexplained', 'No rule foretold these.', ...legend, table(differences), ...examples(differences)];
}

function table(differences: Difference[]): string {
  const rows = differences.map((difference) => {
    const { class: of, aspect, route, count, share, accepted } = difference;
    const [rest, http] = shownValues(difference, 60);
    const cells = [aspect, route ?? '', rest, http].map((cell) => (cell === '' ? cell : code(cell)));
    const seen = share === undefined ? count : `${count}, ${percent(share)}`;
    return `| ${[accepted ? `${of}, accepted` : of, ...cells, seen].join(' | ')} |`;
  });
  return ['| class | aspect | route | REST | HTTP | count |', '|---|---|---|---|---|---:|', ...rows].join('\n');
}

/** A pipe ends a cell even in code, and a backtick the code. */
function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|').replaceAll('`', "'")}\``;
}

function examples(differences: Difference[]): string[] {
  const commands = new Set(differences.flatMap(({ example }) => example ?? []));
  return commands.size === 0 ? [] : [['```sh', ...commands, '```'].join('\n')];
}
