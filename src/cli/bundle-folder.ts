import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../model/index.js';
import { isSystemError, reasonOf } from './files.js';

/** Files by their paths below a folder. */
export type FolderFiles = Map<string, string>;

/**
 * Writes a folder whole or not at all: beside its place first, then moved there. What an end by force leaves beside is
 * taken away by the next run.
 *
 * @param replace a folder that is there gives way
 * @throws Failure (`usage`) when it cannot be written
 */
export async function writeFolder(folder: string, files: FolderFiles, replace = false): Promise<void> {
  const beside = join(dirname(folder), `.${basename(folder)}.partial`);
  const old = join(dirname(folder), `.${basename(folder)}.old`);
  try {
    await rm(beside, { recursive: true, force: true });
    await mkdir(beside, { recursive: true });
    for (const [path, text] of files) {
      await mkdir(dirname(join(beside, path)), { recursive: true });
      await writeFile(join(beside, path), text);
    }
    if (replace) await moveAway(folder, old);
    await rename(beside, folder);
    await rm(old, { recursive: true, force: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const next = 'Choose another -o DIR.';
    throw new Failure('usage', `The folder cannot be written: ${reasonOf(error)}.`, next, { file: folder });
  }
}

async function moveAway(folder: string, old: string): Promise<void> {
  await rm(old, { recursive: true, force: true });
  try {
    await rename(folder, old);
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'ENOENT') throw error;
  }
}
