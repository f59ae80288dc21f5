import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure, hidden, type TrafficGroup, type UsageProfile, withoutSecrets } from '../model/index.js';
import { type DuckDb, openDuckDb } from './duckdb.js';
import { unreadable } from './log-files.js';
import { profileOfRows, rowsOfProfile, type SavedRow, savedColumns } from './saved-rows.js';
import { quoted } from './sql/dialect.js';

/** More paths than this are one group without a path: what no route is known of is kept for a look, not for ever. */
const mostGroups = 10_000;

/**
 * Writes a profile as Parquet, whole or not at all: sums only, no caller, no query string, and a path only where no
 * resource is told.
 *
 * @param groups most first
 * @throws Failure (`usage`) where the file cannot be written
 */
export async function saveProfile(
  file: string,
  profile: UsageProfile,
  groups: AsyncIterable<TrafficGroup>,
): Promise<void> {
  const db = await openDuckDb();
  const neighbour = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    const rows = [...rowsOfProfile(profile), ...(await boundedGroups(groups)).map(groupRow)];
    const lines = join(db.folder, 'profile.json');
    await writeFile(lines, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const columns = savedColumns.map((column) => `${column}: 'VARCHAR'`).join(', ');
    const source = `read_json(${quoted(lines)}, format = 'newline_delimited', columns = {${columns}})`;
    await db.run(`SET threads = 1; SET preserve_insertion_order = true`);
    await db.run(`COPY (SELECT * FROM ${source}) TO ${quoted(neighbour)} (FORMAT parquet, COMPRESSION zstd)`);
    await rename(neighbour, file);
  } catch (error) {
    throw notWritten(file, error);
  } finally {
    await rm(neighbour, { force: true });
    await db.close();
  }
}

function notWritten(file: string, error: unknown): unknown {
  const isRefused = error instanceof Failure || unreadable(file, error) instanceof Failure;
  if (!isRefused) return error;
  return new Failure('usage', 'The profile cannot be written.', 'Choose another --save-profile FILE.', { file });
}

async function boundedGroups(groups: AsyncIterable<TrafficGroup>): Promise<TrafficGroup[]> {
  const kept = new Map<string, TrafficGroup>();
  const rest = { method: null, path: null, resource: null, status: null, requests: 0 };
  for await (const { method, path, resource, status, requests } of groups) {
    const group = { method, path: resource === null ? withoutOpaque(path) : null, resource, status };
    const key = JSON.stringify(group);
    const found = kept.get(key);
    if (found !== undefined) found.requests += requests;
    else if (kept.size < mostGroups) kept.set(key, { ...group, requests });
    else rest.requests += requests;
  }
  return rest.requests > 0 ? [...kept.values(), rest] : [...kept.values()];
}

/** A long part of a path with digits in it may be a token that opens something. */
function withoutOpaque(path: string | null): string | null {
  if (path === null) return null;
  return withoutSecrets(path).replaceAll(/[^/]+/g, (part) =>
    part.length >= 20 && /\d/.test(part) && /[a-z]/i.test(part) ? hidden : part,
  );
}

function groupRow({ method, path, resource, status, requests }: TrafficGroup): SavedRow {
  return { part: 'group', method, path, resource, status: text(status), requests: String(requests) };
}

/** A profile that was saved before. */
export interface SavedProfile {
  profile: UsageProfile;
  groups: TrafficGroup[];
}

/** @throws Failure (`input`) for a Parquet file that is something else */
export async function loadProfile(file: string): Promise<SavedProfile> {
  const db = await openDuckDb();
  try {
    const rows = await savedRows(db, file);
    const groups = rows.filter(({ part }) => part === 'group').map(groupOf);
    return { profile: profileOfRows(rows), groups };
  } finally {
    await db.close();
  }
}

async function savedRows(db: DuckDb, file: string): Promise<SavedRow[]> {
  const relation = `read_parquet(${quoted(file.replaceAll(/[*?[]/g, '[$&]'))}, hive_partitioning = false)`;
  const columns = new Set<string | null>();
  for await (const { name } of db.rows<{ name: string | null }>(
    `SELECT column_name AS name FROM (DESCRIBE SELECT * FROM ${relation})`,
  )) {
    columns.add(name);
  }
  const rows: SavedRow[] = [];
  if (savedColumns.every((column) => columns.has(column))) {
    for await (const row of db.rows<SavedRow>(`SELECT ${savedColumns.join(', ')} FROM ${relation}`)) rows.push(row);
  }
  if (rows.some(({ part, version }) => part === 'source' && version === '1')) return rows;
  const next = 'Name one that --save-profile has written; rows of a Cost and Usage Report go with --bill.';
  throw new Failure('input', 'This Parquet file is no profile of use.', next, { file });
}

function groupOf({ method, path, resource, status, requests }: SavedRow): TrafficGroup {
  return {
    ...{ method: method ?? null, path: path ?? null, resource: resource ?? null },
    ...{ status: status == null ? null : Number(status), requests: Number(requests) },
  };
}

function text(value: number | null): string | null {
  return value === null ? null : String(value);
}
