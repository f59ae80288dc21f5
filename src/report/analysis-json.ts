import { createHash } from 'node:crypto';
import type { LedgerEntry, Location, Outcome, outcomes, Pointer } from '../model/index.js';
import type { SourceText } from '../openapi/document.js';
import type { Analysis } from './analysis.js';
import { costFigureJson } from './analysis-cost.js';
import { comparisonJson } from './baseline.js';
import { fingerprintsOf } from './fingerprint.js';
import { movable } from './movable.js';
import { noticesJson } from './notices.js';
import { shownStage } from './stage.js';

/** Entries of one piece. */
const pieceSize = 200;

/**
 * The analysis as data (design, section 4; `schemas/analysis.schema.json`). Same input, same bytes: entries stand in
 * the order of the document, and nothing in it depends on time or machine.
 *
 * @returns the JSON, indented by two spaces, in pieces: never all entries at once
 */
export function* analysisJsonText(analysis: Analysis): Generator<string> {
  const { ledger } = analysis.conversion;
  const [before = '', after = ''] = JSON.stringify(frameJson(analysis), undefined, 2).split(entriesMark);
  const fingerprints = fingerprintsOf(ledger);
  const locations = analysis.locate(new Set(ledger.map(({ construct }) => construct.at)));
  yield `${before}\n  "entries": [`;
  for (let start = 0; start < ledger.length; start += pieceSize) {
    const piece = ledger
      .slice(start, start + pieceSize)
      .map((entry) => itemText(entryJson(entry, fingerprints.get(entry) ?? '', analysis, locations)));
    yield `${start === 0 ? '' : ','}${piece.join(',')}`;
  }
  yield `${ledger.length === 0 ? '' : '\n  '}]${after}\n`;
}

/** Where the entries belong in the frame. Texts of a definition have their line breaks escaped, so none of them is this. */
const entriesMark = '\n  "entries": []';

/** All but the entries. */
function frameJson(analysis: Analysis) {
  const { source, api, conversion, decisionsFile, baseline, cost } = analysis;
  const notices = noticesJson(analysis);
  return {
    version: 1,
    source: { file: source.file, sha256: sha256(source.text), format: api.format },
    api: { name: api.name.text, operations: api.operations.length, movable: movable(conversion.routes) },
    ...(decisionsFile !== undefined && { decisions: { file: decisionsFile } }),
    ...(baseline && { baseline: comparisonJson(baseline) }),
    verdict: conversion.verdict,
    totals: { constructs: conversion.ledger.length, ...totalsOf(conversion.ledger) },
    routes: conversion.routes.map(({ route, verdict }) => ({ ...route, verdict })),
    entries: [],
    ...(notices.length > 0 && { notices }),
    questions: conversion.questions,
    ...(conversion.stage && { stage: shownStage(conversion.stage) }),
    ...(cost && { cost: costFigureJson(cost) }),
  };
}

/** An item of the list of entries; line breaks inside of texts are escaped, so all others are the printer's. */
function itemText(item: object): string {
  return `\n    ${JSON.stringify(item, undefined, 2).replaceAll('\n', '\n    ')}`;
}

/** @returns how many constructs ended in each outcome; every outcome is listed */
export function totalsOf(ledger: readonly LedgerEntry[]): Record<Outcome, number> {
  const totals: Record<Outcome, number> = {
    carried: 0,
    rewritten: 0,
    'behaviour-changes': 0,
    replaced: 0,
    dropped: 0,
    blocked: 0,
    unknown: 0,
  } satisfies Record<(typeof outcomes)[number], number>;
  for (const { outcome } of ledger) totals[outcome] += 1;
  return totals;
}

function entryJson(
  entry: LedgerEntry,
  fingerprint: string,
  { source, rules, levelOf, baseline }: Analysis,
  locations: ReadonlyMap<Pointer, Location>,
) {
  const { construct, rule, outcome, message, accepted } = entry;
  const { security, remedy, evidence } = rules[rule];
  const place = locations.get(construct.at);
  const state = baseline?.states.get(fingerprint);
  return {
    rule,
    outcome,
    level: levelOf(entry),
    security,
    construct: { kind: construct.kind, name: construct.name },
    ...(construct.route && { route: construct.route }),
    at: { pointer: construct.at, ...otherFile(place, source), line: place?.line ?? 1, column: place?.column ?? 1 },
    message,
    remedy,
    evidence,
    ...(accepted && { accepted: { reason: accepted.reason, ...(accepted.until && { until: accepted.until }) } }),
    fingerprint,
    ...(state && { baseline: state }),
  };
}

/** The file is named where it is another than the definition: `settings.json`. */
function otherFile(place: Location | undefined, source: SourceText): { file?: string } {
  return place === undefined || place.file === source.file ? {} : { file: place.file };
}

/** @returns the hash of a text, in hexadecimal digits */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
