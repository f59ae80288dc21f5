import type { Difference, DiffResult } from '../diff/differences.js';
import { byRule, neededBy, type RuleTitles, shown, summaryOf } from './diff-rows.js';

/** @returns the report as Markdown, in the order of the text report. */
export function diffMarkdown(result: DiffResult, rules: RuleTitles): string {
  const unexplained = result.differences.filter(({ rule }) => rule === null);
  const sections = [
    ['# Differences', `${summaryOf(result)}.`],
    unexplained.length > 0
      ? ['## Unexplained', 'No rule foretold these.', table(unexplained), ...examples(unexplained)]
      : [],
    ...byRule(result).map(({ rule, differences }) => [`## \`${rule}\``, rules[rule].title, table(differences)]),
    result.notCompared.length > 0
      ? [
          '## Not compared',
          'A simulator does not have these, so what they change is not known.',
          result.notCompared
            .map((one) => `- ${one.gateway.toUpperCase()}: ${one.feature} (${neededBy(one)})`)
            .join('\n'),
        ]
      : [],
  ];
  return sections.flat().join('\n\n');
}

function table(differences: Difference[]): string {
  const rows = differences.map(({ class: of, aspect, route, rest, http, count }) => {
    const cells = [of, aspect, route ?? '', shown(rest, 60), shown(http, 60)].map((cell, index) => {
      return index === 0 || cell === '' ? cell : code(cell);
    });
    return `| ${[...cells, count].join(' | ')} |`;
  });
  return ['| class | aspect | route | REST | HTTP | count |', '|---|---|---|---|---|---:|', ...rows].join('\n');
}

/** A pipe ends a cell even in code, and a backtick the code. */
function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|').replaceAll('`', "'")}\``;
}

function examples(differences: Difference[]): string[] {
  return [['```sh', ...new Set(differences.map(({ example }) => example)), '```'].join('\n')];
}
