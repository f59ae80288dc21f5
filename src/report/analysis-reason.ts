import { isOpen, type LedgerEntry, routeKey } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { findingsByTask, taskOf } from './finding-tasks.js';
import { type Finding, findingsOf } from './findings.js';

/** Rules that a reason names before it counts the rest. */
const most = 3;

/** @returns why the verdict is what it is, a sentence each; the rules that decide it, security first */
export function reasonsOf(analysis: Analysis): string[] {
  const { conversion, api } = analysis;
  if (api.operations.length === 0) return ['The definition has no methods.'];
  switch (conversion.verdict) {
    case 'stay-on-rest':
      return named(analysis, (entry) => entry.outcome === 'blocked' && taskOf(entry, analysis) === 'change');
    case 'needs-decisions':
      return named(analysis, (entry) => entry.outcome === 'blocked');
    case 'unknown':
      return named(analysis, (entry) => entry.outcome === 'unknown');
    case 'ready-with-changes':
      return [`Nothing holds it back; ${changesText(analysis)}`];
    case 'ready':
      return ['Nothing holds it back, and nothing that callers or backends see changes.'];
  }
}

function named(analysis: Analysis, passes: (entry: LedgerEntry) => boolean): string[] {
  const { conversion, rules } = analysis;
  const findings = findingsOf(conversion.ledger, passes, (rule) => rules[rule].security);
  const shown = findings.slice(0, most).map((finding) => reasonOf(finding, analysis));
  const rest = findings.length - shown.length;
  return rest > 0 ? [...shown, `And ${counted(rest, 'more rule')}.`] : shown;
}

function reasonOf({ rule, entries }: Finding, { rules }: Analysis): string {
  return `${rules[rule].title} (${rule}${whereText(entries)}).`;
}

/** The one place, or how many there are. */
function whereText(entries: readonly LedgerEntry[]): string {
  const routes = [...new Set(entries.flatMap(({ construct }) => (construct.route ? [routeKey(construct.route)] : [])))];
  if (routes.length > 1) return `, ${routes.length} methods`;
  if (routes.length === 1) return `, ${routes[0]}`;
  return entries.length > 1 ? `, ${entries.length} places` : '';
}

function changesText(analysis: Analysis): string {
  const changes = findingsByTask(analysis).filter(({ task }) =>
    ['lost', 'handler', 'clients', 'operators'].includes(task),
  );
  const rules = new Set(changes.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  return `${counted(rules.size, 'rule')} ${rules.size === 1 ? 'tells' : 'tell'} what changes.`;
}

/** @returns what else the first screen says: what waits for somebody, and what is not known */
export function openText(analysis: Analysis): string {
  const { conversion, rules } = analysis;
  const open = findingsOf(conversion.ledger, isOpen, (rule) => rules[rule].security).length;
  return `${counted(open, 'rule')} ${open === 1 ? 'needs' : 'need'} a decision or a change. ${counted(conversion.questions.length, 'question')} the file cannot answer.`;
}

/** @returns `1 rule`, `2 rules` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
