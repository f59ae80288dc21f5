import type { CostReport, CostTable, Row } from './cost-report.js';

/** @returns the report for a pull request or a wiki. */
export function costMarkdown(report: CostReport): string {
  const lists = report.lists.map(
    ({ title, items }) => `## ${title}\n\n${items.map((item) => `- ${plain(item)}`).join('\n')}`,
  );
  const [answer = '', ...rest] = report.summary.map(paragraph);
  const summary = [`**${answer}**`, ...rest].join('\n\n');
  return `${[`# ${plain(report.title)}`, summary, ...report.tables.map(tableMarkdown), ...lists].join('\n\n')}\n`;
}

/** A line of its own in a sentence is a command. */
function paragraph(sentence: string): string {
  const [words = '', ...commands] = sentence.split('\n');
  return [plain(words), ...commands.map((command) => `\`\`\`sh\n${command.trim()}\n\`\`\``)].join('\n\n');
}

function tableMarkdown({ title, head, rows, total }: CostTable): string {
  const lines = [rowMarkdown(head), '| --- | ---: | ---: | ---: |', ...[...rows, total].map(rowMarkdown)];
  return `## ${title}\n\n${lines.join('\n')}`;
}

function rowMarkdown(row: Row): string {
  return `| ${row.map(plain).join(' | ')} |`;
}

/** Names come from definitions, and must not become markup. */
function plain(text: string): string {
  return text.replace(/[\\|<>*_`#[\]]/g, '\\$&').replace(/\s+/g, ' ');
}
