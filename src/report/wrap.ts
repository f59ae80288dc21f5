/** Columns of a report that is not told how wide its terminal is. */
const usual = 80;

/** @returns text that cannot steer a terminal: names come from the definition, and may hold anything. */
export function printable(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/\p{C}/gu, '\uFFFD');
}

/** @returns the text in lines of at most `width` columns, each behind the indent; a longer word stays whole. */
export function wrapped(text: string, indent: string, width = usual): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).trim().split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(`${indent}${line}`);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, `${indent}${line}`];
}
