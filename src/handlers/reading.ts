import type { Span } from './code.js';

/** Stands for a key that is made at run time. */
export const anyKey = '*';

/** What a source does with an event, or with the answer to one. */
export type Reading = Span & { entry?: Entry } & (
    | EventRead
    /** An object or a dictionary that is an answer, by its `statusCode` or since a handler returns it. */
    | { kind: 'answer'; keys: string[]; headers: string[] }
    | { kind: 'thrown'; text: string }
    | { kind: 'import'; module: string; names: string[] }
    /** A text that names an API. */
    | { kind: 'text'; text: string }
  );

/** A value that is read of the event. */
export interface EventRead {
  kind: 'read';
  /** The way to it: `['headers', 'Authorization']`. */
  path: string[];
  /** How much of the way was gone before, by the name of a variable. */
  known: number;
  /** What it is compared with: a text, or `null` where that is told apart from what is absent. */
  comparedWith?: string | null;
  /** Function that it is handed to, as written: `JSON.parse`. */
  into?: string;
  /** Whether an absent key raises an error. */
  demands: boolean;
  /** Where the statement begins: what it also reads may stand in for this. */
  statement: number;
}

/** A function that gets the event from Lambda, or from one that does. */
export interface Entry {
  name: string;
  from: number;
}
