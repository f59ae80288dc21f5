import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { isObject, jsonOf } from '../model/index.js';

/**
 * Whether a log is objects that no line break parts: Firehose puts records one after the other, and CloudWatch Logs wraps
 * the lines that it sends there.
 *
 * @param text its beginning
 */
export function isPacked(text: string): boolean {
  const start = text.trimStart();
  if (!/^[{[]/.test(start)) return false;
  const [first = ''] = start.split('\n', 1);
  const object = jsonOf(first.trim());
  if (isObject(object)) return Array.isArray(object['logEvents']);
  return [...objectsIn([start])].some(({ text }) => isObject(jsonOf(text)));
}

/** Writes the objects of a packed log to a file, each on a line of its own, and those within as the lines they were. */
export async function unpack(from: { file: string; isGzip: boolean }, to: string): Promise<void> {
  const source = createReadStream(from.file);
  const text = from.isGzip ? pipelined(source) : source;
  text.setEncoding('utf8');
  await pipeline(text, linesOf, createWriteStream(to));
}

function pipelined(source: NodeJS.ReadableStream) {
  const unzip = createGunzip();
  source.on('error', (error) => unzip.destroy(error));
  return source.pipe(unzip);
}

async function* linesOf(chunks: AsyncIterable<string>): AsyncIterable<string> {
  const scan = new ObjectScan();
  for await (const chunk of chunks) for (const piece of scan.push(chunk)) yield lineOf(piece);
  for (const piece of scan.end()) yield lineOf(piece);
}

function* objectsIn(chunks: Iterable<string>): Iterable<Piece> {
  const scan = new ObjectScan();
  for (const chunk of chunks) yield* scan.push(chunk);
}

function lineOf({ text }: Piece): string {
  const line = text.replaceAll(/\s*[\r\n]\s*/g, ' ');
  if (!text.includes('"messageType"')) return `${line}\n`;
  const value = jsonOf(text);
  if (!isObject(value) || !Array.isArray(value['logEvents'])) return `${line}\n`;
  // A control message only asks whether somebody is there.
  if (value['messageType'] === 'CONTROL_MESSAGE') return '';
  return value['logEvents'].map((event) => `${messageOf(event)}\n`).join('');
}

function messageOf(event: unknown): string {
  const message = typeof event === 'object' && event !== null && 'message' in event ? event.message : '';
  return String(message).replaceAll(/\s*[\r\n]\s*/g, ' ');
}

/** An object, or what stands between objects and is none. */
interface Piece {
  text: string;
}

/** Finds the outermost objects of a text that comes in chunks; commas and brackets of a list around them do not count. */
class ObjectScan {
  #held = '';
  #depth = 0;
  #inString = false;
  #escaped = false;

  *push(chunk: string): Iterable<Piece> {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const sign = chunk.charCodeAt(at);
      if (this.#inString) this.#inText(sign);
      else if (sign === quote && this.#depth > 0) this.#inString = true;
      else if (sign === opening) {
        if (this.#depth++ > 0) continue;
        yield* this.#between(this.#held + chunk.slice(start, at));
        this.#held = '';
        start = at;
      } else if (sign === closing && this.#depth > 0 && --this.#depth === 0) {
        yield { text: this.#held + chunk.slice(start, at + 1) };
        this.#held = '';
        start = at + 1;
      }
    }
    this.#held += chunk.slice(start);
  }

  *end(): Iterable<Piece> {
    yield* this.#between(this.#held);
  }

  #inText(sign: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (sign === backslash) this.#escaped = true;
    else if (sign === quote) this.#inString = false;
  }

  *#between(text: string): Iterable<Piece> {
    const rest = text.replaceAll(/^[\s,[\]]+|[\s,[\]]+$/g, '');
    if (rest !== '') yield { text: rest };
  }
}

const [quote, backslash, opening, closing] = [0x22, 0x5c, 0x7b, 0x7d];
