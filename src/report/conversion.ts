import { type Conversion, type LedgerEntry, type Rule, type RuleId, routeKey } from '../model/index.js';
import { findingsOf } from './findings.js';

/** What `convert` says beside the document. */
export interface ConversionNotes {
  conversion: Conversion;
  rules: Record<RuleId, Rule>;
}

/** @returns what keeps the API from moving whole, by rule, and what frees it */
export function obstaclesText({ conversion, rules }: ConversionNotes): string {
  const findings = findingsOf(conversion.ledger, isOpen, (rule) => rules[rule].security);
  const lines = findings.map(({ rule, entries }) => {
    const places = entries.length === 1 ? 'once' : `${entries.length} times`;
    return `  ${rule} (${places})  ${rules[rule].title}\n    Do: ${rules[rule].remedy}`;
  });
  return lines.join('\n');
}

/** @returns the methods that stay on the REST API, each with the rules that keep it there */
export function leftBehindText({ ledger }: Conversion): string {
  const stays = ledger.filter((entry) => entry.construct.kind === 'operation' && isOpen(entry));
  return stays
    .map(({ construct, message }) => `  ${construct.route ? routeKey(construct.route) : ''}  ${message}`)
    .join('\n');
}

function isOpen({ outcome }: LedgerEntry): boolean {
  return outcome === 'blocked' || outcome === 'unknown';
}
