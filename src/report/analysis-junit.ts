import { type LedgerEntry, type Notice, type RuleId, routeKey } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { isSummary } from './findings.js';
import { junitXml, type TestCase } from './junit.js';
import { noticePlace } from './notices.js';

/**
 * @returns the analysis for CI servers: a case for each method, and one for each rule that concerns the whole API. A case fails for what is at
 *   or above `--fail-on`, and is skipped where nobody knows.
 */
export function analysisJunit(analysis: Analysis): string {
  const { conversion, api, notices = [] } = analysis;
  const classname = api.name.text || 'unnamed API';
  const byMethod = grouped(conversion.ledger, ({ construct }) => construct.route);
  const byRule = grouped(conversion.ledger, ({ construct, rule }) => (construct.route ? undefined : rule));
  return junitXml([
    {
      name: 'methods',
      cases: conversion.routes.map(({ route }) =>
        caseOf({ name: routeKey(route), classname }, byMethod.get(route) ?? [], analysis),
      ),
    },
    {
      name: 'whole API',
      cases: [...byRule].map(([rule, entries]) => caseOf({ name: rule, classname }, entries, analysis)),
    },
    ...(notices.length === 0
      ? []
      : [{ name: 'decisions', cases: notices.map((notice) => noticeCase(notice, classname, analysis)) }]),
  ]);
}

function grouped<Key>(
  ledger: readonly LedgerEntry[],
  keyOf: (entry: LedgerEntry) => Key | undefined,
): Map<Key, LedgerEntry[]> {
  const groups = new Map<Key, LedgerEntry[]>();
  for (const entry of ledger) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}

function caseOf(named: Pick<TestCase, 'name' | 'classname'>, entries: LedgerEntry[], analysis: Analysis): TestCase {
  const failing = entries.filter((entry) => analysis.fails(entry));
  const own = failing.filter((entry) => !isSummary(entry));
  const told = own.length > 0 ? own : failing;
  const known = told.filter(({ outcome }) => outcome !== 'unknown');
  if (known.length > 0) return { ...named, failure: failureOf(known, told, analysis) };
  const unknown = entries.filter(({ outcome }) => outcome === 'unknown');
  if (unknown.length > 0) return { ...named, skipped: unknown.map(textOf).join('\n') };
  return named;
}

function noticeCase(notice: Notice, classname: string, { rules, fails }: Analysis): TestCase {
  const { rule, subject, message, at } = notice;
  const named = { name: `${rule}: ${subject}`, classname };
  if (!fails(notice)) return named;
  const text = `${noticePlace(at)}${message}\nDo: ${rules[rule].remedy}`;
  return { ...named, failure: { message: `${rules[rule].title} (${rule})`, type: rules[rule].level, text } };
}

/** Named after the gravest, which stands first in the order of levels. */
function failureOf(
  known: LedgerEntry[],
  told: LedgerEntry[],
  { rules, levelOf }: Analysis,
): NonNullable<TestCase['failure']> {
  const ids = [...new Set(known.map(({ rule }): RuleId => rule))];
  const type = (['blocked', 'loss', 'change', 'info'] as const).find((level) =>
    known.some((entry) => levelOf(entry) === level),
  );
  return {
    message: ids.map((id) => `${rules[id].title} (${id})`).join('; '),
    type: type ?? 'blocked',
    text: [...told.map(textOf), ...ids.map((id) => `Do: ${rules[id].remedy}`)].join('\n'),
  };
}

/** A pointer, not a line: it is the same when the file is formatted anew, and costs no search. */
function textOf({ rule, message, construct }: LedgerEntry): string {
  return `${rule} at ${construct.at === '' ? 'the API' : construct.at}: ${message}`;
}
