/**
 * A place in a definition as a JSON pointer (RFC 6901), `''` for the whole document. It survives reformatting,
 * so everything between reader and report speaks in pointers; only the report asks for line and column.
 */
export type Pointer = string;

/** A place in a text file. Line and column count from 1, as editors do. */
export interface Location {
  file: string;
  pointer: Pointer;
  line: number;
  column: number;
}

/** @returns the pointer of a node below `parent`, with `~` and `/` in the keys escaped. */
export function below(parent: Pointer, ...keys: (string | number)[]): Pointer {
  return keys.reduce<Pointer>(
    (pointer, key) => `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    parent,
  );
}

/** @returns the keys of a pointer, unescaped; `[]` for the whole document. */
export function keysOf(pointer: Pointer): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
