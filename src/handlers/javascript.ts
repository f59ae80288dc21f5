import type { ParserOptions, ParserPlugin } from '@babel/parser';
import type { File } from '@babel/types';
import type { Program } from './code.js';
import { codeOf } from './javascript/code.js';

/**
 * Reads JavaScript and TypeScript, ES modules and CommonJS.
 *
 * @param file its ending tells the dialect
 */
export async function readJavaScript(file: string, text: string): Promise<Program> {
  const { parse } = await import('@babel/parser');
  try {
    const tree: File = parse(text, optionsFor(file, text));
    return { code: tree.program.body.map(codeOf) };
  } catch (error) {
    if (!isSyntaxError(error)) throw error;
    return { code: [], trouble: { at: error.pos, message: error.message.replace(/ \(\d+:\d+\)$/, '') } };
  }
}

function optionsFor(file: string, text: string): ParserOptions {
  return {
    sourceType: 'unambiguous',
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
    plugins: [...dialectOf(file, text), 'decorators-legacy', 'importAttributes'],
  };
}

/** In `.ts` a type may be cast as `<T>x`, which JSX takes for an element. */
function dialectOf(file: string, text: string): ParserPlugin[] {
  if (/\.[mc]?ts$/i.test(file)) return ['typescript'];
  if (/\.tsx$/i.test(file)) return ['typescript', 'jsx'];
  return /^\s*(?:\/\/|\/?\*).*@flow\b/m.test(text) ? ['flow', 'jsx'] : ['jsx'];
}

/** https://babeljs.io/docs/babel-parser#error-codes */
function isSyntaxError(error: unknown): error is SyntaxError & { pos: number } {
  return error instanceof SyntaxError && 'pos' in error && typeof error.pos === 'number';
}
