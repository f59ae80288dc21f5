import type { RuleId } from '../../model/index.js';
import type { EventRead, Reading } from '../reading.js';

/**
 * How sure it is that something has to be done.
 *
 * - `breaks` what the code expects is not there any more
 * - `changes` it is there, and says something else
 * - `check` whether it matters, only those who know the code can tell
 */
export type Grade = 'breaks' | 'changes' | 'check';

/** What a rule of the ledger means for one use. */
export interface Judgement {
  rule: RuleId;
  grade: Grade;
  /** What happens after the move. */
  what: string;
  /** What to write instead. */
  instead: string;
}

/** What a function is called for. */
export type Role = 'integration' | 'authorizer';

/** What is known of the file around a reading. */
export interface Around {
  role: Role;
  /** All readings of the file. */
  readings: readonly Reading[];
}

/** Says what the rules mean for a reading; those that the ledger does not have are left out later. */
export type Judge = (reading: Reading, around: Around) => Judgement[];

export const p1: RuleId = 'lambda/payload-1';
export const p2: RuleId = 'lambda/payload-2';

/** @returns judgements of reads of one place in the event; only where the place itself is read, not where a name for it is used */
export function at(path: string, judge: (read: EventRead, around: Around) => Judgement[]): Judge {
  const keys = path.split('.');
  return (reading, around) => {
    if (reading.kind !== 'read' || reading.known >= keys.length) return [];
    const fits = keys.every((key, index) => reading.path[index] === key);
    return fits ? judge(reading, around) : [];
  };
}

/** @returns judgements of reads of the keys below one place, and of the place as a whole; a variable may stand for the place */
export function below(path: string, judge: (read: EventRead, around: Around) => Judgement[]): Judge {
  const keys = path.split('.');
  return (reading, around) => {
    if (reading.kind !== 'read' || reading.known > keys.length) return [];
    if (reading.known === keys.length && reading.path.length === keys.length) return [];
    const fits = keys.every((key, index) => reading.path[index] === key);
    return fits ? judge(reading, around) : [];
  };
}

/** @returns a judgement in one line */
export function told(rule: RuleId, grade: Grade, what: string, instead: string): Judgement {
  return { rule, grade, what, instead };
}
