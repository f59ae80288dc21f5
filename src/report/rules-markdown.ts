import type { RulesPage, ShownRule } from './rules.js';
import { marksOf, snippetsOf } from './rules-words.js';

/** @returns rules as Markdown: with their examples in full, without them as a table under each concern */
export function rulesMarkdown(rules: readonly ShownRule[], { concerns }: RulesPage): string {
  const parts = rules.flatMap((rule, index) => {
    const isNew = rule.concern !== rules[index - 1]?.concern;
    const head = isNew ? [`# ${concerns[rule.concern]}`, ''] : [];
    if (rule.example !== undefined) return [...head, ...ruleLines(rule)];
    const isLast = rule.concern !== rules[index + 1]?.concern;
    return [...head, ...(isNew ? tableHead : []), rowOf(rule), ...(isLast ? [''] : [])];
  });
  return `${parts.join('\n').trimEnd()}\n`;
}

const tableHead = ['| rule | level | class | what happens |', '|---|---|---|---|'];

function rowOf({ id, level, class: of, title }: ShownRule): string {
  return `| ${id} | ${level} | ${of} | ${escaped(title)} |`;
}

function ruleLines(rule: ShownRule): string[] {
  const { id, title, explanation, remedy, link, example } = rule;
  return [
    `## ${id}`,
    '',
    `**${escaped(title)}**`,
    '',
    `${marksOf(rule).join(' · ')}`,
    '',
    escaped(explanation),
    '',
    `**What to do.** ${escaped(remedy)}`,
    '',
    ...(example === undefined ? [] : snippetsOf(example).flatMap(snippetLines)),
    `[How we know](${link})`,
    '',
  ];
}

function snippetLines({ caption, language, text }: { caption: string; language: string; text: string }): string[] {
  return [`${caption}:`, '', `\`\`\`${language}`, text, '```', ''];
}

/** Signs of Markdown and HTML in a text that has none of either. */
function escaped(text: string): string {
  return text.replace(/[\\`*_<>[\]|]/g, '\\$&');
}
