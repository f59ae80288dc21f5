import Table from 'cli-table3';
import type { ConformanceReport, ReportedCase } from './report.js';

/** @returns the report for people: a table by kind and evidence, and the cases that failed or are not supported, with the reasons */
export function reportText({ share, totals, cases }: ConformanceReport): string {
  const table = new Table({
    head: ['kind', 'evidence', 'passed', 'failed', 'not supported'],
    colAligns: ['left', 'left', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const [kind, byEvidence] of Object.entries(totals)) {
    for (const [evidence, { passed, failed, unsupported }] of Object.entries(byEvidence)) {
      table.push([kind, evidence, passed, failed, unsupported]);
    }
  }
  const verified = `${(share * 100).toFixed(1)} % of the cases with evidence V pass.`;
  return `${[table.toString(), listed('Failed', failed(cases)), ...unsupported(cases), verified].filter(Boolean).join('\n\n')}\n`;
}

function failed(cases: readonly ReportedCase[]): string[] {
  return cases
    .filter(({ result }) => result === 'failed')
    .map(({ kind, id, reason }) => `${kind} ${id}\n    ${reason}`);
}

/** Many cases want the same thing, so it is named once. */
function unsupported(cases: readonly ReportedCase[]): string[] {
  const counts = new Map<string, number>();
  for (const { result, kind, reason } of cases) {
    const line = `${kind}: ${reason}`;
    if (result === 'unsupported') counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const lines = [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([line, count]) => `${count} × ${line}`);
  return [listed('Not supported', lines)];
}

function listed(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
