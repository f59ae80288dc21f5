import { Failure, type TrafficGroup, type TrafficSource, type UsageProfile } from '../model/index.js';
import { type DuckDb, openDuckDb } from './duckdb.js';
import { isParquet } from './file-head.js';
import { type LogFiles, sortFiles } from './file-sets.js';
import { firstBroken } from './first-broken.js';
import { logFilesOf } from './log-files.js';
import { type LogFormat, logFormatOf } from './log-format.js';
import { loadProfile, type SavedProfile } from './saved-profile.js';
import { fileSource } from './source-sql.js';
import { duckDb } from './sql/dialect.js';
import { type GroupRow, groupsQuery } from './sql/groups-query.js';
import { type UsageRow, usageQuery } from './sql/usage-query.js';
import { type RouteOf, UsageTally } from './usage-tally.js';

export interface AccessLogOptions {
  /** The format of a line, as the access log settings of the stage have it: `$context.identity.sourceIp …`. */
  format?: string | undefined;
  /** The format that the lines probably have; where they do not, it is found by them. */
  usualFormat?: string | undefined;
  /** Tells the routes of requests; by default, the resources that the log names. */
  routeOf?: RouteOf | undefined;
}

/** Access logs, open for reading. Both ways of reading pass over the files once. */
export interface AccessLogs {
  /** Requests that are alike as one group each, most first. */
  groups(): AsyncIterable<TrafficGroup>;
  /** What the logs say of use. Read once, and kept. */
  profile(): Promise<UsageProfile>;
  /** What was read, with what could not be. Known already where one of the two has been read to its end. */
  source(): Promise<TrafficSource>;
  /** Ends DuckDB and takes its files off the disk. */
  close(): Promise<void>;
}

/**
 * Opens access logs of API Gateway: JSON lines, CLF, CSV and XML as its console offers them, or a format that is given; bare, as
 * CloudWatch Logs exports them or as Firehose writes them, and in gzip. They may be
 * larger than memory. Or opens one profile that was made of them before.
 *
 * @param named files, and folders of which every file is read
 * @throws Failure (`input`) with file and line where the format of one is not known
 */
export async function readAccessLogs(named: readonly string[], options: AccessLogOptions = {}): Promise<AccessLogs> {
  const usual = options.usualFormat === undefined ? undefined : logFormatOf(options.usualFormat, 'as the stage has it');
  const wanted = { given: options.format === undefined ? undefined : formatGiven(options.format), usual };
  const paths = await logFilesOf(named);
  const [only] = paths;
  if (only !== undefined && paths.length === 1 && (await isParquet(only))) return saved(await loadProfile(only));
  const db = await openDuckDb();
  try {
    const files = await sortFiles(paths, wanted, db.folder);
    return logsOf(db, files, { name: nameOf(named, files), routeOf: options.routeOf });
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** What was read before needs no file any more. */
function saved({ profile, groups }: SavedProfile): AccessLogs {
  return {
    groups: async function* () {
      yield* groups;
    },
    profile: async () => profile,
    source: async () => profile.source,
    close: async () => {},
  };
}

function formatGiven(format: string): LogFormat {
  const made = logFormatOf(format, 'as given');
  if (made !== undefined) return made;
  const next = "Pass it as the stage has it: --log-format '$context.identity.sourceIp … $context.status'.";
  throw new Failure('usage', 'The format has no variable that tells of a request.', next);
}

function logsOf(db: DuckDb, files: LogFiles, { name, routeOf }: { name: string; routeOf?: RouteOf | undefined }) {
  const sources = files.sets.map(fileSource);
  const profileOf = async (tally: UsageTally) => {
    const broken = tally.broken > 0 ? await firstBrokenOf(files) : undefined;
    return tally.profile({ name, ...(broken !== undefined && { firstBroken: broken }) });
  };
  const readProfile = async () => {
    const tally = new UsageTally(routeOf);
    for await (const row of db.rows<UsageRow>(usageQuery(sources, duckDb))) tally.add(row);
    return profileOf(tally);
  };
  let read: Promise<UsageProfile> | undefined;
  const profile = () => {
    read ??= readProfile();
    return read;
  };
  let source: TrafficSource | undefined;
  const groups = async function* () {
    const tally = new UsageTally();
    for await (const row of db.rows<GroupRow>(groupsQuery(sources, duckDb))) {
      tally.add({ ...row, up_to: null, bytes: null, members: null });
      if (row.part === 'group' && row.requests !== '0') yield groupOf(row);
    }
    source = (await profileOf(tally)).source;
  };
  return { groups, profile, source: async () => source ?? (await profile()).source, close: db.close };
}

async function firstBrokenOf(files: LogFiles): Promise<TrafficSource['firstBroken']> {
  for (const set of files.sets) {
    const found = await firstBroken(set, files.nameOf);
    if (found !== undefined) return found;
  }
  return undefined;
}

function groupOf({ method, path, resource, status, requests }: GroupRow): TrafficGroup {
  return { method, path, resource, status: status === null ? null : Number(status), requests: Number(requests) };
}

/** What the user named, and the formats that were found there: `access.log (JSON)`. */
function nameOf(named: readonly string[], { sets, count }: LogFiles): string {
  const formats = [...new Set(sets.map(({ format }) => format.name))].sort().join(', ');
  const files = count > named.length ? `${count} files, ` : '';
  return `${named.join(', ')} (${files}${formats})`;
}
