import { randomUUID } from 'node:crypto';
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Failure } from '../model/index.js';

/**
 * Reads a definition or another input file; `-` is standard input.
 *
 * @param wanted what the file should be, for messages
 * @returns the name for messages and the text, without a byte order mark
 * @throws Failure (`input`) when there is no such file, it is a directory, it is no UTF-8, or it is empty
 */
export async function readInput(
  file: string,
  wanted = 'an OpenAPI definition of a REST API',
): Promise<{ file: string; text: string }> {
  const isStream = file === '-';
  const name = isStream ? '<stdin>' : file;
  const bytes = isStream ? await buffer(process.stdin) : await readBytes(file, wanted);
  const text = textOf(bytes, name);
  if (text.trim() !== '') return { file: name, text };
  const message = isStream
    ? 'Standard input is empty: the command before the pipe wrote nothing.'
    : 'The file is empty.';
  throw new Failure('input', message, `Pass ${wanted}.`, { file: name });
}

async function readBytes(file: string, wanted: string): Promise<Buffer> {
  try {
    if (!(await stat(file)).isDirectory()) return await readFile(file);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new Failure('input', `The file cannot be read: ${reasonOf(error)}.`, 'Check the path.', { file });
  }
  throw new Failure('input', 'This is a directory, and a file is expected.', `Name the file in it that is ${wanted}.`, {
    file,
  });
}

/** @throws Failure (`input`) when the bytes are no UTF-8: guessing another encoding would change what the file says */
function textOf(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    const message = isUtf16 ? 'The file is UTF-16.' : 'The file is not UTF-8 text.';
    throw new Failure('input', message, 'Save it as UTF-8.', { file });
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links lead in a circle',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

/** @returns why the system refused, in words */
export function reasonOf({ code }: { code: string }): string {
  return reasons[code] ?? code;
}

/**
 * Keeps an input from being overwritten by the result made of it.
 *
 * @throws Failure (`usage`) when `output` is one of the files that were read, by whatever path
 */
export async function refuseOverwrite(output: string, inputs: readonly string[]): Promise<void> {
  const target = await realPath(output);
  if (target === undefined) return;
  for (const input of inputs) {
    if ((await realPath(input)) !== target) continue;
    throw new Failure('usage', 'The result would overwrite the file it is made of.', 'Choose another -o FILE.', {
      file: output,
    });
  }
}

/**
 * Keeps a file that somebody may have worked on.
 *
 * @param next what to do instead
 * @throws Failure (`usage`) when the file is there
 */
export async function refuseExisting(file: string, next: string): Promise<void> {
  if ((await realPath(file)) !== undefined) throw new Failure('usage', 'The file is there already.', next, { file });
}

async function realPath(file: string): Promise<string | undefined> {
  try {
    return await realpath(file);
  } catch (error) {
    // What is not there yet, or is standard input, cannot be overwritten.
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/** @returns whether there is such a file or folder; why one cannot be reached is told by whoever reads it */
export async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

/**
 * Writes a file whole or not at all: into a neighbour first, then renamed over. What is there and no file, such as a pipe or /dev/null, is
 * written into: to rename over it would put a file in its place.
 */
export async function writeWhole(file: string, content: string | Iterable<string>): Promise<void> {
  if (await isSpecial(file)) return writeFile(file, content);
  const neighbour = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    await writeFile(neighbour, content);
    await rename(neighbour, file);
  } catch (error) {
    await rm(neighbour, { force: true });
    if (isSystemError(error)) {
      const reason = reasonOf(error);
      throw new Failure('usage', `The file cannot be written: ${reason}.`, 'Choose another -o FILE.', { file });
    }
    throw error;
  }
}

/** @returns whether it is there, and neither a file nor a folder */
async function isSpecial(file: string): Promise<boolean> {
  if (!(await exists(file))) return false;
  const found = await stat(file);
  return !found.isFile() && !found.isDirectory();
}

/** @returns whether the operating system refused something */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}
