import { join } from 'node:path';
import { Failure } from '../model/index.js';
import { readingOf, unknownFormat, type WantedFormat } from './detect.js';
import { headOf } from './file-head.js';
import type { FileSet } from './source-sql.js';
import { isPacked, unpack } from './unpack.js';

/** All files of some logs, those together that are read alike. */
export interface LogFiles {
  sets: FileSet[];
  /** @returns the name under which the user knows a file: it may have been unpacked */
  nameOf(file: string): string;
  count: number;
}

/**
 * Looks into each file for its format. Packed files are unpacked to the disk.
 *
 * @param wanted the format that the user named, or that is likely
 * @param folder for what is unpacked
 * @throws Failure (`input`) for a file without a known format, and where all are empty
 */
export async function sortFiles(files: readonly string[], wanted: WantedFormat, folder: string): Promise<LogFiles> {
  const sets = new Map<string, FileSet>();
  const names = new Map<string, string>();
  for (const [index, file] of files.entries()) {
    const head = await headOf(file);
    if (head.text.trim() === '') continue;
    const isIn = isPacked(head.text);
    const at = isIn ? join(folder, `unpacked-${index}`) : file;
    if (isIn) await unpack({ file, isGzip: head.isGzip }, at);
    const { text, isGzip } = isIn ? await headOf(at) : head;
    const reading = readingOf(text, wanted) ?? unknownFormat(file, text, wanted);
    names.set(at, file);
    const key = JSON.stringify([reading, isGzip]);
    const set = sets.get(key) ?? { ...reading, isGzip, files: [] };
    set.files.push(at);
    sets.set(key, set);
  }
  if (sets.size > 0) return { sets: [...sets.values()], nameOf: (file) => names.get(file) ?? file, count: names.size };
  const [file = ''] = files;
  throw new Failure('input', 'There is nothing in the log.', 'Name a log with requests in it.', { file });
}
