import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { type Command, type Cost, measure, sideBySide } from './processes.js';

const [command, bare, definition] = ['../bin/run.js', './bare-duckdb.mjs', '../samples/orders/rest-api.yaml'].map(
  (path) => fileURLToPath(new URL(path, import.meta.url)),
);

/** A million lines of an access log, as API Gateway's console has the format: about 300 MB. */
const lines = 1_000_000;

/** At most this often the time of the bare query, and so much more; megabytes at most; and how much ten times the lines may take of it. */
const goals = { ratio: 1.5, more: 300, memory: 300, growth: 1.5 };

/**
 * `migrate cost --logs` beside a bare query with DuckDB over the same file, in turn. Then ten times as many lines, once: memory
 * must not grow with them.
 *
 * @param withMany whether to look at ten times the lines, which takes 3 GB of disk
 */
export async function logs(rounds: number, withMany: boolean): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'migrate-bench-'));
  try {
    const file = join(folder, 'access.log');
    await writeLog(file, lines);
    console.log(`${lines} lines, ${megabytes((await stat(file)).size)} MB, medians of ${rounds} rounds`);
    const [own, other] = await sideBySide([costOf(file), queryOf(file)], rounds);
    if (own === undefined || other === undefined) throw new Error('A command was not measured.');
    show('migrate cost', own);
    show('bare DuckDB query', other);
    const most = goals.ratio * other.wall + goals.more;
    console.log(
      `${(own.wall / other.wall).toFixed(2)} times; ${own.wall.toFixed(0)} ms of at most ${most.toFixed(0)} ms`,
    );
    const isFast = own.wall <= most && own.memory <= goals.memory;
    const isFlat = !withMany || (await staysFlat(folder, own));
    if (!isFast) console.log(`\nMissed: ${goals.ratio} × the bare query + ${goals.more} ms, and ${goals.memory} MB.`);
    return isFast && isFlat;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function staysFlat(folder: string, few: Cost): Promise<boolean> {
  const file = join(folder, 'many.log');
  await writeLog(file, 10 * lines);
  const many = await measure(costOf(file));
  show('ten times the lines', many);
  const isFlat = many.memory <= goals.growth * few.memory;
  if (!isFlat) console.log(`\nMissed: ten times the lines take more than ${goals.growth} × the memory.`);
  return isFlat;
}

function costOf(file: string): Command {
  const argv = [command ?? '', 'cost', definition ?? '', '--region', 'us-east-1', '--logs', file];
  return { name: 'migrate cost', argv, codes: [0] };
}

function queryOf(file: string): Command {
  return { name: 'bare query', argv: [bare ?? '', file], codes: [0] };
}

function show(name: string, { wall, memory }: Cost): void {
  console.log(`  ${name.padEnd(20)} ${wall.toFixed(0).padStart(6)} ms ${memory.toFixed(0).padStart(5)} MB`);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

const methods = ['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE'];
const resources = [
  '/orders/{id}',
  '/orders',
  '/orders/{id}/invoice',
  '/customers/{customer}',
  '/reports/daily',
  '/{proxy+}',
];
const statuses = ['200', '200', '200', '201', '404', '500'];

/** Writes a month of requests. The same number of lines is the same file. */
async function writeLog(file: string, count: number): Promise<void> {
  await pipeline(linesOf(count), createWriteStream(file));
}

function* linesOf(count: number): Iterable<string> {
  let block = '';
  for (let index = 0; index < count; index++) {
    block += `${line(index, count)}\n`;
    if (block.length < 1 << 20) continue;
    yield block;
    block = '';
  }
  yield block;
}

function line(index: number, count: number): string {
  const at = new Date(Date.UTC(2026, 10, 1) + Math.floor((index / count) * 30 * 86_400) * 1000).toISOString();
  const time = `${at.slice(8, 10)}/Nov/2026:${at.slice(11, 19)} +0000`;
  // A multiplication by a large prime scatters what comes one after the other.
  const scattered = (index * 2_654_435_761) % 4_294_967_296;
  return JSON.stringify({
    ...{ requestId: `${scattered.toString(16).padStart(8, '0')}-7b61-11e6-9a41-93e8deadbeef`, ip: address(scattered) },
    ...{ caller: '-', user: '-', requestTime: time, httpMethod: methods[scattered % 6] },
    ...{ resourcePath: resources[(scattered >> 3) & 5], status: statuses[(scattered >> 5) % 6] ?? '200' },
    ...{ protocol: 'HTTP/1.1', responseLength: String(scattered % 900_000), responseLatency: String(scattered % 300) },
  });
}

function address(number: number): string {
  return `203.0.${(number >> 8) & 127}.${number & 255}`;
}
