import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../model/index.js';
import { emptyState, readState, type State, stateText } from './state.js';

/** A state, and what keeps it. */
export interface KeptState {
  state: State;
  /** Writes the state as it is now, whole or not at all; ends when it is on the disk. */
  keep(): Promise<void>;
}

/**
 * @param file absent: the state is in memory only. One that is not there yet is made
 * @throws Failure (`usage`) when the file cannot be read or written, or holds something else
 */
export async function openState(file: string | undefined): Promise<KeptState> {
  if (file === undefined) return { state: emptyState(), keep: async () => undefined };
  const text = await textOf(file);
  const state = text === undefined ? emptyState() : readState(text, file);
  const keep = oneAtATime(() => writeDurably(file, stateText(state)));
  await keep();
  return { state, keep };
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw failureOf(error, 'read', file);
  }
}

/** Into a neighbour first, which is on the disk before it takes the place of the file. Others need not read keys in it. */
async function writeDurably(file: string, text: string): Promise<void> {
  const neighbour = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    const handle = await open(neighbour, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(neighbour, file);
  } catch (error) {
    await rm(neighbour, { force: true });
    throw failureOf(error, 'written', file);
  }
}

function failureOf(error: unknown, what: 'read' | 'written', file: string): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  return new Failure('usage', `The state cannot be ${what}: ${code}.`, 'Name another --state FILE.', { file });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** @returns does it, or where it is being done waits and does it once more for all who asked meanwhile */
export function oneAtATime(write: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    next = undefined;
    running = write().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(start, start);
    return next;
  };
}
