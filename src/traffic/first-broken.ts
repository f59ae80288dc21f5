import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { TrafficSource } from '../model/index.js';
import { fits, withoutPrefix } from './detect.js';
import type { FileSet } from './source-sql.js';

/** Looks for the first line that DuckDB could not read as a request; it has counted them, and does not say where they are. */
export async function firstBroken(
  set: FileSet,
  nameOf: (file: string) => string,
): Promise<TrafficSource['firstBroken']> {
  for (const file of set.files) {
    let number = 0;
    for await (const line of linesOf(file, set.isGzip)) {
      number++;
      const bare = withoutPrefix(line.trim(), set.isPrefixed);
      if (line.trim() === '' || (fits(bare, set.format) && !line.includes('\uFFFD'))) continue;
      return { file: nameOf(file), line: number, reason: reasonOf(bare, set) };
    }
  }
  return undefined;
}

function linesOf(file: string, isGzip: boolean): AsyncIterable<string> {
  const source = createReadStream(file);
  return createInterface({ input: isGzip ? source.pipe(createGunzip()) : source, crlfDelay: Number.POSITIVE_INFINITY });
}

/** What is in the line is not shown: it may be anything, secrets too. */
function reasonOf(line: string, { format }: FileSet): string {
  if (format.kind === 'text') return `does not fit the format (${format.name})`;
  if (line.startsWith('{') && !line.endsWith('}')) return 'ends before the JSON object does';
  return line.startsWith('{') ? 'is no JSON object with the keys of a request' : 'is no JSON object';
}
