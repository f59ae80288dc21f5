import { isOpen, type LedgerEntry, type RouteVerdict, routeKey } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { totalsOf } from './analysis-json.js';
import { baselineText } from './baseline.js';
import { fewest, findingText, type Layout, type Page, shownOf } from './finding-text.js';
import { type Finding, findingsOf } from './findings.js';
import { movable } from './movable.js';
import { noticesText } from './notices.js';
import { openFinding } from './open-finding.js';
import { stageLines } from './stage.js';
import { verdictOrder, verdictText } from './verdicts.js';
import { wrapped } from './wrap.js';

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
    analysis.baseline ? baselineText(analysis.baseline, layout) : '',
    routesText(analysis.conversion.routes, layout),
    totalsText(analysis),
    sectionText('To decide', open, page),
    sectionText('Lost', lost, page),
    sectionText('Changes', changed, page),
    noticesText(analysis.notices ?? [], layout.width),
    stageText(analysis, layout),
    questionsText(analysis, layout),
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

function sectionText(title: string, findings: Finding[], page: Page): string {
  if (findings.length === 0) return '';
  return [`${title}:`, ...findings.map((finding) => findingText(finding, page))].join('\n');
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

function questionsText({ conversion }: Analysis, { width }: Layout): string {
  if (conversion.questions.length === 0) return '';
  const lines = conversion.questions.flatMap(({ question, command }) => [
    ...wrapped(question, '  ', width),
    ...(command === undefined ? [] : [`      ${command}`]),
  ]);
  return ['What the file cannot tell:', ...lines].join('\n');
}

/** What to type next: the conversion, if there is anything to convert, and the file for what is open. */
function nextText(analysis: Analysis, { verbose }: Layout): string {
  const { conversion, input, decisionsFile } = analysis;
  const partial = conversion.ledger.some(isOpen) ? ' --partial' : '';
  const moves = movable(conversion.routes) > 0 ? [`migrate convert ${input} -o http-api.yaml${partial}`] : [];
  const open = `migrate convert ${input} --init`;
  const decides = awaitsSomebody(analysis)
    ? [decisionsFile === undefined ? `${open}  (writes down what is open)` : `${open} -o -  (shows what is open)`]
    : [];
  const lines = [
    ...(conversion.verdict === 'needs-decisions' ? [...decides, ...moves] : [...moves, ...decides]),
    ...(verbose ? [] : [`all places: migrate analyze ${input} --verbose`]),
  ];
  return lines.length === 0 ? '' : `Next: ${lines.join('\n      ')}`;
}

function awaitsSomebody({ conversion, rules }: Analysis): boolean {
  return (
    conversion.questions.some(({ decides }) => decides !== undefined) ||
    conversion.ledger.some((entry) => openFinding(entry, rules) === 'acceptable')
  );
}
