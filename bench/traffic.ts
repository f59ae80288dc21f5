import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { definitionOf, shapes } from './shapes.js';

/** Recorded traffic of an API, written to files that go when this is closed. */
export interface Traffic {
  /** The REST API. */
  api: string;
  /** @returns the file of so many JSON lines; `different`: each of a shape of its own, else of a few shapes */
  jsonLines(count: number, kind: 'different' | 'alike'): Promise<string>;
  /** @returns the file of so many lines of an access log in CLF */
  accessLog(count: number): Promise<string>;
  remove(): void;
}

const routes = 50;

export function openTraffic(): Traffic {
  const folder = mkdtempSync(join(tmpdir(), 'bench-traffic-'));
  const api = join(folder, 'rest-api.json');
  const [flat] = shapes;
  if (!flat) throw new Error('There is no shape of an API.');
  writeFileSync(api, definitionOf(flat, routes));
  const write = async (name: string, lines: Iterable<string>) => {
    const file = join(folder, name);
    await pipeline(Readable.from(lines), createWriteStream(file));
    return file;
  };
  return {
    api,
    jsonLines: (count, kind) =>
      write(
        `${kind}-${count}.jsonl`,
        linesOf(count, (index) => jsonLine(index, kind)),
      ),
    accessLog: (count) => write(`${count}.log`, linesOf(count, logLine)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** In pieces of a thousand lines: a million of them are not held at once. */
function* linesOf(count: number, lineAt: (index: number) => string): Generator<string> {
  for (let from = 0; from < count; from += 1000) {
    const length = Math.min(1000, count - from);
    yield Array.from({ length }, (_, offset) => `${lineAt(from + offset)}\n`).join('');
  }
}

function jsonLine(index: number, kind: 'different' | 'alike'): string {
  const query = kind === 'different' ? `${letters(index)}=1` : `page=${index}`;
  return JSON.stringify({
    method: 'GET',
    path: `/p${index % routes}?${query}`,
    headers: { Accept: 'application/json', Authorization: `Bearer ${index}`, 'X-Request-Id': String(index) },
    status: 200,
  });
}

/** A number as a name: digits are no part of a word that tells shapes apart. */
function letters(index: number): string {
  return [...index.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('');
}

function logLine(index: number): string {
  const day = String(1 + (index % 28)).padStart(2, '0');
  return `203.0.113.${index % 250} - - [${day}/Nov/2026:10:00:00 +0000] "GET /p${index % routes} HTTP/1.1" ${index % 17 === 0 ? 403 : 200} ${index % 4096} c6af9ac6-7b61-11e6-9a41-${String(index).padStart(12, '0')}`;
}
