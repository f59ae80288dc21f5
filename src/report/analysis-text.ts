import { isOpen, type LedgerEntry, type RouteVerdict, routeKey } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { totalsOf } from './analysis-json.js';
import { evidenceText } from './evidence.js';
import { type Finding, findingsOf } from './findings.js';
import { movable } from './movable.js';
import { stageLines } from './stage.js';
import { verdictOrder, verdictText } from './verdicts.js';
import { wrapped } from './wrap.js';

/** How the text is laid out. */
export interface Layout {
  /** Columns of the terminal. */
  width: number;
  /** Lists every place of every finding. */
  verbose: boolean;
}

/** How many places of one finding, or routes of one verdict, are listed without `--verbose`. */
const fewest = 5;

/** @returns the analysis for a terminal: the verdict first, then what somebody must do, then what changes */
export function analysisText(analysis: Analysis, layout: Layout): string {
  const { levelOf } = analysis;
  const section = (title: string, passes: (entry: LedgerEntry) => boolean) =>
    sectionText(title, findingsIn(analysis, passes), { ...layout, analysis });
  const sections = [
    headText(analysis),
    verdictLines(analysis),
    routesText(analysis.conversion.routes, layout),
    totalsText(analysis),
    section('To decide', isOpen),
    section('Lost', (entry) => !isOpen(entry) && levelOf(entry) === 'loss'),
    section('Changes', (entry) => !isOpen(entry) && levelOf(entry) === 'change'),
    stageText(analysis, layout),
    questionsText(analysis),
    nextText(analysis, layout),
  ];
  return `${sections.filter((part) => part !== '').join('\n\n')}\n`;
}

function findingsIn({ conversion, rules }: Analysis, passes: (entry: LedgerEntry) => boolean): Finding[] {
  return findingsOf(conversion.ledger, passes, (rule) => rules[rule].security);
}

function headText({ api, source, decisionsFile }: Analysis): string {
  const head = `${api.name.text || 'unnamed API'} (${api.format}, ${api.operations.length} methods)  ${source.file}`;
  return decisionsFile === undefined ? head : `${head}\nDecisions: ${decisionsFile}`;
}

function verdictLines(analysis: Analysis): string {
  const { conversion, api } = analysis;
  const open = findingsIn(analysis, isOpen).length;
  return [
    `Verdict: ${verdictText[conversion.verdict]}`,
    `  ${movable(conversion.routes)} of ${api.operations.length} methods can move now. ${open} rules need a decision or a change. ${conversion.questions.length} questions the file cannot answer.`,
  ].join('\n');
}

interface Page extends Layout {
  analysis: Analysis;
}

function sectionText(title: string, findings: Finding[], page: Page): string {
  if (findings.length === 0) return '';
  return [`${title}:`, ...findings.map((finding) => findingText(finding, page))].join('\n');
}

/** The rule, then its places; what all places share is said once. */
function findingText({ rule, entries }: Finding, { analysis, width, verbose }: Page): string {
  const { title, remedy, security, evidence } = analysis.rules[rule];
  const messages = new Set(entries.map(({ message }) => message));
  const shared = messages.size === 1 ? [...messages] : [];
  const shown = verbose ? entries : entries.slice(0, fewest);
  const rest = entries.length - shown.length;
  const isDone = entries.every(({ accepted }) => accepted);
  return [
    `  ${rule}${security ? ' [security]' : ''}  ${title}${entries.length > 1 ? ` (${entries.length} times)` : ''}`,
    ...shared.flatMap((message) => wrapped(message, '    ', width)),
    ...shown.flatMap((entry) => placeLines(entry, { analysis, width, verbose }, shared.length > 0)),
    ...(rest > 0 ? [`      and ${rest} more (--verbose lists them)`] : []),
    ...(isDone ? [] : wrapped(`Do: ${remedy} (${evidenceText[evidence]})`, '    ', width)),
  ].join('\n');
}

/** Line and column first, as in compilers; the file stands in the head of the report, unless it is another. */
function placeLines({ construct, message, accepted }: LedgerEntry, page: Page, isShared: boolean): string[] {
  const place = page.analysis.locations.get(construct.at);
  const file = place === undefined || place.file === page.analysis.source.file ? '' : `${place.file}:`;
  const where = construct.kind === 'behaviour' ? '' : `${file}${place?.line ?? 1}:${place?.column ?? 1}`;
  const name = isShared && construct.kind !== 'behaviour' ? construct.name : '';
  const text = [construct.route ? routeKey(construct.route) : name, isShared ? '' : message]
    .filter((part) => part !== '')
    .join(': ');
  const reason = accepted ? ` Accepted: ${accepted.reason}` : '';
  if (where === '' && text === '') return [];
  return wrapped(`${where}  ${text}${reason}`.trim(), '      ', page.width);
}

function routesText(routes: RouteVerdict[], { verbose }: Layout): string {
  const groups = verdictOrder.flatMap((verdict) => {
    const own = routes.filter((route) => route.verdict === verdict);
    if (own.length === 0) return [];
    const shown = (verbose ? own : own.slice(0, fewest)).map(({ route }) => `    ${routeKey(route)}`);
    const rest = own.length - shown.length;
    return [`  ${verdict} (${own.length})`, ...shown, ...(rest > 0 ? [`    and ${rest} more`] : [])];
  });
  return groups.length === 0 ? '' : ['Methods:', ...groups].join('\n');
}

function totalsText({ conversion }: Analysis): string {
  const parts = Object.entries(totalsOf(conversion.ledger)).map(([outcome, count]) => `${count} ${outcome}`);
  const sum = `Constructs: ${conversion.ledger.length} = ${parts.join(' + ')}`;
  if (!conversion.ledger.some(isOpen)) return sum;
  return `${sum}\n  What is not blocked or unknown is counted as it will be once its method moves.`;
}

/** No definition holds the stage, so it is listed for whoever makes it. */
function stageText({ conversion }: Analysis, { width }: Layout): string {
  const lines = stageLines(conversion.stage);
  if (lines.length === 0) return '';
  const title = 'The stage to make after the import (aws apigatewayv2 create-stage):';
  return [title, ...lines.flatMap((line) => wrapped(line, '  ', width))].join('\n');
}

function questionsText({ conversion }: Analysis): string {
  if (conversion.questions.length === 0) return '';
  const lines = conversion.questions.flatMap(({ question, command }) => [`  ${question}`, `      ${command}`]);
  return ['What the file cannot tell:', ...lines].join('\n');
}

/** What to type next: the conversion, if there is anything to convert. */
function nextText({ conversion, input }: Analysis, { verbose }: Layout): string {
  const partial = conversion.ledger.some(isOpen) ? ' --partial' : '';
  const canMove = movable(conversion.routes) > 0;
  const lines = [
    ...(canMove
      ? [`migrate convert ${input} -o http-api.yaml${partial}`]
      : ['decide what stands under "To decide", in migrate.config.yaml']),
    ...(verbose ? [] : [`all places: migrate analyze ${input} --verbose`]),
  ];
  return `Next: ${lines.join('\n      ')}`;
}
