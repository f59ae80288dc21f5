import { gzipSync } from 'node:zlib';
import type { LedgerEntry, Level, Location, Notice, Pointer, Rule, RuleId } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { sha256 } from './analysis-json.js';
import type { Comparison } from './baseline.js';
import { isSummary } from './findings.js';
import { fingerprintsOf, noticeFingerprint } from './fingerprint.js';
import { isRelative, sourceUri } from './source-uri.js';
import { verdictText } from './verdicts.js';

/**
 * More results in one run are refused by GitHub; of these, it shows so many
 * (https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit).
 */
const mostResults = 25_000;
const mostShown = 5_000;

/** A larger upload is refused, compressed by gzip as it is (https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/file-too-large). */
const mostBytes = 10_000_000;

/** SARIF knows three levels; what may be ignored is no result. */
const sarifLevel: Record<Exclude<Level, 'info'>, 'error' | 'warning' | 'note'> = {
  blocked: 'error',
  loss: 'warning',
  change: 'note',
};

/**
 * @returns the findings as a SARIF 2.1.0 log (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), for code scanning:
 *   each at its line, what was accepted as suppressed. The gravest come first, so that these stay where there are too many.
 */
export function analysisSarifText(analysis: Analysis): string {
  const found = gravestFirst(analysis);
  let count = Math.min(found.length, mostResults);
  for (;;) {
    const text = logText(analysis, found.slice(0, count), found.length - count);
    const fitting = mostBytes / uploadBytes(text);
    if (fitting >= 1 || count === 0) return text;
    // Results are not of one size, so a little less than what would fit by their number.
    count = Math.floor(count * fitting * 0.95);
  }
}

/** Compressing is left out where it could not matter. */
function uploadBytes(text: string): number {
  const bytes = Buffer.byteLength(text);
  return bytes <= mostBytes ? bytes : gzipSync(text).length;
}

/** Something that is a result of the run: an entry of the ledger, or a finding about a decision. */
type Found = LedgerEntry | Notice;

/** What may be ignored comes last, and only of decisions. */
function gravestFirst({ conversion, notices = [], levelOf, rules }: Analysis): Found[] {
  const entries = conversion.ledger.filter((entry) => !isSummary(entry) && levelOf(entry) !== 'info');
  return (['blocked', 'loss', 'change', 'info'] as const).flatMap((level) => [
    ...entries.filter((entry) => levelOf(entry) === level),
    ...notices.filter(({ rule }) => rules[rule].level === level),
  ]);
}

function logText(analysis: Analysis, found: readonly Found[], omitted: number): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(analysis, found, omitted)],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function runOf(analysis: Analysis, found: readonly Found[], omitted: number) {
  const { source, version, rules, conversion, locate } = analysis;
  const ids = [...new Set(found.map(({ rule }) => rule))].sort();
  const locations = locate(new Set(found.flatMap((one) => ('construct' in one ? [one.construct.at] : []))));
  const fingerprints = fingerprintsOf(conversion.ledger);
  const place = artifactOf(source.file);
  return {
    tool: {
      driver: { name: 'apigw-migrate', version, semanticVersion: version, rules: ids.map((id) => ruleOf(rules[id])) },
    },
    automationDetails: { id: `apigw-migrate/${place.uri}` },
    columnKind: 'utf16CodeUnits',
    artifacts: [{ location: place, roles: ['analysisTarget'], hashes: { 'sha-256': sha256(source.text) } }],
    invocations: [{ executionSuccessful: true, ...notificationsOf(found.length, omitted) }],
    results: found.map((one) =>
      'construct' in one ? resultOf(one, { analysis, ids, locations, fingerprints }) : noticeResult(one, analysis, ids),
    ),
    properties: { verdict: conversion.verdict, verdictText: verdictText[conversion.verdict] },
  };
}

/** What is left out, or will not be shown, is said: fewer results must not read as fewer findings. */
function notificationsOf(kept: number, omitted: number) {
  const texts = [
    ...(omitted === 0
      ? []
      : [
          `${omitted} findings, the least grave ones, are left out: GitHub takes ${mostResults} results and 10 MB at most. migrate analyze --format json has all of them.`,
        ]),
    ...(kept <= mostShown ? [] : [`GitHub shows ${mostShown} of these ${kept} results, the gravest first.`]),
  ];
  if (texts.length === 0) return {};
  return { toolExecutionNotifications: texts.map((text) => ({ level: 'warning', message: { text } })) };
}

function ruleOf({ id, title, explanation, remedy, link, level, security }: Rule) {
  return {
    id,
    name: id.replaceAll(/(?:^|[/-])(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: explanation },
    help: { text: `${explanation}\n\nDo: ${remedy}`, markdown: `${explanation}\n\n**Do:** ${remedy}` },
    ...(link.startsWith('https://') && { helpUri: link }),
    defaultConfiguration: { level: level === 'info' ? 'note' : sarifLevel[level] },
    properties: { tags: ['aws', 'api-gateway', ...(security ? ['security'] : [])] },
  };
}

interface Results {
  analysis: Analysis;
  ids: readonly RuleId[];
  locations: ReadonlyMap<Pointer, Location>;
  fingerprints: ReadonlyMap<LedgerEntry, string>;
}

function resultOf(entry: LedgerEntry, { analysis, ids, locations, fingerprints }: Results) {
  const fingerprint = fingerprints.get(entry) ?? '';
  const { construct, rule, message, accepted, outcome } = entry;
  const level = analysis.levelOf(entry);
  const place = locations.get(construct.at);
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: level === 'info' ? 'none' : sarifLevel[level],
    message: { text: `${message} Do: ${analysis.rules[rule].remedy}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactOf(place?.file ?? analysis.source.file),
          region: { startLine: place?.line ?? 1, startColumn: place?.column ?? 1 },
        },
        logicalLocations: [{ name: construct.name, fullyQualifiedName: construct.at, kind: construct.kind }],
      },
    ],
    partialFingerprints: { 'apigwMigrate/v1': fingerprint },
    ...stateOf(fingerprint, analysis.baseline),
    // Where one result says whether it is suppressed, all have to (SARIF 3.27.23).
    suppressions: accepted ? [{ kind: 'external', status: 'accepted', justification: accepted.reason }] : [],
    properties: { outcome, security: analysis.rules[rule].security },
  };
}

/** A decision of a flag stands in no file; code scanning needs one, so it is told at the definition. */
function noticeResult(notice: Notice, { rules, source, baseline }: Analysis, ids: readonly RuleId[]) {
  const { rule, message, at } = notice;
  const { level, remedy, security } = rules[rule];
  const fingerprint = noticeFingerprint(notice);
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: level === 'info' ? 'none' : sarifLevel[level],
    message: { text: `${message} Do: ${remedy}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactOf(at?.file ?? source.file),
          region: { startLine: at?.line ?? 1, startColumn: at?.column ?? 1 },
        },
      },
    ],
    partialFingerprints: { 'apigwMigrate/v1': fingerprint },
    ...stateOf(fingerprint, baseline),
    suppressions: [],
    properties: { security },
  };
}

function stateOf(fingerprint: string, baseline: Comparison | undefined) {
  const state = baseline?.states.get(fingerprint);
  return state && { baselineState: state === 'new' ? 'new' : 'unchanged' };
}

function artifactOf(file: string) {
  const uri = sourceUri(file);
  return isRelative(uri) ? { uri, uriBaseId: '%SRCROOT%' } : { uri };
}
