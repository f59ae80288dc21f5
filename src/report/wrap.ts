/** Columns of a report that is not told how wide its terminal is. */
const usual = 80;

/** @returns text that cannot steer a terminal: names come from the definition, and may hold anything. */
export function printable(text: string): string {
  if (/^[!-~]+(?: [!-~]+)*$/.test(text)) return text;
  return text.replaceAll(/\s+/g, ' ').replaceAll(/\p{C}/gu, '\uFFFD');
}

/** @returns the text in lines of at most `width` columns, each behind the indent; a longer word stays whole. */
export function wrapped(text: string, indent: string, width = usual): string[] {
  const words = printable(text).trim().split(' ');
  return packed(words, { width, first: indent, next: indent, between: ' ' });
}

/** @returns the text in lines of at most `width` columns, the first behind `first`, the others behind `next`. */
export function hanging(text: string, first: string, width: number, next = ' '.repeat(first.length)): string[] {
  const words = printable(text).trim().split(' ');
  return packed(words, { width, first, next, between: ' ' });
}

/** How parts are put on lines. */
export interface Packing {
  /** Most columns of a line. */
  width: number;
  /** Indent of the first line, and of those after it. */
  first: string;
  next: string;
  between: string;
  /** Put behind every line but the last. */
  end?: string;
}

/** @returns the parts in as few lines as they take; a part that is too long stays whole. */
export function packed(parts: readonly string[], { width, first, next, between, end = '' }: Packing): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const part of parts) {
    const longer: string = line === undefined ? first + part : line + between + part;
    if (line === undefined || longer.length + end.length <= width) {
      line = longer;
      continue;
    }
    lines.push(line + end);
    line = next + part;
  }
  return line === undefined ? lines : [...lines, line];
}

/** @returns as many of the names as fit, and how many more there are: `a, b +3`; nothing where none fits */
export function fitting(names: readonly string[], width: number): string {
  for (let count = names.length; count > 0; count--) {
    const text = listText(names, count);
    if (text.length <= width) return text;
  }
  return '';
}

function listText(names: readonly string[], count: number): string {
  const rest = names.length - count;
  return `${names.slice(0, count).join(', ')}${rest > 0 ? ` +${rest}` : ''}`;
}
