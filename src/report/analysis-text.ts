import { isOpen, type LedgerEntry, type Location, type Pointer, type RouteVerdict, routeKey } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { totalsOf } from './analysis-json.js';
import { evidenceText } from './evidence.js';
import { type Finding, findingsOf } from './findings.js';
import { movable } from './movable.js';
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
  const open = findingsIn(analysis, isOpen);
  const lost = findingsIn(analysis, (entry) => !isOpen(entry) && levelOf(entry) === 'loss');
  const changed = findingsIn(analysis, (entry) => !isOpen(entry) && levelOf(entry) === 'change');
  const shown = [...open, ...lost, ...changed].flatMap((finding) => shownOf(finding, layout));
  const locations = analysis.locate(new Set(shown.map(({ construct }) => construct.at)));
  const page = { ...layout, analysis, locations };
  const sections = [
    headText(analysis),
    verdictLines(analysis),
    routesText(analysis.conversion.routes, layout),
    totalsText(analysis),
    sectionText('To decide', open, page),
    sectionText('Lost', lost, page),
    sectionText('Changes', changed, page),
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

/** @returns the entries of a finding that are listed */
function shownOf({ entries }: Finding, { verbose }: Layout): LedgerEntry[] {
  return verbose ? entries : entries.slice(0, fewest);
}

interface Page extends Layout {
  analysis: Analysis;
  /** Places of the entries that are listed. */
  locations: ReadonlyMap<Pointer, Location>;
}

function sectionText(title: string, findings: Finding[], page: Page): string {
  if (findings.length === 0) return '';
  return [`${title}:`, ...findings.map((finding) => findingText(finding, page))].join('\n');
}

/** The rule, then its places; what all places share is said once. */
function findingText(finding: Finding, page: Page): string {
  const { rule, entries } = finding;
  const { analysis, width } = page;
  const { title, remedy, security, evidence } = analysis.rules[rule];
  const messages = new Set(entries.map(({ message }) => message));
  const shared = messages.size === 1 ? [...messages] : [];
  const shown = shownOf(finding, page);
  const rest = entries.length - shown.length;
  const isDone = entries.every(({ accepted }) => accepted);
  return [
    `  ${rule}${security ? ' [security]' : ''}  ${title}${entries.length > 1 ? ` (${entries.length} times)` : ''}`,
    ...shared.flatMap((message) => wrapped(message, '    ', width)),
    ...shown.flatMap((entry) => placeLines(entry, page, shared.length > 0)),
    ...(rest > 0 ? [`      and ${rest} more (--verbose lists them)`] : []),
    ...(isDone ? [] : wrapped(`Do: ${remedy} (${evidenceText[evidence]})`, '    ', width)),
  ].join('\n');
}

/** Line and column first, as in compilers; the file stands in the head of the report. */
function placeLines({ construct, message, accepted }: LedgerEntry, page: Page, isShared: boolean): string[] {
  const place = page.locations.get(construct.at);
  const where = construct.kind === 'behaviour' ? '' : `${place?.line ?? 1}:${place?.column ?? 1}`;
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

function questionsText({ conversion }: Analysis): string {
  if (conversion.questions.length === 0) return '';
  const lines = conversion.questions.flatMap(({ question, command }) => [`  ${question}`, `      ${command}`]);
  return ['What the file cannot tell:', ...lines].join('\n');
}

/** What to type next: the conversion, if there is anything to convert. */
function nextText({ conversion, source }: Analysis, { verbose }: Layout): string {
  const partial = conversion.ledger.some(isOpen) ? ' --partial' : '';
  const canMove = movable(conversion.routes) > 0;
  const lines = [
    ...(canMove
      ? [`migrate convert ${source.file} -o http-api.yaml${partial}`]
      : ['decide what stands under "To decide", in migrate.config.yaml']),
    ...(verbose ? [] : [`all places: migrate analyze ${source.file} --verbose`]),
  ];
  return `Next: ${lines.join('\n      ')}`;
}
