import type { LedgerEntry, Level, Location, Notice, Pointer, Rule, RuleId } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { sha256 } from './analysis-json.js';
import type { Comparison } from './baseline.js';
import { isSummary } from './findings.js';
import { fingerprintsOf, noticeFingerprint } from './fingerprint.js';
import { isRelative, sourceUri } from './source-uri.js';
import { verdictText } from './verdicts.js';

/** More results in one run are refused by GitHub (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning). */
const mostResults = 25_000;

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
  const { ledger } = analysis.conversion;
  const findings = (['blocked', 'loss', 'change'] as const).flatMap((level) =>
    ledger.filter((entry) => !isSummary(entry) && analysis.levelOf(entry) === level),
  );
  const shown = findings.slice(0, mostResults);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(analysis, shown, findings.length - shown.length)],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function runOf(analysis: Analysis, entries: LedgerEntry[], omitted: number) {
  const { source, version, rules, conversion, locate, notices = [] } = analysis;
  const ids = [...new Set([...entries, ...notices].map(({ rule }) => rule))].sort();
  const locations = locate(new Set(entries.map(({ construct }) => construct.at)));
  const fingerprints = fingerprintsOf(conversion.ledger);
  const place = artifactOf(source.file);
  return {
    tool: {
      driver: { name: 'apigw-migrate', version, semanticVersion: version, rules: ids.map((id) => ruleOf(rules[id])) },
    },
    automationDetails: { id: `apigw-migrate/${place.uri}` },
    columnKind: 'utf16CodeUnits',
    artifacts: [{ location: place, roles: ['analysisTarget'], hashes: { 'sha-256': sha256(source.text) } }],
    invocations: [{ executionSuccessful: true, ...notificationsOf(omitted) }],
    results: [
      ...entries.map((entry) => resultOf(entry, { analysis, ids, locations, fingerprints })),
      ...notices.map((notice) => noticeResult(notice, analysis, ids)),
    ],
    properties: { verdict: conversion.verdict, verdictText: verdictText[conversion.verdict] },
  };
}

/** What is left out is said: fewer results must not read as fewer findings. */
function notificationsOf(omitted: number) {
  if (omitted === 0) return {};
  const text = `${omitted} findings of lower levels are left out: a run has ${mostResults} results at most. migrate analyze --format json has all of them.`;
  return { toolExecutionNotifications: [{ level: 'warning', message: { text } }] };
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
