import { packed } from './wrap.js';

/** Columns of the text report. What cannot be broken, such as a long path, may go beyond. */
export const columns = 100;

/** @returns the parts in as few lines as they take, two spaces between them or what is given; lines after the first are indented further. */
export function wrapped(parts: readonly string[], indent: string, hanging = `${indent}    `, between = '  '): string[] {
  return packed(parts, { width: columns, first: indent, next: hanging, between });
}

/** @returns the parts of a list or a sentence, wrapped between them. */
export function wrappedWords(parts: readonly string[], indent = ''): string[] {
  return packed(parts, { width: columns, first: indent, next: indent, between: ' ' });
}

/** A word of a shell command: text in quotes belongs to it, with whatever stands in them. */
const shellWord = /(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\])+/gs;

/** @returns a shell command over several lines that still can be pasted. */
export function wrappedCommand(command: string, indent: string): string[] {
  return packed(optionsWithValues(command.match(shellWord) ?? []), {
    width: columns,
    first: indent,
    next: `${indent}  `,
    between: ' ',
    end: ' \\',
  });
}

function optionsWithValues(words: readonly string[]): string[] {
  const parts: string[] = [];
  for (const word of words) {
    const option = parts.at(-1);
    if (option?.startsWith('-') && !option.includes(' ')) parts.splice(-1, 1, `${option} ${word}`);
    else parts.push(word);
  }
  return parts;
}
