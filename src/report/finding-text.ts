import { type LedgerEntry, type Location, type Pointer, routeKey } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { evidenceText } from './evidence.js';
import type { Finding } from './findings.js';
import { wrapped } from './wrap.js';

/** How the text is laid out. */
export interface Layout {
  /** Columns of the terminal. */
  width: number;
  /** Lists every place of every finding. */
  verbose: boolean;
}

export interface Page extends Layout {
  analysis: Analysis;
  /** Places of the entries that are listed. */
  locations: ReadonlyMap<Pointer, Location>;
}

/** How many places of one finding, or routes of one verdict, are listed without `--verbose`. */
export const fewest = 5;

/** @returns a rule with its places; what places share is said once, with the places below it */
export function findingText({ rule, entries }: Finding, page: Page): string {
  const { title, remedy, security, evidence } = page.analysis.rules[rule];
  const isDone = entries.every(({ accepted }) => accepted);
  return [
    `  ${rule}${security ? ' [security]' : ''}  ${title}${timesText(entries.length)}`,
    ...groupLines(entries, page),
    ...(isDone ? [] : wrapped(`Do: ${remedy} (${evidenceText[evidence]})`, '    ', page.width)),
  ].join('\n');
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

/** Each place says something of its own. */
function areDistinct(groups: LedgerEntry[][]): boolean {
  return groups.length > 1 && groups.every(({ length }) => length === 1);
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

function groupsOf(entries: LedgerEntry[]): LedgerEntry[][] {
  const byMessage = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    const group = byMessage.get(entry.message);
    if (group) group.push(entry);
    else byMessage.set(entry.message, [entry]);
  }
  return [...byMessage.values()];
}

function placesOf(entries: LedgerEntry[], page: Page, isShared: boolean): string[] {
  const shown = page.verbose ? entries : entries.slice(0, fewest);
  const rest = entries.length - shown.length;
  return [...shown.flatMap((entry) => placeLines(entry, page, isShared)), ...(rest > 0 ? [moreText(rest)] : [])];
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
