import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure } from '../model/index.js';

/**
 * @param path a file, or a folder whose files are all meant, those in folders below too; hidden ones are not
 * @returns the files, sorted by name
 * @throws Failure (`input`) when there is none
 */
export async function trafficFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (found === undefined)
    throw new Failure('input', 'There is no such file or folder.', 'Check the path after --traffic.', { file: path });
  if (!found.isDirectory()) return [path];
  const { glob } = await import('tinyglobby');
  const files = await glob('**/*', { cwd: path, dot: false, expandDirectories: false });
  if (files.length > 0) return files.sort().map((file) => join(path, file));
  throw new Failure('input', 'The folder has no files.', 'Name a folder of recorded traffic.', { file: path });
}

/**
 * @returns the bytes of a file as they come, unpacked where it is gzip, whatever its name says
 * @throws Failure (`input`) while it is read, where it is broken gzip
 */
export async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  const bytes = createReadStream(file, { highWaterMark: 256 * 1024 });
  if (!(await isGzip(file))) return yield* bytes;
  const unpacked = createGunzip();
  // The error comes out where the bytes are read.
  pipeline(bytes, unpacked, () => {});
  try {
    yield* unpacked;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && /^Z_/.test(String(error.code)))) throw error;
    throw new Failure('input', 'The file is broken gzip.', 'Fetch it again, or leave it out.', { file });
  }
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

/** @returns the beginning of a file, unpacked: enough to see what it is */
export async function headOf(file: string): Promise<string> {
  let head = Buffer.alloc(0);
  for await (const chunk of bytesOf(file)) {
    head = Buffer.concat([head, chunk]);
    if (head.length >= enough) break;
  }
  return head
    .subarray(0, enough)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

const enough = 256 * 1024;
