import type { Difference } from '../diff/differences.js';
import type { Json } from '../model/index.js';

/**
 * @param width the most characters for each
 * @returns both values, cut around the first character in which they differ, so that they never look equal; a missing
 *   one as a word
 */
export function shownValues({ rest, http }: Pick<Difference, 'rest' | 'http'>, width: number): [string, string] {
  const [one, other] = toldApart(rest, http);
  const from = firstDifference(one, other);
  // A third of the room goes to what stands before.
  const latest = Math.max(one.length, other.length) - width + 1;
  const start = from < width - 1 ? 0 : Math.min(from - Math.floor(width / 3), latest);
  return [cut(one, start, width), cut(other, start, width)];
}

/** As text where that tells them apart, else as JSON: a number and its digits, a line feed and a space. */
function toldApart(rest: Json | undefined, http: Json | undefined): [string, string] {
  const [one, other] = [textOf(rest), textOf(http)];
  return one === other ? [jsonOf(rest), jsonOf(http)] : [one, other];
}

function textOf(value: Json | undefined): string {
  const text = typeof value === 'string' && value !== '' ? value : jsonOf(value);
  return text.replace(/\s+/g, ' ');
}

function jsonOf(value: Json | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}

function firstDifference(one: string, other: string): number {
  let index = 0;
  while (index < one.length && one[index] === other[index]) index += 1;
  return index;
}

function cut(text: string, start: number, width: number): string {
  if (text.length <= width) return text;
  const head = start > 0 ? '…' : '';
  const rest = text.slice(start);
  const room = width - head.length;
  return head + (rest.length <= room ? rest : `${rest.slice(0, room - 1)}…`);
}
