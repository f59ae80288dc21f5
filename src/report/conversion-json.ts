import { type Conversion, isOpen, type Json, type LedgerEntry, type Rule, type RuleId } from '../model/index.js';
import { openFinding } from './open-finding.js';
import { shownStage } from './stage.js';

/** A conversion, with what became of its document. */
export interface ConversionReport {
  conversion: Conversion;
  rules: Record<RuleId, Rule>;
  /** Nothing is written while something is open, unless that is asked for. */
  isWritten: boolean;
  /** Where the document was written; without a file it is in the report. */
  file?: string | undefined;
  document: Json;
}

/** @returns what `convert` did, as JSON of `schemas/convert.schema.json`, with a newline at the end */
export function conversionJson({ conversion, rules, isWritten, file, document }: ConversionReport): string {
  const { verdict, routes, ledger, stage } = conversion;
  const open = ledger.filter(isOpen);
  const report = {
    version: 1,
    written: isWritten,
    complete: open.length === 0,
    file: isWritten && file !== undefined ? file : null,
    verdict,
    routes: routes.map(({ route, verdict: ofRoute }) => ({ ...route, verdict: ofRoute })),
    open: open.map((entry) => openJson(entry, rules)),
    ...(stage && { stage: shownStage(stage) }),
    ...(isWritten && file === undefined && { definition: document }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** What frees an entry that is open. */
const freedBy = { decidable: 'decision', acceptable: 'acceptance', fixed: 'nothing' } as const;

function openJson(entry: LedgerEntry, rules: Record<RuleId, Rule>) {
  const { rule, outcome, message, construct } = entry;
  const who = openFinding(entry, rules);
  return {
    rule,
    outcome,
    ...(construct.route && { route: construct.route }),
    pointer: construct.at,
    message,
    remedy: rules[rule].remedy,
    ...(who !== undefined && { freedBy: freedBy[who] }),
  };
}
