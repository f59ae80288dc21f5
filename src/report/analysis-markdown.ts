import { type LedgerEntry, type Location, type Pointer, routeKey } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { costFacts } from './analysis-cost.js';
import { totalsOf } from './analysis-json.js';
import { nextCommands, shellWord } from './analysis-next.js';
import { counted, openText, reasonsOf } from './analysis-reason.js';
import { type RouteRow, routeRows } from './analysis-routes.js';
import { baselineHead } from './baseline.js';
import { evidenceText } from './evidence.js';
import { groupsOf } from './finding-groups.js';
import { findingsByTask, isTold, type TaskFindings, taskText, taskTitle } from './finding-tasks.js';
import { marks } from './finding-text.js';
import type { Finding } from './findings.js';
import { html } from './html.js';
import { markdownBlock, markdownCode, markdownFold, markdownTable, markdownText } from './markdown.js';
import { movable } from './movable.js';
import { noticePlace } from './notices.js';
import { routeState, verdictText } from './verdicts.js';
import { printable } from './wrap.js';

/** A comment on a pull request has room for 65,536 signs. */
const room = 65_000;

/** Rows of a table, and places of a finding, before they are counted only. */
const mostRows = 100;
const mostPlaces = 20;

/** What is always there has texts of the definition in it, and they have no limit of their own. */
const longestText = 400;

/**
 * @returns the analysis as Markdown for a comment on a pull request: at most 65,000 signs. Where it would be longer, whole
 *   findings are left out from the end, the least grave ones, and counted.
 */
export function analysisMarkdown(analysis: Analysis): string {
  const groups = findingsByTask(analysis);
  const told = groups.filter(({ task }) => isTold(task));
  const locations = analysis.locate(new Set(told.flatMap(placesOf)));
  const head = headBlocks(analysis, groups);
  const optional = [
    ...told.flatMap((group) => taskBlocks(group, { analysis, locations })),
    ...noticeBlocks(analysis),
    ...sideBlocks(analysis),
  ];
  const findings = optional.reduce((sum, block) => sum + block.findings, 0);
  // As if everything was left out: the count of what is left has room in any case.
  const fixed = [...head, ...leftText(findings, analysis), foot(analysis)].join('\n\n').length;
  const { kept, left } = fitting(optional, room - fixed - 3);
  return `${[...head, ...kept, ...leftText(left, analysis), foot(analysis)].join('\n\n')}\n`;
}

/** A part of the report that is there as a whole or not at all. */
interface Block {
  text: string;
  /** How many findings it tells. */
  findings: number;
}

function fitting(blocks: readonly Block[], most: number): { kept: string[]; left: number } {
  const kept: string[] = [];
  let length = 0;
  let left = 0;
  for (const { text, findings } of blocks) {
    length += text.length + 2;
    if (length <= most && left === 0) kept.push(text);
    else left += findings;
  }
  return { kept, left };
}

function leftText(left: number, { input }: Analysis): string[] {
  if (left === 0) return [];
  const all = markdownCode(short(`migrate analyze ${shellWord(input)} --verbose`));
  return [`**${counted(left, 'more finding')} ${left === 1 ? 'has' : 'have'} no room here.** ${all} shows all.`];
}

function short(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}

function text(value: string): string {
  return markdownText(short(value));
}

function code(value: string): string {
  return markdownCode(short(value));
}

function headBlocks(analysis: Analysis, groups: TaskFindings[]): string[] {
  const { api, source, conversion } = analysis;
  const totals = Object.entries(totalsOf(conversion.ledger)).map(([outcome, count]) => `${count} ${outcome}`);
  const rows = groups.map(({ task, findings, places }) => [
    taskTitle[task],
    String(places),
    isTold(task) ? findings.map(({ rule }) => `\`${rule}\``).join(', ') : '',
  ]);
  return [
    `## ${text(api.name.text || 'unnamed API')}: ${verdictText[conversion.verdict]}`,
    `${movable(conversion.routes)} of ${counted(api.operations.length, 'method')} can move now. ${openText(analysis)} ${code(source.file)}`,
    ...(analysis.baseline ? [text(baselineHead(analysis.baseline))] : []),
    reasonsOf(analysis)
      .map((reason) => `- ${text(reason)}`)
      .join('\n'),
    markdownTable(['what to do', 'places', 'rules'], rows),
    `${conversion.ledger.length} constructs = ${totals.join(' + ')}`,
    ...costBlock(analysis),
    ...nextBlock(analysis),
  ];
}

/** The answer alone: the page and the command have the rest. */
function costBlock(analysis: Analysis): string[] {
  const facts = costFacts(analysis);
  return facts ? [`${text(facts.answer[0] ?? '')} ${facts.sources.map(text).join(' ')}`] : [];
}

function nextBlock(analysis: Analysis): string[] {
  const commands = nextCommands(analysis).map(
    ({ command, note }) => `${short(printable(command))}${note === undefined ? '' : `  # ${note}`}`,
  );
  return commands.length === 0 ? [] : [markdownBlock(commands.join('\n'), 'sh')];
}

interface Told {
  analysis: Analysis;
  locations: ReadonlyMap<Pointer, Location>;
}

function placesOf({ findings }: TaskFindings): Pointer[] {
  return findings.flatMap(({ entries }) => entries.map(({ construct }) => construct.at));
}

/** The heading comes with the first finding: none stands alone. */
function taskBlocks({ task, findings }: TaskFindings, told: Told): Block[] {
  return findings.map((finding, index) => {
    const heading = index === 0 ? `### ${taskTitle[task]}\n\n${taskText[task]}\n\n` : '';
    return { text: `${heading}${findingBlock(finding, told)}`, findings: 1 };
  });
}

function findingBlock({ rule, entries }: Finding, told: Told): string {
  const { title, remedy, evidence, link, explanation } = told.analysis.rules[rule];
  const known = link.startsWith('https://') ? `[${evidenceText[evidence]}](${link})` : evidenceText[evidence];
  const groups = groupsOf(entries);
  const shown = groups.slice(0, mostPlaces);
  const rest = groups.length - shown.length;
  const lines = [
    markdownText(explanation),
    ...shown.map((group) => groupText(group, told)),
    ...(rest > 0 ? [`- and ${counted(rest, 'more message')}`] : []),
    ...(entries.every(({ accepted }) => accepted) ? [] : [`**Do:** ${markdownText(remedy)} (${known})`]),
  ];
  const head = html`<code>${rule}</code>${marks(entries, told.analysis)} ${title} (${entries.length})`;
  return markdownFold(head, joined(lines));
}

/** Items of one list stand without a line between them. */
function joined(lines: readonly string[]): string {
  return lines.reduce((all, line, index) => {
    const isItem = line.startsWith('- ') && lines[index - 1]?.startsWith('- ');
    return index === 0 ? line : `${all}${isItem ? '\n' : '\n\n'}${line}`;
  }, '');
}

function groupText(group: readonly LedgerEntry[], told: Told): string {
  const [first] = group;
  const shown = group.slice(0, mostPlaces).flatMap((entry) => placeText(entry, told));
  const rest = group.length - Math.min(group.length, mostPlaces);
  const places = [...shown, ...(rest > 0 ? [`  - and ${rest} more`] : [])];
  return [`- ${text(first?.message ?? '')}`, ...places].join('\n');
}

function placeText({ construct, accepted }: LedgerEntry, { locations, analysis }: Told): string[] {
  if (construct.kind === 'behaviour') return [];
  const place = locations.get(construct.at);
  const file = place === undefined || place.file === analysis.source.file ? '' : `${place.file}:`;
  const name = construct.route ? routeKey(construct.route) : construct.name;
  const reason = accepted ? ` Accepted: ${text(accepted.reason)}` : '';
  return [`  - ${code(name)} ${code(`${file}${place?.line ?? 1}:${place?.column ?? 1}`)}${reason}`];
}

function noticeBlocks({ notices = [], rules }: Analysis): Block[] {
  return notices.map(({ rule, message, at }, index) => {
    const heading = index === 0 ? '### Decisions to look at\n\n' : '';
    const place = at === undefined ? '' : ` ${code(noticePlace(at).trim())}`;
    return {
      text: `${heading}- \`${rule}\`${place} ${text(message)} ${markdownText(rules[rule].remedy)}`,
      findings: 1,
    };
  });
}

/** What can be read elsewhere: it goes first where there is no room. */
function sideBlocks(analysis: Analysis): Block[] {
  const { questions } = analysis.conversion;
  const rows = routeRows(analysis);
  const shown = rows.slice(0, mostRows).map(routeRow);
  const rest = rows.length - shown.length;
  const table = markdownTable(['method', 'state', 'because of'], shown);
  const asked = questions.map(({ question, command }) => {
    const lines = command === undefined ? [] : [markdownBlock(short(printable(command)), 'sh')];
    return [text(question), ...lines].join('\n\n');
  });
  return [
    ...(rows.length === 0
      ? []
      : [
          {
            text: markdownFold(html`Methods (${rows.length})`, `${table}${rest > 0 ? `\n\nand ${rest} more` : ''}`),
            findings: 0,
          },
        ]),
    ...(asked.length === 0
      ? []
      : [{ text: markdownFold(html`What the file cannot tell (${asked.length})`, asked.join('\n\n')), findings: 0 }]),
  ];
}

function routeRow({ route, verdict, heldBy, changedBy }: RouteRow): string[] {
  const rules = heldBy.length > 0 ? heldBy : changedBy;
  return [code(routeKey(route)), routeState[verdict], rules.map((rule) => `\`${rule}\``).join(', ')];
}

function foot({ version }: Analysis): string {
  return `<sub>apigw-migrate ${version}</sub>`;
}
