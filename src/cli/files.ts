import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Failure } from '../model/index.js';

/**
 * Reads a definition or another input file; `-` is standard input.
 *
 * @returns the name for messages and the text, without a byte order mark
 * @throws Failure (`input`) when there is no such file, it is a directory, or it is empty
 */
export async function readInput(file: string): Promise<{ file: string; text: string }> {
  const input =
    file === '-' ? { file: '<stdin>', text: await text(process.stdin) } : { file, text: await readTextFile(file) };
  const content = input.text.replace(/^\uFEFF/, '');
  if (content.trim() === '') {
    throw new Failure('input', 'The file is empty.', 'Pass an OpenAPI definition of a REST API.', { file: input.file });
  }
  return { file: input.file, text: content };
}

async function readTextFile(file: string): Promise<string> {
  try {
    if ((await stat(file)).isDirectory()) {
      const next = `Name the definition in it, such as ${join(file, 'openapi.json')}.`;
      throw new Failure('input', 'This is a directory, not a definition.', next, { file });
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isSystemError(error)) {
      throw new Failure('input', `The file cannot be read: ${reasons[error.code] ?? error.code}.`, 'Check the path.', {
        file,
      });
    }
    throw error;
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  ENOTDIR: 'a part of the path is not a directory',
};

/** Writes a file whole or not at all: into a neighbour first, then renamed over. */
export async function writeWhole(file: string, content: string): Promise<void> {
  const neighbour = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    await writeFile(neighbour, content);
    await rename(neighbour, file);
  } catch (error) {
    await rm(neighbour, { force: true });
    if (isSystemError(error)) {
      const reason = reasons[error.code] ?? error.code;
      throw new Failure('usage', `The file cannot be written: ${reason}.`, 'Choose another -o FILE.', { file });
    }
    throw error;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}
