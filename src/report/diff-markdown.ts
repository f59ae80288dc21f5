import type { Difference, DiffResult } from '../diff/differences.js';
import type { NotShown } from '../diff/not-shown.js';
import type { HandlersResult, HandlerUse } from '../handlers/handlers.js';
import { handlersSummary, limitsOfReading, placeText } from './diff-handlers.js';
import {
  byRule,
  definitionLegend,
  hasDefinitions,
  neededBy,
  noiseLegend,
  noiseOf,
  notShownLegend,
  placeOf,
  type RuleTitles,
  sentence,
  summaryOf,
  verdictOf,
} from './diff-rows.js';
import { percent, trafficLines } from './diff-traffic.js';
import { shownValues } from './diff-values.js';
import { cutToFit, type Unit } from './markdown-cut.js';

/** @returns the report as Markdown, with traffic first, else in the order of the text report, short enough for a comment on a pull request. */
export function diffMarkdown(result: DiffResult, rules: RuleTitles, handlers?: HandlersResult): string {
  const unexplained = result.differences.filter(({ rule }) => rule === null);
  const sections: Unit[][] = [
    paragraphs('# Differences', sentence(verdictOf(result)).join(' '), sentence(summaryOf(result)).join(' ')),
    trafficSection(result),
    unexplained.length > 0 ? unexplainedSection(unexplained) : [],
    handlers ? handlersSection(handlers) : [],
    ...byRule(result).map(({ rule, differences }) => [
      ...paragraphs(`## \`${rule}\``, rules[rule].title),
      ...table(differences),
    ]),
    result.notCompared.length > 0
      ? [
          ...paragraphs('## Not compared', 'What these change is not known.'),
          ...result.notCompared.map((one) => ({
            text: `- ${one.gateway.toUpperCase()}: ${inline(one.feature)} (${inline(neededBy(one))})`,
            is: 'feature',
          })),
        ]
      : [],
    notShownSection(result.notShown ?? []),
    noiseOf(result).length > 0
      ? [
          ...paragraphs('## Noise', noiseLegend, ''),
          ...noiseOf(result).map((one) => ({ text: `- ${inline(one)}`, is: 'value' })),
        ]
      : [],
  ];
  const units = sections
    .filter(({ length }) => length > 0)
    .flatMap((section, index) => [...(index > 0 ? gap : []), ...section]);
  return cutToFit(units, 'All of it: `--format html` or `--format json`.');
}

const gap: readonly Unit[] = [{ text: '' }];

function paragraphs(...texts: readonly string[]): Unit[] {
  return texts.flatMap((text, index) => [...(index > 0 ? gap : []), { text }]);
}

function unexplainedSection(differences: Difference[]): Unit[] {
  const legend = hasDefinitions(differences) ? [definitionLegend.replace('definition.*', '`definition.*`')] : [];
  return [
    ...paragraphs('## Unexplained', 'No rule foretold these.', ...legend),
    ...table(differences),
    ...examples(differences),
  ];
}

function trafficSection(result: DiffResult): Unit[] {
  const lines = trafficLines(result);
  return lines.length === 0 ? [] : paragraphs('## Traffic', ...lines.map((line) => inline(line.join(' '))));
}

function notShownSection(rules: readonly NotShown[]): Unit[] {
  if (rules.length === 0) return [];
  return [
    ...paragraphs('## Not shown', notShownLegend, ''),
    ...rules.map(({ rule, reason }) => ({ text: `- ${code(rule)}: ${inline(reason)}`, is: 'rule' })),
  ];
}

function table(differences: Difference[]): Unit[] {
  const rows = differences.map((difference): Unit => {
    const { class: of, aspect, count, share, accepted } = difference;
    const [rest, http] = shownValues(difference, 60);
    const cells = [aspect, placeOf(difference) ?? '', rest, http].map((cell) => (cell === '' ? cell : code(cell)));
    const seen = share === undefined ? count : `${count}, ${percent(share)}`;
    return { text: `| ${[accepted ? `${of}, accepted` : of, ...cells, seen].join(' | ')} |`, is: 'difference' };
  });
  const head = ['', '| class | aspect | route | REST | HTTP | count |', '|---|---|---|---|---|---:|'];
  return [...head.map((text) => ({ text })), ...rows];
}

/** A pipe ends a cell even in code, and a backtick the code. */
function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|').replaceAll('`', "'")}\``;
}

/** Text of a file or a definition between words of ours: nothing of it is Markdown, or HTML. */
function inline(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`);
}

function examples(differences: Difference[]): Unit[] {
  const commands = new Set(differences.flatMap(({ example }) => example ?? []));
  if (commands.size === 0) return [];
  return [...commands].flatMap((command, index) => [
    ...(index === 0 ? gap : []),
    { text: ['```sh', command, '```'].join('\n'), is: 'example' },
  ]);
}

function handlersSection(handlers: HandlersResult): Unit[] {
  const { uses, notRead } = handlers;
  const head = ['', '| place | use | what happens | instead | rule |', '|---|---|---|---|---|'];
  return [
    ...paragraphs('## Handlers', sentence(handlersSummary(handlers)).join(' '), limitsOfReading),
    ...(uses.length > 0 ? head.map((text) => ({ text })) : []),
    ...uses.map((use): Unit => ({ text: useRow(use), is: 'use' })),
    ...(notRead.length > 0 ? gap : []),
    ...notRead.map((one) => ({ text: `- not read: ${code(placeText(one))}: ${inline(one.reason)}`, is: 'file' })),
  ];
}

function useRow(use: HandlerUse): string {
  const cells = [
    code(placeText(use)),
    `**${use.grade}** ${code(use.expression)}`,
    inline(use.what),
    inline(use.instead),
    code(use.rule),
  ];
  return `| ${cells.join(' | ')} |`;
}
