import { outcomes } from '../model/index.js';
import type { AnalysedRow, Fleet } from './fleet.js';
import type { FleetComparison } from './fleet-baseline.js';
import { verdictOrder } from './verdicts.js';

/** @returns the account as data (`schemas/fleet.schema.json`), one API a line */
export function fleetJson(fleet: Fleet): string {
  const { analysed, refused, skipped, notices, baseline } = fleet;
  const inputs = analysed.length + refused.length;
  const sum = (numberOf: (row: AnalysedRow) => number) => analysed.reduce((total, row) => total + numberOf(row), 0);
  const totals = {
    inputs,
    analysed: analysed.length,
    refused: refused.length,
    skipped: skipped.length,
    complete: refused.length === 0,
    operations: sum(({ operations }) => operations),
    movable: sum(({ movable }) => movable),
    securityLosses: sum(({ securityLosses }) => securityLosses),
    questions: sum(({ questions }) => questions),
    verdicts: Object.fromEntries(
      verdictOrder.map((verdict) => [verdict, analysed.filter((row) => row.verdict === verdict).length]),
    ),
    constructs: sum(({ constructs }) => constructs),
    outcomes: Object.fromEntries(outcomes.map((outcome) => [outcome, sum((row) => row.totals[outcome])])),
  };
  const parts = [
    `  "version": 1`,
    `  "totals": ${JSON.stringify(totals)}`,
    list('apis', analysed.map(apiJson)),
    list(
      'refused',
      refused.map(({ state: _, ...row }) => row),
    ),
    list(
      'skipped',
      skipped.map(({ state: _, ...row }) => row),
    ),
    list('notices', notices),
    ...(baseline ? [`  "baseline": ${JSON.stringify(baselineJson(baseline))}`] : []),
  ];
  return `{\n${parts.join(',\n')}\n}\n`;
}

function apiJson({ state: _, notices: __, findings: ___, baseline, ...row }: AnalysedRow): object {
  if (baseline === undefined) return row;
  const { gone, ...counts } = baseline;
  return { ...row, baseline: { ...counts, gone: gone.length } };
}

function baselineJson({ file, known, knownSecurity, gone, new: fresh }: FleetComparison): object {
  return { file, known, knownSecurity, new: fresh, gone: gone.length, goneFindings: gone };
}

function list(name: string, items: readonly object[]): string {
  const lines = items.map((item) => `\n    ${JSON.stringify(item)}`);
  return `  "${name}": [${lines.join(',')}${lines.length === 0 ? '' : '\n  '}]`;
}
