import { isSecretName, keysOf, type Location } from '../model/index.js';
import type { SourceText } from '../openapi/document.js';
import { withoutConstants } from './excerpt-secrets.js';

/** A line of a definition, or the part of it that is looked at. */
export interface Excerpt {
  line: number;
  /** Without secrets, and without signs that could steer a terminal. */
  text: string;
  /** Where in `text` the place begins, and how many signs it has. */
  start: number;
  length: number;
}

/** Signs around a place that are read at all: a minified definition is one line of megabytes. */
const reach = 2000;

/** Reads excerpts of the files that a definition came from. Lines are looked up once, when the first is asked for. */
export class Excerpts {
  private readonly texts: ReadonlyMap<string, string>;
  private readonly starts = new Map<string, number[]>();

  constructor(source: SourceText) {
    const settings = source.settings;
    this.texts = new Map([[source.file, source.text], ...(settings ? [[settings.file, settings.text] as const] : [])]);
  }

  /**
   * @param width most signs of the excerpt; a longer line is cut around the place
   * @returns undefined for a place in a file that is not at hand
   */
  at(place: Location, width: number): Excerpt | undefined {
    const text = this.texts.get(place.file);
    const start = this.startOf(place);
    if (text === undefined || start === undefined) return undefined;
    const end = endOfLine(text, start);
    const offset = Math.min(start + place.column - 1, end);
    const before = fromBoundary(text.slice(Math.max(start, offset - reach), offset), offset - reach > start);
    const after = text.slice(offset, Math.min(end, offset + reach));
    const parts = isSecretPlace(place) ? { before: '', after: hiddenItem } : withoutConstants(before, after);
    const cut = cutAround({ ...parts, isCutBefore: offset - reach > start, isCutAfter: offset + reach < end }, width);
    return { line: place.line, ...cut };
  }

  private startOf({ file, line }: Location): number | undefined {
    const text = this.texts.get(file);
    if (text === undefined) return undefined;
    const starts = this.starts.get(file) ?? lineStarts(text);
    this.starts.set(file, starts);
    return starts[line - 1];
  }
}

const hiddenItem = '(hidden)';

/** An item of a list that stands under the name of a secret has no name of its own to tell by. */
function isSecretPlace({ pointer }: Location): boolean {
  const keys = keysOf(pointer);
  const item = keys.at(-1) ?? '';
  const list = keys.at(-2) ?? '';
  // `security: [{ApiKey: []}]` names schemes and holds none of their secrets.
  return /^\d+$/.test(item) && isSecretName(list);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  if (end === -1) return text.length;
  return text[end - 1] === '\r' ? Math.max(end - 1, start) : end;
}

/** A value whose name was cut off cannot be told from a secret: it is left out up to its end. */
function fromBoundary(before: string, isCut: boolean): string {
  if (!isCut) return before;
  const end = /["'](?=\s*[,:}\]])/.exec(before);
  return end === null ? '' : before.slice(end.index + 1);
}

interface Around {
  before: string;
  after: string;
  isCutBefore: boolean;
  isCutAfter: boolean;
}

/** What is shown of the line before the place, where the line has to be cut. */
const leadShare = 0.3;

function cutAround({ before, after, isCutBefore, isCutAfter }: Around, width: number): Omit<Excerpt, 'line'> {
  const whole = printableLine(before).trimStart();
  const rest = printableLine(after).trimEnd();
  const fits = !isCutBefore && whole.length + rest.length <= width;
  const lead = fits ? whole : tail(whole, Math.floor(width * leadShare), isCutBefore);
  const room = width - lead.length;
  const isCut = isCutAfter || rest.length > room;
  const shown = isCut ? `${rest.slice(0, room - 1)}…` : rest;
  return { text: lead + shown, start: lead.length, length: Math.min(tokenLength(rest), Math.max(shown.length, 1)) };
}

function tail(text: string, most: number, isCut: boolean): string {
  if (text.length <= most && !isCut) return text;
  return `…${text.slice(Math.max(0, text.length - most + 1))}`;
}

/** One sign for one: the caret has to stay below its place. */
function printableLine(text: string): string {
  return text.replaceAll('\t', ' ').replaceAll(/\p{C}/gu, '\uFFFD');
}

/** @returns how long the key or value is that the text begins with */
function tokenLength(text: string): number {
  const quote = /^"(?:[^"\\]|\\.)*"?|^'(?:[^']|'')*'?/.exec(text)?.[0];
  if (quote !== undefined) return quote.length;
  const [plain = ''] = /^[^\s,:{}[\]]+(?::[^\s,:{}[\]]+)*/.exec(text) ?? [];
  return Math.max(plain.length, 1);
}
