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
  let pointer = parent;
  for (const key of keys) pointer = `${pointer}/${typeof key === 'string' ? escaped(key) : key}`;
  return pointer;
}

/** Most keys have nothing to escape, and a large document has very many. */
function escaped(key: string): string {
  if (!key.includes('/') && !key.includes('~')) return key;
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** @returns the keys of a pointer, unescaped; `[]` for the whole document. */
export function keysOf(pointer: Pointer): string[] {
  const keys = pointer.split('/').slice(1);
  return pointer.includes('~') ? keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')) : keys;
}
