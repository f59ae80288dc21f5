import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, gunzip } from 'node:zlib';
import { Failure } from '../model/index.js';
import { unreadable } from './log-files.js';

/** The beginning of a file, unpacked where it is compressed. */
export interface FileHead {
  isGzip: boolean;
  text: string;
}

/** Enough for a hundred lines of most logs. */
const most = 128 * 1024;

/** @throws Failure (`input`) where it cannot be read, or is compressed in another way than gzip */
export async function headOf(file: string): Promise<FileHead> {
  const bytes = await firstBytes(file);
  if (bytes.subarray(0, 4).equals(Buffer.from([0x28, 0xb5, 0x2f, 0xfd])) || bytes.subarray(0, 3).toString() === 'BZh') {
    const next = 'Of compressed logs, gzip is read; unpack this one first.';
    throw new Failure('input', 'The log is compressed with zstd or bzip2.', next, { file });
  }
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const unpacked = isGzip ? await unpackedStart(file, bytes) : bytes;
  return { isGzip, text: new TextDecoder().decode(unpacked) };
}

/** @throws Failure (`input`) where the file cannot be read */
export async function isParquet(file: string): Promise<boolean> {
  return (await firstBytes(file)).subarray(0, 4).toString('latin1') === 'PAR1';
}

async function firstBytes(file: string): Promise<Buffer> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(most), 0, most, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** The end of the bytes is not the end of the file, so what comes after them is not missed. */
async function unpackedStart(file: string, bytes: Buffer): Promise<Buffer> {
  try {
    return await promisify(gunzip)(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    const next = 'Get the file again, or leave it out.';
    throw new Failure('input', 'The file begins as gzip does, and cannot be unpacked.', next, { file });
  }
}
