import { Failure, type RecordedRequest, type Recording } from '../model/index.js';
import { bytesOf, type PackedFile } from './file-bytes.js';
import { headOf } from './file-head.js';
import { readHar } from './har.js';
import { isJsonLine, readJsonLines } from './json-lines.js';
import { logFilesOf } from './log-files.js';
import { logRecording } from './log-recording.js';
import { openTally, type Tally } from './tally.js';

/** What recorded traffic may be written as; `log`: an access log, in whatever format. */
type TrafficFormat = 'har' | 'json-lines' | 'log';

export interface TrafficOptions {
  /** Hosts whose requests are meant, where a record holds those to others too; empty: all. In lower case. */
  hosts: readonly string[];
  /** The format of access logs, where it is none that is known. */
  logFormat?: string | undefined;
}

/**
 * Opens recorded traffic without reading it: HAR files, JSON lines, and access logs, each packed with gzip or not. What a
 * file is, its beginning tells.
 *
 * @param paths files, and folders whose files are all meant
 * @returns a recording for each format in each path, in the order of the paths
 * @throws Failure (`input`) when there is no such file, or a file is empty
 */
export async function openRecordings(paths: readonly string[], options: TrafficOptions): Promise<Recording[]> {
  const recordings: Recording[] = [];
  for (const path of paths) {
    const byFormat = new Map<TrafficFormat, PackedFile[]>();
    for (const file of await logFilesOf([path])) {
      const { format, isGzip } = await formatOf(file);
      byFormat.set(format, [...(byFormat.get(format) ?? []), { file, isGzip }]);
    }
    for (const [format, files] of [...byFormat].sort(([one], [other]) => (one < other ? -1 : 1))) {
      recordings.push(opened(format, files, { path, isWhole: byFormat.size === 1, options }));
    }
  }
  return recordings;
}

/** A HAR file is one object; its first line is the object as a whole only where all is written on one. */
async function formatOf(file: string): Promise<{ format: TrafficFormat; isGzip: boolean }> {
  const { text, isGzip } = await headOf(file);
  const start = text.trimStart();
  if (start === '') throw new Failure('input', 'The file is empty.', 'Name a file with recorded traffic.', { file });
  if (/^\{\s*"log"\s*:\s*\{/.test(start)) return { format: 'har', isGzip };
  const [line = ''] = start.split('\n', 1);
  return { format: isJsonLine(line) ? 'json-lines' : 'log', isGzip };
}

const titles: Record<Exclude<TrafficFormat, 'log'>, string> = { har: 'HAR', 'json-lines': 'JSON lines' };

/** Files of one format in a path that the user named. */
interface Named {
  path: string;
  /** Whether they are all of its files. */
  isWhole: boolean;
  options: TrafficOptions;
}

function opened(format: TrafficFormat, files: readonly PackedFile[], { path, isWhole, options }: Named): Recording {
  if (format === 'log') {
    const named = isWhole ? [path] : files.map(({ file }) => file);
    return logRecording(async () => {
      const { readAccessLogs } = await import('./access-logs.js');
      return readAccessLogs(named, { format: options.logFormat });
    });
  }
  const count = files.length > 1 ? `${files.length} files, ` : '';
  const tally = openTally(`${path} (${count}${titles[format]})`);
  const elsewhere = { requests: 0 };
  return {
    requests: format === 'har' ? fromHar(files, tally, options.hosts, elsewhere) : fromLines(files, tally),
    unrecorded: [],
    source: () => ({ ...tally.source(), ...(elsewhere.requests > 0 && { elsewhere: elsewhere.requests }) }),
  };
}

async function* fromHar(
  files: readonly PackedFile[],
  tally: Tally,
  hosts: readonly string[],
  elsewhere: { requests: number },
): AsyncGenerator<RecordedRequest> {
  for (const packed of files) {
    for await (const { host, ...request } of readHar(packed.file, bytesOf(packed), tally)) {
      if (hosts.length === 0 || hosts.includes(host)) yield request;
      else elsewhere.requests += 1;
    }
  }
}

async function* fromLines(files: readonly PackedFile[], tally: Tally): AsyncGenerator<RecordedRequest> {
  for (const packed of files) yield* readJsonLines(packed.file, bytesOf(packed), tally);
}
