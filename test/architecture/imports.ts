import { posix } from 'node:path';

/** A source file: its path below `src/`, with forward slashes, and its text. */
export interface SourceFile {
  path: string;
  text: string;
}

export interface Import {
  from: string;
  /** Path below `src/` for our own files, the name as written for packages and node builtins. */
  to: string;
  kind: 'own' | 'builtin' | 'package';
  /** Gone after compilation (`import type`): it makes no cycle and loads nothing. */
  typeOnly: boolean;
  /** Names that are imported, as far as they are listed one by one. */
  names: string[];
}

const statements = /^[ \t]*(import|export)\s+(type\s+)?(?:([^;'"`]*?)\s*from\s*)?['"]([^'"]+)['"]/gm;
const calls = /(typeof\s+)?\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** @returns everything that a file imports or exports from elsewhere, statically or by `import()`. */
export function importsOf(file: SourceFile): Import[] {
  const text = withoutComments(file.text);
  const written = [...text.matchAll(statements)].map(([, , type, names, target]) => ({ type, names, target }));
  const called = [...text.matchAll(calls)].map(([, type, target]) => ({ type, names: undefined, target }));
  return [...written, ...called].map(({ type, names, target = '' }) => ({
    from: file.path,
    ...resolved(file.path, target),
    typeOnly: type !== undefined,
    names: [...(names ?? '').matchAll(/[{,]\s*(?:type\s+)?(\w+)/g)].map(([, name = '']) => name),
  }));
}

function resolved(from: string, target: string): Pick<Import, 'to' | 'kind'> {
  if (target.startsWith('.')) {
    return { kind: 'own', to: posix.join(posix.dirname(from), target).replace(/\.js$/, '.ts') };
  }
  return { kind: target.startsWith('node:') ? 'builtin' : 'package', to: target };
}

/** @returns the text with comments blanked out; strings stay, line numbers too. */
export function withoutComments(text: string): string {
  return text.replace(commentOrString, (found) => (found.startsWith('/') ? found.replace(/[^\n]/g, ' ') : found));
}

/** @returns the text with comments and the contents of strings blanked out. */
export function codeOnly(text: string): string {
  return text.replace(commentOrString, (found) => found.replace(/[^\n`'"]/g, ' '));
}

const commentOrString =
  /\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
