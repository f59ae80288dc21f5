import type { CostReport, CostTable } from './cost-report.js';

/** @returns the report for a pull request or a wiki: the answer and both bills, all else folded. */
export function costMarkdown(report: CostReport): string {
  const [answer = '', ...rest] = report.summary.map(paragraph);
  const summary = [`**${answer}**`, ...rest].join('\n\n');
  const folded = [
    ...report.tables.slice(2).map(({ title, ...table }) => fold(title, tableMarkdown(table))),
    ...report.lists.map(({ title, items }) => fold(title, items.map((item) => `- ${plain(item)}`).join('\n'))),
  ];
  const bills = report.tables.slice(0, 2).map((table) => `## ${plain(table.title)}\n\n${tableMarkdown(table)}`);
  return `${[`# ${plain(report.title)}`, summary, ...bills, ...folded].join('\n\n')}\n`;
}

/** GitHub and GitLab fold what stands in this element; a blank line lets Markdown begin again. */
function fold(title: string, content: string): string {
  return `<details><summary>${escaped(title)}</summary>\n\n${content}\n\n</details>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A line of its own in a sentence is a command. */
function paragraph(sentence: string): string {
  const [words = '', ...commands] = sentence.split('\n');
  return [plain(words), ...commands.map((command) => `\`\`\`sh\n${command.trim()}\n\`\`\``)].join('\n\n');
}

function tableMarkdown({ head, numbers, rows, total }: Omit<CostTable, 'title'>): string {
  const rule = `| ${head.map((_, index) => (numbers.includes(index) ? '---:' : '---')).join(' | ')} |`;
  const lines = [rowMarkdown(head), rule, ...[...rows, ...(total ? [total] : [])].map(rowMarkdown)];
  return lines.join('\n');
}

function rowMarkdown(row: string[]): string {
  return `| ${row.map(plain).join(' | ')} |`;
}

/** Names come from definitions, and must not become markup. */
function plain(text: string): string {
  return text.replace(/[\\|<>*_`#[\]]/g, '\\$&').replace(/\s+/g, ' ');
}
