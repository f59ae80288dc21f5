import { type Json, type JsonObject, type LedgerEntry, type RuleId, routeKey } from '../model/index.js';
import type { DecisionsSource } from './decisions-file.js';
import { asComment, indented, note, yaml } from './decisions-yaml.js';
import { type Finding, findingsOf } from './findings.js';
import { openFinding } from './open-finding.js';

/** How many names a comment lists. */
const listed = 5;

/** How many places of a rule get an acceptance each; more share one. Who gives up security does so place by place. */
const apart = { plain: 5, security: 20 };

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
  const isApart = byPlace.size <= apart[security ? 'security' : 'plain'] && !byPlace.has(undefined);
  return [
    '',
    ...note(`${security ? 'SECURITY: ' : ''}${title}. ${explanation}`),
    ...note(`Instead: ${remedy}`),
    ...(isApart ? placeItems(rule, byPlace) : sharedItem(rule, entries)),
  ];
}

/** An acceptance for each place; what happens there is said once for all to which it applies. */
function placeItems(rule: RuleId, byPlace: ReadonlyMap<string | undefined, LedgerEntry[]>): string[] {
  const byMessage = new Map<string, (string | undefined)[]>();
  for (const [where, entries] of byPlace) {
    const message = messageOf(entries);
    byMessage.set(message, [...(byMessage.get(message) ?? []), where]);
  }
  return [...byMessage].flatMap(([message, places]) => [
    ...note(message),
    ...places.flatMap((where) => itemLines({ rule, ...(where !== undefined && { where }), reason: '' })),
  ]);
}

function sharedItem(rule: RuleId, entries: readonly LedgerEntry[]): string[] {
  return [
    ...note(messageOf(entries)),
    ...note(`This accepts it at ${placesText(entries)}; a line with where: narrows it to a route or a path.`),
    ...itemLines({ rule, reason: '' }),
  ];
}

function itemLines(item: JsonObject): string[] {
  return asComment([...indented(yaml([item]), 1), '    # until: YYYY-MM-DD']);
}

function messageOf(entries: readonly LedgerEntry[]): string {
  const messages = [...new Set(entries.map(({ message }) => message))];
  const rest = messages.length - listed;
  return `${messages.slice(0, listed).join(' ')}${rest > 0 ? ` And ${rest} more.` : ''}`;
}

function placesText(entries: readonly LedgerEntry[]): string {
  const names = entries.map(({ construct }) => (construct.route ? routeKey(construct.route) : construct.name));
  return namesText([...new Set(names)]);
}

/** @returns the first names, and how many there are more */
export function namesText(names: readonly string[]): string {
  const rest = names.length - listed;
  return `${names.slice(0, listed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** What `where` has to be for this entry alone; undefined where nothing that the schema takes names it. */
function placeOf({ construct: { route, name, at } }: LedgerEntry): string | undefined {
  const candidates = route ? [routeKey(route)] : [name, at];
  return candidates.find((text) => (route || text.startsWith('/') ? /^([A-Z]+ )?\/\S*$/ : /^[^/]+$/).test(text));
}
