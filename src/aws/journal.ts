import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../model/index.js';
import type { Bindings, Call, UndoOperation } from '../plan/call.js';
import type { ObservedApi } from '../plan/observed.js';

/** What a run is about: the first line of its journal. */
export interface RunStart {
  kind: 'run';
  version: 1;
  run: string;
  at: string;
  /** ARN of who ran it. */
  who: string;
  accountId: string;
  partition: string;
  region: string;
  /** Where AWS was, if not at AWS. */
  endpointUrl?: string;
  /** The definition, and its SHA-256. */
  file: string;
  sha256: string;
  /** Name of the stage that the run is about. */
  stage: string;
  /** Of the API that was there before; absent where the run made one. */
  apiId?: string;
  /** What that API was like: an undo leads back to it. */
  before?: ObservedApi;
}

export type JournalEntry =
  | RunStart
  /** Written before the call is made. */
  | {
      kind: 'call';
      step: number;
      at: string;
      title: string;
      operation: string;
      request: string;
      undo: Call<UndoOperation>[];
    }
  /** The call was answered; `bindings` is what it made. */
  | { kind: 'done'; step: number; at: string; bindings: Bindings }
  /** It was refused, and has changed nothing. */
  | { kind: 'refused'; step: number; at: string; message: string }
  /** A call that takes a step back, before it is made. */
  | { kind: 'undo'; step: number; at: string; operation: string; request: string }
  /** The step is taken back whole. */
  | { kind: 'undone'; step: number; at: string }
  | { kind: 'end'; at: string; outcome: 'finished' | 'undone' | 'remains' };

/** Keeps the account of a run, each line on the disk before the next thing happens. */
export interface Journal {
  file: string;
  write(entry: JournalEntry): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the journal of a run. Only its owner can read it: an undo needs the definition and the stage variables that were
 * there before, and they may hold secrets.
 *
 * @param flags `wx` for a run that begins, `a` for one that goes on
 */
export async function openJournal(folder: string, run: string, flags: 'wx' | 'a'): Promise<Journal> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${run}.jsonl`);
  const handle = await open(file, flags, 0o600);
  // A line that a sudden end left half-written must not swallow the next one.
  if (flags === 'a') await handle.write('\n');
  return {
    file,
    write: async (entry) => {
      await handle.write(`${JSON.stringify(entry)}\n`);
      await handle.sync();
    },
    close: () => handle.close(),
  };
}

/** @throws Failure (`usage`) where there is no such run, `input` where the file is no journal */
export async function readJournal(folder: string, run: string): Promise<[RunStart, ...JournalEntry[]]> {
  const file = join(folder, `${run}.jsonl`);
  const [start, ...rest] = entriesOf(await textOf(file, folder));
  if (start?.kind === 'run' && start.version === 1) return [start, ...rest];
  throw new Failure('input', 'This is no journal of an import.', 'Name a run by its id.', { file });
}

async function textOf(file: string, folder: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error;
    const runs = await runsIn(folder);
    const next = runs.length > 0 ? `Runs in ${folder}: ${runs.join(', ')}.` : 'Say with --journal where journals are.';
    throw new Failure('usage', 'There is no journal of this run.', next, { file });
  }
}

async function runsIn(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.flatMap((name) => /^(.+)\.jsonl$/.exec(name)?.[1] ?? []).toSorted();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** The last line may be cut off where the run was killed: what it would have said has not happened yet. */
function entriesOf(text: string): JournalEntry[] {
  return text.split('\n').flatMap((line): JournalEntry[] => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as JournalEntry];
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  });
}
