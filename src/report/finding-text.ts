import { type LedgerEntry, type Location, type Pointer, routeKey } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { evidenceText } from './evidence.js';
import type { Excerpts } from './excerpt.js';
import { areDistinct, groupsOf } from './finding-groups.js';
import type { Finding } from './findings.js';
import { packed, wrapped } from './wrap.js';

/** How the text is laid out. */
export interface Layout {
  /** Columns of the terminal. */
  width: number;
  /** Lists every place of every finding, with the line it stands in. */
  verbose: boolean;
}

export interface Page extends Layout {
  analysis: Analysis;
  /** Places of the entries that are listed. */
  locations: ReadonlyMap<Pointer, Location>;
  excerpts: Excerpts;
}

/** How many places of one finding are listed without `--verbose`. */
export const fewest = 5;

/** @returns a rule with its places; what places share is said once, with the places below it */
export function findingText({ rule, entries }: Finding, page: Page): string {
  const { title, remedy, evidence } = page.analysis.rules[rule];
  const isDone = entries.every(({ accepted }) => accepted);
  return [
    ...titleLines(`${rule}${marks(entries, page.analysis)} `, `${title}${timesText(entries.length)}`, page),
    ...groupLines(entries, page),
    ...(isDone ? [] : wrapped(`Do: ${remedy} (${evidenceText[evidence]})`, '    ', page.width)),
  ].join('\n');
}

function titleLines(rule: string, title: string, { width }: Layout): string[] {
  return packed([rule, ...title.split(' ')], { width, first: '  ', next: '    ', between: ' ' });
}

/** @returns what stands out about the entries of one rule: security, and that something is not known */
export function marks(entries: readonly LedgerEntry[], { rules }: Analysis): string {
  const [first] = entries;
  const security = first !== undefined && rules[first.rule].security ? ' [security]' : '';
  return `${security}${entries.some(({ outcome }) => outcome === 'unknown') ? ' [unknown]' : ''}`;
}

function timesText(count: number): string {
  return count > 1 ? ` (${count} times)` : '';
}

/** @returns the entries of a finding that are listed */
export function shownOf({ entries }: Finding, { verbose }: Layout): LedgerEntry[] {
  if (verbose) return entries;
  const groups = groupsOf(entries);
  if (areDistinct(groups)) return entries.slice(0, fewest);
  return groups.slice(0, fewest).flatMap((group) => group.slice(0, fewest));
}

/** One line a place where all differ; else each message once: 150 methods behind one link ask one thing. */
function groupLines(entries: LedgerEntry[], page: Page): string[] {
  const groups = groupsOf(entries);
  if (areDistinct(groups)) return placesOf(entries, page, false);
  const shown = page.verbose ? groups : groups.slice(0, fewest);
  const rest = groups.slice(shown.length).flat().length;
  return [
    ...shown.flatMap((group) => [
      ...wrapped(`${group[0]?.message}${groups.length > 1 ? timesText(group.length) : ''}`, '    ', page.width),
      ...placesOf(group, page, true),
    ]),
    ...(rest > 0 ? [moreText(rest)] : []),
  ];
}

function placesOf(entries: LedgerEntry[], page: Page, isShared: boolean): string[] {
  const shown = page.verbose ? entries : entries.slice(0, fewest);
  const rest = entries.length - shown.length;
  return [
    ...shown.flatMap((entry, index) => [
      ...placeLines(entry, page, isShared),
      // A place that many entries share is shown once.
      ...(page.verbose && shown[index + 1]?.construct.at !== entry.construct.at ? excerptLines(entry, page) : []),
    ]),
    ...(rest > 0 ? [moreText(rest)] : []),
  ];
}

function moreText(count: number): string {
  return `      and ${count} more (--verbose lists them)`;
}

/** Line and column first, as in compilers; the file stands in the head of the report, unless it is another. */
function placeLines({ construct, message, accepted }: LedgerEntry, page: Page, isShared: boolean): string[] {
  const place = page.locations.get(construct.at);
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

/** The line in the file, and below it what is meant. Behaviours stand nowhere. */
function excerptLines({ construct }: LedgerEntry, { locations, excerpts, width }: Page): string[] {
  const place = construct.kind === 'behaviour' ? undefined : locations.get(construct.at);
  if (place === undefined) return [];
  const gutter = `        ${place.line} | `;
  const excerpt = excerpts.at(place, width - gutter.length);
  if (excerpt === undefined) return [];
  const below = `${' '.repeat(gutter.length - 2)}| ${columns(excerpt.text.slice(0, excerpt.start))}`;
  const marked = columns(excerpt.text.slice(excerpt.start, excerpt.start + excerpt.length), '^');
  return [`${gutter}${excerpt.text}`, `${below}${marked}`];
}

/** Signs that take two columns of a terminal. */
const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{1F300}-\u{1FAFF}]/u;

function columns(text: string, sign = ' '): string {
  return [...text].map((one) => (wide.test(one) ? sign + sign : sign)).join('');
}
