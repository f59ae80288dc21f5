import type { CostReport, CostTable } from './cost-report.js';

/** @returns the report for a terminal or a log, without colours. */
export async function costText(report: CostReport): Promise<string> {
  const tables = await Promise.all(report.tables.map(tableText));
  const lists = report.lists.map(({ title, items }) => `${title}\n${items.map((item) => `  - ${item}`).join('\n')}`);
  return `${[report.title, report.summary.join('\n'), ...tables, ...lists].join('\n\n')}\n`;
}

async function tableText({ title, head, numbers, rows, total }: CostTable): Promise<string> {
  const { default: Table } = await import('cli-table3');
  const colAligns = head.map((_, index) => (numbers.includes(index) ? ('right' as const) : ('left' as const)));
  const table = new Table({ head, colAligns, style: { head: [], border: [], compact: true } });
  table.push(...rows, ...(total ? [total] : []));
  return `${title}\n${table.toString()}`;
}
