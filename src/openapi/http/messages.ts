import type { Evidence, Pointer } from '../../model/index.js';
import { type FactId, facts } from './facts.js';

/** What ImportApi would say about one place of a definition, or what nobody knows about it. */
export interface ImportMessage {
  text: string;
  at: Pointer;
  fact: FactId;
  /** `U`: AWS's reaction is not documented. */
  evidence: Evidence;
  link: string;
}

/** Messages by level, each in the order of the definition. With failOnWarnings=true the last two stop an import (IM-Q-FAIL). */
export interface ImportMessages {
  info: ImportMessage[];
  warnings: ImportMessage[];
  errors: ImportMessage[];
}

/** Collects messages while a definition is read. */
export class Messages implements ImportMessages {
  readonly info: ImportMessage[] = [];
  readonly warnings: ImportMessage[] = [];
  readonly errors: ImportMessage[] = [];

  /** The definition imports; something in it has no effect, or is worth knowing. */
  tell(at: Pointer, fact: FactId, text: string): void {
    this.info.push(messageOf(at, fact, text));
  }

  /** AWS is known to warn. */
  warn(at: Pointer, fact: FactId, text: string): void {
    this.warnings.push(messageOf(at, fact, text));
  }

  /** Nobody has documented what ImportApi does with this. A warning, because unknown is never ok. */
  unverified(at: Pointer, fact: FactId, text: string): void {
    const message = messageOf(at, fact, `${text} How ImportApi reacts is not documented.`);
    this.warnings.push({ ...message, evidence: 'U' });
  }

  /** AWS refuses this, or documents a limit or a grammar that it breaks. */
  refuse(at: Pointer, fact: FactId, text: string): void {
    this.errors.push(messageOf(at, fact, text));
  }
}

function messageOf(at: Pointer, fact: FactId, text: string): ImportMessage {
  return { text, at, fact, ...facts[fact] };
}
