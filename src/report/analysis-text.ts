import { type LedgerEntry, type RouteVerdict, routeKey } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { totalsOf } from './analysis-json.js';
import { type Finding, findingsOf } from './findings.js';
import { verdictOrder, verdictText } from './verdicts.js';

/** How many places of one finding, or routes of one verdict, are listed without `--verbose`. */
const fewest = 5;

/** @returns the analysis for a terminal: the verdict first, then what somebody must do, then what changes */
export function analysisText(analysis: Analysis, verbose: boolean): string {
  const { api, source, conversion } = analysis;
  const most = verbose ? Number.POSITIVE_INFINITY : fewest;
  const { levelOf, rules } = analysis;
  const section = (title: string, passes: (entry: LedgerEntry) => boolean) =>
    sectionText(
      title,
      findingsOf(conversion.ledger, passes, (rule) => rules[rule].security),
      analysis,
      most,
    );
  return `${[
    `${api.name.text || 'unnamed API'} (${api.format}, ${api.operations.length} operations)  ${source.file}`,
    verdictLines(analysis),
    section('To decide', isOpen),
    section('Lost', (entry) => !isOpen(entry) && levelOf(entry) === 'loss'),
    section('Changes', (entry) => !isOpen(entry) && levelOf(entry) === 'change'),
    routesText(conversion.routes, most),
    totalsText(analysis),
    questionsText(analysis),
    nextText(analysis, verbose),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function isOpen({ outcome }: LedgerEntry): boolean {
  return outcome === 'blocked' || outcome === 'unknown';
}

function verdictLines({ conversion, api }: Analysis): string {
  const moves = conversion.routes.filter(
    ({ verdict }) => verdict === 'ready' || verdict === 'ready-with-changes',
  ).length;
  const asks = conversion.questions.length;
  return [
    `Verdict: ${verdictText[conversion.verdict]}`,
    `  ${moves} of ${api.operations.length} methods can move now. ${asks} questions the file cannot answer, below.`,
  ].join('\n');
}

function sectionText(title: string, findings: Finding[], analysis: Analysis, most: number): string {
  if (findings.length === 0) return '';
  return [`${title}:`, ...findings.map((finding) => findingText(finding, analysis, most))].join('\n');
}

function findingText({ rule, entries }: Finding, analysis: Analysis, most: number): string {
  const { title, remedy, security, evidence } = analysis.rules[rule];
  const shown = entries.slice(0, most).map((entry) => `      ${placeText(entry, analysis)}`);
  const rest = entries.length - shown.length;
  return [
    `  ${rule}${security ? ' [security]' : ''}  ${title}${entries.length > 1 ? ` (${entries.length} times)` : ''}`,
    ...shown,
    ...(rest > 0 ? [`      and ${rest} more (--verbose lists them)`] : []),
    ...(entries.every(({ accepted }) => accepted) ? [] : [`    Do: ${remedy} [evidence ${evidence}]`]),
  ].join('\n');
}

function placeText(entry: LedgerEntry, { source, locations }: Analysis): string {
  const { construct, message, accepted } = entry;
  const place = locations.get(construct.at);
  const where = construct.kind === 'behaviour' ? '' : `${source.file}:${place?.line ?? 1}:${place?.column ?? 1}  `;
  const route = construct.route ? `${routeKey(construct.route)}: ` : '';
  return `${where}${route}${message}${accepted ? ` Accepted: ${accepted.reason}` : ''}`;
}

function routesText(routes: RouteVerdict[], most: number): string {
  const groups = verdictOrder.flatMap((verdict) => {
    const own = routes.filter((route) => route.verdict === verdict);
    if (own.length === 0) return [];
    const shown = own.slice(0, most).map(({ route }) => `    ${routeKey(route)}`);
    const rest = own.length - shown.length;
    return [`  ${verdict} (${own.length})`, ...shown, ...(rest > 0 ? [`    and ${rest} more`] : [])];
  });
  return groups.length === 0 ? '' : ['Methods:', ...groups].join('\n');
}

function totalsText({ conversion }: Analysis): string {
  const parts = Object.entries(totalsOf(conversion.ledger)).map(([outcome, count]) => `${count} ${outcome}`);
  const open = conversion.ledger.some(isOpen)
    ? '\n  What is not blocked or unknown is counted as it will be once its method moves.'
    : '';
  return `Constructs: ${conversion.ledger.length} = ${parts.join(' + ')}${open}`;
}

function questionsText({ conversion }: Analysis): string {
  if (conversion.questions.length === 0) return '';
  const lines = conversion.questions.flatMap(({ question, command }) => [`  ${question}`, `      ${command}`]);
  return ['What the file cannot tell:', ...lines].join('\n');
}

function nextText({ conversion, source }: Analysis, verbose: boolean): string {
  const isFree = !conversion.ledger.some(isOpen);
  const partial = isFree ? '' : ' --partial';
  const more = verbose ? '' : `\n      All places: migrate analyze ${source.file} --verbose`;
  return `Next: migrate convert ${source.file} -o http-api.yaml${partial}${more}`;
}
