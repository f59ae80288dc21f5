/** One entry of a HAR file, and the line on which it begins. */
export interface HarEntry {
  text: string;
  line: number;
}

const quote = 0x22;
const backslash = 0x5c;
const lineFeed = 0x0a;
const opening = new Set([0x7b, 0x5b]);
const closing = new Set([0x7d, 0x5d]);

/** Entries stand in `{"log": {"entries": […]}}`: two objects and a list are around each. */
const depthOfEntries = 3;

/**
 * Cuts the entries out of a HAR file as it comes, so that only one of them is held at a time: a HAR file is one JSON value,
 * often of hundreds of megabytes. Looks at brackets and quotation marks alone, which are bytes of their own in UTF-8.
 *
 * @returns each entry as text; its last one may be broken where the file ends too early
 */
export async function* harEntries(chunks: AsyncIterable<Buffer>): AsyncGenerator<HarEntry> {
  const scan = openScan();
  for await (const chunk of chunks) yield* scan.read(chunk);
  yield* scan.end();
}

/** The key whose value is a list of entries. */
const wantedKey = 'entries';

function openScan() {
  let depth = 0;
  let line = 1;
  let inString = false;
  let escaped = false;
  /** Text of the last string outside of entries, cut where it is too long to be the key. */
  let lastString = '';
  let isInEntries = false;
  /** What of the entry stood in chunks before. */
  let parts: Buffer[] = [];
  let startLine = 0;

  function* read(chunk: Buffer): Generator<HarEntry> {
    let start = parts.length > 0 ? 0 : -1;
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index] ?? 0;
      if (inString) {
        readString(byte);
        continue;
      }
      if (byte === lineFeed) line += 1;
      else if (byte === quote) beginString();
      else if (opening.has(byte)) {
        depth += 1;
        if (depth === depthOfEntries && lastString === wantedKey) isInEntries = true;
        else if (isInEntries && depth === depthOfEntries + 1) {
          start = index;
          startLine = line;
        }
      } else if (closing.has(byte)) {
        depth -= 1;
        if (depth < depthOfEntries) isInEntries = false;
        if (!isInEntries || depth !== depthOfEntries || start < 0) continue;
        yield entryOf([...parts, chunk.subarray(start, index + 1)]);
        parts = [];
        start = -1;
      }
    }
    if (start >= 0) parts.push(Buffer.from(chunk.subarray(start)));
  }

  function readString(byte: number): void {
    if (escaped) escaped = false;
    else if (byte === backslash) escaped = true;
    else if (byte === quote) inString = false;
    else if (!isInEntries && lastString.length <= wantedKey.length) lastString += String.fromCharCode(byte);
  }

  function beginString(): void {
    inString = true;
    if (!isInEntries) lastString = '';
  }

  function entryOf(bytes: Buffer[]): HarEntry {
    return { text: Buffer.concat(bytes).toString('utf8'), line: startLine };
  }

  function* end(): Generator<HarEntry> {
    if (depth === 0) return;
    yield parts.length > 0 ? entryOf(parts) : { text: '', line };
  }

  return { read, end };
}
