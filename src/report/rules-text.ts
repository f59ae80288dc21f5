import type { RulesPage, ShownRule } from './rules.js';
import { marksOf, snippetsOf } from './rules-words.js';
import { packed, wrapped } from './wrap.js';

/** @returns rules as a list for a terminal: a line each, under their concerns */
export function rulesText(rules: readonly ShownRule[], { concerns, width }: RulesPage): string {
  if (rules.length === 0) return '';
  const longest = Math.max(...rules.map(({ id }) => id.length));
  const lines = rules.flatMap((rule, index) => {
    const isNew = rule.concern !== rules[index - 1]?.concern;
    return [...(isNew ? ['', concerns[rule.concern]] : []), ...rowOf(rule, longest, width)];
  });
  return [`${counted(rules.length)}; migrate explain RULE shows one with an example.`, ...lines, ''].join('\n');
}

function counted(count: number): string {
  return count === 1 ? '1 rule' : `${count} rules`;
}

/** A title that does not fit beside the id goes on below itself. */
function rowOf({ id, level, class: of, title, acceptable }: ShownRule, longest: number, width: number): string[] {
  const first = `  ${level.padEnd(6)}  ${of.padEnd(8)}  ${id.padEnd(longest)}  `;
  const words = [...title.split(' '), ...(acceptable ? ['(acceptable)'] : [])];
  return packed(words, { width, first, next: ' '.repeat(first.length), between: ' ' });
}

/** @returns a rule as a whole for a terminal */
export function ruleText(rule: ShownRule, width: number): string {
  const { id, title, explanation, remedy, link, example } = rule;
  const snippets = example === undefined ? [] : ['Example', ...snippetsOf(example).flatMap(snippetLines)];
  return [
    ...wrapped(`${id}: ${title}`, '', width),
    ...packed(marksOf(rule), { width, first: '', next: '', between: ', ', end: ',' }),
    '',
    ...wrapped(explanation, '  ', width),
    '',
    'What to do',
    ...wrapped(remedy, '  ', width),
    '',
    ...snippets,
    link,
    '',
  ].join('\n');
}

/** Snippets are for copying, so their lines stay whole. */
function snippetLines({ caption, text }: { caption: string; text: string }): string[] {
  return [`  ${caption}:`, ...text.split('\n').map((line) => `    ${line}`), ''];
}
