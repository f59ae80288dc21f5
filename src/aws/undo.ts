import { type Bindings, bound, type Call, type UndoOperation, type WriteOperation } from '../plan/call.js';
import { hashOf } from '../plan/canonical.js';
import type { Account } from './account.js';
import type { Journal, JournalEntry } from './journal.js';
import { settled } from './settled.js';
import { troubleOf } from './trouble.js';
import { LostAnswer, write } from './write.js';

/** A run as its journal has it, and how to go on with it. */
export interface Run {
  run: string;
  account: Account;
  journal: Journal;
  /** The time, as ISO 8601. */
  now(): string;
}

/** A step that may have changed something, and is not taken back. */
export interface OpenStep {
  step: number;
  title: string;
  operation: WriteOperation;
  undo: Call<UndoOperation>[];
  /** Absent where nobody knows whether the call was done. */
  bindings?: Bindings;
}

/** @returns the steps that are to be taken back, the last one first */
export function openSteps(entries: readonly JournalEntry[]): OpenStep[] {
  const open = new Map<number, OpenStep>();
  for (const entry of entries) {
    switch (entry.kind) {
      case 'call':
        // The journal is ours, and has only operations that we know.
        open.set(entry.step, { ...entry, operation: entry.operation as WriteOperation });
        break;
      case 'done': {
        const step = open.get(entry.step);
        if (step) open.set(entry.step, { ...step, bindings: entry.bindings });
        break;
      }
      case 'refused':
      case 'undone':
        open.delete(entry.step);
        break;
      case 'run':
      case 'undo':
      case 'end':
        break;
    }
  }
  return [...open.values()].toSorted((one, other) => other.step - one.step);
}

/**
 * Takes steps back, each as far as it goes: what one cannot do does not keep the others.
 *
 * @returns what remains, in words; empty where all is as it was
 */
export async function takeBack(steps: readonly OpenStep[], run: Run): Promise<string[]> {
  const remains: string[] = [];
  for (const step of steps) {
    try {
      await takeStepBack(step, run);
    } catch (error) {
      const message = error instanceof LostAnswer ? error.message : troubleOf(error)?.message;
      if (message === undefined) throw error;
      remains.push(`${step.title}: ${message}`);
    }
  }
  return remains;
}

async function takeStepBack(open: OpenStep, { run, account, journal, now }: Run): Promise<void> {
  const { step, undo } = open;
  const bindings = open.bindings ?? (await lostBindings(open, { run, account }));
  for (const call of bindings === 'absent' ? [] : undo) {
    const next = bound(call, { ...(bindings === 'absent' ? {} : bindings), run });
    await journal.write({ kind: 'undo', step, at: now(), operation: next.operation, request: hashOf(next.input) });
    await removed(account, next, run);
  }
  await journal.write({ kind: 'undone', step, at: now() });
}

/** What the call made, if it was done: its mark tells. What leaves no mark is put back in any case. */
async function lostBindings({ operation, undo }: OpenStep, { run, account }: Pick<Run, 'run' | 'account'>) {
  // An undo names the same resource as the call it takes back.
  const made = await settled(account, { operation, input: undo[0]?.input ?? {}, run });
  return made === 'unknown' ? {} : made;
}

/**
 * What is gone already need not be taken back; whether an API that was there before is as it was is looked at in the end.
 */
async function removed(account: Account, call: Call, run: string): Promise<void> {
  try {
    await write(account, call, run);
  } catch (error) {
    if (troubleOf(error)?.kind !== 'missing') throw error;
  }
}
