import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure } from '../model/index.js';

/** A file, and whether it is packed, whatever its name says. */
export interface PackedFile {
  file: string;
  isGzip: boolean;
}

/**
 * @returns the bytes of a file as they come, unpacked
 * @throws Failure (`input`) while it is read, where it is broken gzip
 */
export async function* bytesOf({ file, isGzip }: PackedFile): AsyncGenerator<Buffer> {
  const bytes = createReadStream(file, { highWaterMark: 256 * 1024 });
  if (!isGzip) return yield* bytes;
  const unpacked = createGunzip();
  // The error comes out where the bytes are read.
  pipeline(bytes, unpacked, () => {});
  try {
    yield* unpacked;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && /^Z_/.test(String(error.code)))) throw error;
    throw new Failure('input', 'The file is broken gzip.', 'Get the file again, or leave it out.', { file });
  }
}
