import { type Json, type LedgerEntry, type RuleId, routeKey } from '../model/index.js';
import type { DecisionsSource } from './decisions-file.js';
import { asComment, indented, note, yaml } from './decisions-yaml.js';
import { type Finding, findingsOf } from './findings.js';
import { openFinding } from './open-finding.js';

/** How many places of a rule get an acceptance each; more share one. */
const most = 5;

/** Writes `accept`: what was accepted, then each loss that could be. */
export function acceptLines(source: DecisionsSource, made: Json | undefined): string[] {
  const findings = acceptableFindings(source);
  const accepted = Array.isArray(made) && made.length > 0 ? yaml({ accept: made }) : undefined;
  if (findings.length === 0) return accepted ?? [];
  return [
    ...note(
      'Losses that you may take on, by rule and place. A reason is needed; until, the last day it holds, may be left out. What is accepted here is gone from the HTTP API.',
    ),
    ...(accepted ?? asComment(['accept:'])),
    ...findings.flatMap((finding) => findingLines(finding, source)),
  ];
}

/** @returns the open losses that can be accepted, by rule, security first */
export function acceptableFindings({ conversion, rules }: DecisionsSource): Finding[] {
  return findingsOf(
    conversion.ledger,
    (entry) => openFinding(entry, rules) === 'acceptable',
    (rule) => rules[rule].security,
  );
}

function findingLines({ rule, entries }: Finding, { rules }: DecisionsSource): string[] {
  const { title, explanation, remedy, security } = rules[rule];
  const byPlace = new Map<string | undefined, LedgerEntry[]>();
  for (const entry of entries) byPlace.set(placeOf(entry), [...(byPlace.get(placeOf(entry)) ?? []), entry]);
  const places = byPlace.size > most || byPlace.has(undefined) ? [[undefined, entries] as const] : [...byPlace];
  return [
    '',
    ...note(`${security ? 'SECURITY: ' : ''}${title}. ${explanation}`),
    ...note(`Instead: ${remedy}`),
    ...places.flatMap(([where, own]) => itemLines(rule, where, own)),
  ];
}

function itemLines(rule: RuleId, where: string | undefined, entries: readonly LedgerEntry[]): string[] {
  const messages = [...new Set(entries.map(({ message }) => message))];
  const item = { rule, ...(where !== undefined && { where }), reason: '' };
  return [
    ...note(messages.slice(0, most).join(' ')),
    ...(where === undefined ? note(`This accepts it at ${placesText(entries)}; a line with where: narrows it.`) : []),
    ...asComment([...indented(yaml([item]), 1), '    # until: YYYY-MM-DD']),
  ];
}

function placesText(entries: readonly LedgerEntry[]): string {
  const names = entries.map(({ construct }) => (construct.route ? routeKey(construct.route) : construct.name));
  return namesText([...new Set(names)]);
}

/** @returns the first names, and how many there are more */
export function namesText(names: readonly string[]): string {
  const rest = names.length - most;
  return `${names.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** What `where` has to be for this entry alone; undefined where nothing that the schema takes names it. */
function placeOf({ construct: { route, name, at } }: LedgerEntry): string | undefined {
  const candidates = route ? [routeKey(route)] : [name, at];
  return candidates.find((text) => (route || text.startsWith('/') ? /^([A-Z]+ )?\/\S*$/ : /^[^/]+$/).test(text));
}
