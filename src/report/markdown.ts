import type { Html } from './html.js';
import { printable } from './wrap.js';

/**
 * Text for GitHub Flavored Markdown (https://github.github.com/gfm/) that stays text: names come from definitions, and could be
 * markup, HTML, a mention, a reference to an issue, or a link. A comment splits what would be made a link of without markup.
 */
export function markdownText(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll(/[\\`*_[\]<>|~]/g, String.raw`\$&`)
    .replaceAll('$', '&#36;')
    .replaceAll(linked, '$&<!-- -->')
    .replace(/^\s*(?=[#+=:-]|\d+[.)])/, '$&<!-- -->');
}

/** What becomes a link, a mention or a picture by itself: it is split behind this. */
const linked = /[@#](?=\w)|:(?=\/\/|[\w+-]+:)|\bwww(?=\.)|\bGH(?=-\d)/gi;

/** @returns a code span, in which nothing is markup; in a table a pipe has to be escaped all the same */
export function markdownCode(text: string): string {
  const shown = printable(text).replaceAll('|', String.raw`\|`);
  const runs = shown.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const pad = /^`|`$/.test(shown) || shown.trim() === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** @returns a block of code, with a fence longer than any in it */
export function markdownBlock(text: string, language = ''): string {
  const runs = text.match(/`{3,}/g) ?? [];
  const fence = '`'.repeat(Math.max(2, ...runs.map(({ length }) => length)) + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** @returns a table; cells are Markdown already */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @returns a part that is folded. In the line of the fold there is no Markdown, only HTML. */
export function markdownFold(summary: Html, body: string): string {
  return `<details><summary>${summary.html}</summary>\n\n${body}\n\n</details>`;
}
