import { basename } from 'node:path';
import { Failure, type RecordedRequest, type Recording, type Unrecorded } from '../model/index.js';
import { readHar } from './har.js';
import { isJsonLine, readJsonLines } from './json-lines.js';
import { openLogs } from './logs.js';
import { openTally, type Tally } from './tally.js';
import { bytesOf, headOf, trafficFiles } from './traffic-files.js';

/** What recorded traffic may be written as; `log`: an access log, in whatever format. */
type TrafficFormat = 'har' | 'json-lines' | 'log';

export interface TrafficOptions {
  /** Hosts whose requests are meant, where a record holds those to others too; empty: all. In lower case. */
  hosts: readonly string[];
}

/**
 * Opens recorded traffic without reading it: HAR files, JSON lines, and access logs, each packed with gzip or not. What a
 * file is, its beginning tells.
 *
 * @param paths files and folders
 * @returns a recording for each format in each path, in the order of the paths
 * @throws Failure (`input`) when there is no such file, or a file is empty
 */
export async function openRecordings(paths: readonly string[], options: TrafficOptions): Promise<Recording[]> {
  const recordings: Recording[] = [];
  for (const path of paths) {
    const byFormat = new Map<TrafficFormat, string[]>();
    for (const file of await trafficFiles(path)) {
      const format = await formatOf(file);
      byFormat.set(format, [...(byFormat.get(format) ?? []), file]);
    }
    for (const [format, files] of [...byFormat].sort(([one], [other]) => (one < other ? -1 : 1))) {
      recordings.push(opened(format, files, path, options));
    }
  }
  return recordings;
}

/** A HAR file is one object; its first line is the object as a whole only where all is written on one. */
async function formatOf(file: string): Promise<TrafficFormat> {
  const head = await headOf(file);
  if (head.trim() === '')
    throw new Failure('input', 'The file is empty.', 'Name a file with recorded traffic.', { file });
  if (/^\s*\{\s*"log"\s*:\s*\{/.test(head)) return 'har';
  const [line = ''] = head.trimStart().split('\n', 1);
  return isJsonLine(line) ? 'json-lines' : 'log';
}

const titles: Record<Exclude<TrafficFormat, 'log'>, string> = { har: 'HAR', 'json-lines': 'JSON lines' };

function opened(format: TrafficFormat, files: readonly string[], path: string, options: TrafficOptions): Recording {
  if (format === 'log') return openLogs(files, path);
  const count = files.length > 1 ? `, ${files.length} files` : '';
  const tally = openTally(`${basename(path)} (${titles[format]}${count})`);
  const elsewhere = { requests: 0 };
  return {
    requests: format === 'har' ? fromHar(files, tally, options.hosts, elsewhere) : fromLines(files, tally),
    unrecorded: unrecordedBy(format),
    source: () => ({ ...tally.source(), ...(elsewhere.requests > 0 && { elsewhere: elsewhere.requests }) }),
  };
}

/** What a single line leaves out is no property of the format. */
function unrecordedBy(_: 'har' | 'json-lines'): readonly Unrecorded[] {
  return [];
}

async function* fromHar(
  files: readonly string[],
  tally: Tally,
  hosts: readonly string[],
  elsewhere: { requests: number },
): AsyncGenerator<RecordedRequest> {
  for (const file of files) {
    for await (const { host, ...request } of readHar(file, bytesOf(file), tally)) {
      if (hosts.length === 0 || hosts.includes(host)) yield request;
      else elsewhere.requests += 1;
    }
  }
}

async function* fromLines(files: readonly string[], tally: Tally): AsyncGenerator<RecordedRequest> {
  for (const file of files) yield* readJsonLines(file, bytesOf(file), tally);
}
