import { isOpen } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { costFacts } from './analysis-cost.js';
import { totalsOf } from './analysis-json.js';
import { nextCommands, shellWord } from './analysis-next.js';
import { counted, openText, reasonsOf } from './analysis-reason.js';
import { routesText } from './analysis-routes-text.js';
import { baselineText } from './baseline.js';
import { Excerpts } from './excerpt.js';
import { findingsByTask, isTold, type TaskFindings, taskText, taskTitle } from './finding-tasks.js';
import { findingText, type Layout, type Page, shownOf } from './finding-text.js';
import { movable } from './movable.js';
import { noticesText } from './notices.js';
import { stageLines } from './stage.js';
import { verdictText } from './verdicts.js';
import { fitting, hanging, packed, printable, wrapped } from './wrap.js';

/** @returns the analysis for a terminal: the verdict and what there is to do first, then the methods, then each finding */
export function analysisText(analysis: Analysis, layout: Layout): string {
  const groups = findingsByTask(analysis);
  const told = groups.filter(({ task }) => isTold(task));
  const shown = told.flatMap(({ findings }) => findings.flatMap((finding) => shownOf(finding, layout)));
  const locations = analysis.locate(new Set(shown.map(({ construct }) => construct.at)));
  const page = { ...layout, analysis, locations, excerpts: new Excerpts(analysis.source) };
  const sections = [
    headText(analysis),
    verdictLines(analysis, layout),
    analysis.baseline ? baselineText(analysis.baseline, layout) : '',
    tasksText(groups, analysis, layout),
    routesText(analysis, layout),
    ...told.map((group) => taskSection(group, page)),
    noticesText(analysis.notices ?? [], layout.width),
    stageText(analysis, layout),
    costText(analysis, layout),
    questionsText(analysis, layout),
    nextText(analysis, layout),
  ];
  return `${sections
    .filter((part) => part !== '')
    .join('\n\n')
    .replaceAll(unprintable, '\uFFFD')}\n`;
}

/** Whatever a definition holds, no sign of it reaches a terminal that is not seen there. */
const unprintable = /[^\P{C}\n]/gu;

function headText({ api, source, decisionsFile }: Analysis): string {
  const name = printable(api.name.text).trim() || 'unnamed API';
  const head = `${name} (${api.format}, ${counted(api.operations.length, 'method')})  ${source.file}`;
  return decisionsFile === undefined ? head : `${head}\nDecisions: ${decisionsFile}`;
}

function verdictLines(analysis: Analysis, { width }: Layout): string {
  const { conversion, api } = analysis;
  return [
    `Verdict: ${verdictText[conversion.verdict]}`,
    ...wrapped(
      `${movable(conversion.routes)} of ${counted(api.operations.length, 'method')} can move now. ${openText(analysis)}`,
      '  ',
      width,
    ),
    ...reasonsOf(analysis).flatMap((reason, index) => hanging(reason, index === 0 ? '  Why: ' : '       ', width)),
  ].join('\n');
}

/** One line a task; its places add up to the constructs, which are listed by outcome below. */
function tasksText(groups: TaskFindings[], { conversion }: Analysis, { width }: Layout): string {
  const titles = groups.map(({ task }) => taskTitle[task]);
  const most = Math.max(0, ...titles.map(({ length }) => length));
  const digits = String(Math.max(0, ...groups.map(({ places }) => places))).length;
  const lines = groups.map(({ task, findings, places }) => {
    const head = `  ${taskTitle[task].padEnd(most)}  ${String(places).padStart(digits)}`;
    const rules = isTold(task)
      ? fitting(
          findings.map(({ rule }) => rule),
          width - head.length - 2,
        )
      : '';
    return rules === '' ? head : `${head}  ${rules}`;
  });
  const outcomes = Object.entries(totalsOf(conversion.ledger)).map(([outcome, count]) => `${count} ${outcome}`);
  const first = `Constructs: ${conversion.ledger.length} = `;
  const sum = packed(outcomes, { width, first, next: '    ', between: ' + ', end: ' +' });
  return [...sum, ...(conversion.ledger.some(isOpen) ? hanging(onceMoved, '  ', width) : []), ...lines].join('\n');
}

const onceMoved = 'What is not blocked or unknown is counted as it will be once its method moves.';

function taskSection({ task, findings }: TaskFindings, page: Page): string {
  const lead = wrapped(`${taskTitle[task]}: ${taskText[task]}`, '', page.width);
  return [...lead, ...findings.map((finding) => findingText(finding, page))].join('\n');
}

/** No definition holds the stage, so it is listed for whoever makes it. */
function stageText({ conversion }: Analysis, { width }: Layout): string {
  const lines = stageLines(conversion.stage);
  if (lines.length === 0) return '';
  const title = 'The stage to make after the import (aws apigatewayv2 create-stage):';
  return [title, ...lines.flatMap((line) => wrapped(line, '  ', width))].join('\n');
}

function costText(analysis: Analysis, { width }: Layout): string {
  const facts = costFacts(analysis);
  if (facts === undefined) return '';
  const { answer, sources, notes, command } = facts;
  const lines = [...answer, ...sources, ...notes].flatMap((line) => wrapped(line, '  ', width));
  return ['Cost:', ...lines, `      ${printable(command)}`].join('\n');
}

function questionsText({ conversion }: Analysis, { width }: Layout): string {
  if (conversion.questions.length === 0) return '';
  const lines = conversion.questions.flatMap(({ question, command }) => [
    ...wrapped(question, '  ', width),
    ...(command === undefined ? [] : [`      ${printable(command)}`]),
  ]);
  return ['What the file cannot tell:', ...lines].join('\n');
}

function nextText(analysis: Analysis, { verbose }: Layout): string {
  const lines = [
    ...nextCommands(analysis).map(({ command, note }) => (note === undefined ? command : `${command}  (${note})`)),
    ...(verbose ? [] : [`all places, with their lines: migrate analyze ${shellWord(analysis.input)} --verbose`]),
  ];
  return lines.length === 0 ? '' : `Next: ${lines.join('\n      ')}`;
}
