import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../model/index.js';

/** CloudWatch Logs writes this beside what it exports, to see whether it may. */
const notALog = /^aws-logs-write-test$/;

/**
 * @param paths files, or folders of which all files count, those within folders too; hidden ones do not
 * @returns files in the order of the paths, sorted within a folder
 * @throws Failure (`input`) where a path is not there, or a folder has no file
 */
export async function logFilesOf(paths: readonly string[]): Promise<string[]> {
  return (await Promise.all(paths.map(filesAt))).flat();
}

async function filesAt(path: string): Promise<string[]> {
  const isFolder = await isFolderAt(path);
  if (!isFolder) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory() && !notALog.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(?:^|[\\/])\./.test(file.slice(path.length)))
    .sort();
  if (files.length > 0) return files;
  throw new Failure('input', 'The folder has no file.', 'Name a folder with access logs, or a file.', { file: path });
}

async function isFolderAt(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** @returns what to throw where the system does not let us read a file; our own errors stay what they are */
export function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  const reason = error.code === 'ENOENT' ? 'there is no such file or folder' : String(error.code);
  return new Failure('input', `The log cannot be read: ${reason}.`, 'Check the path.', { file });
}
