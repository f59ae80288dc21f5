import type { Json } from './json.js';

/** What a caller of a written request presents: of some quality, or by the names of authorizers, `api-key` and `iam`. */
export type WrittenCredentials = 'good' | 'none' | 'wrong' | 'expired' | readonly string[];

type WrittenValue = string | number | boolean;

/** A request that somebody wrote down, as `schemas/requests.schema.json` describes it. */
export interface WrittenRequest {
  name?: string;
  method: string;
  /** As on the wire: percent-encoded, without the stage; a query may follow. */
  path: string;
  query?: Record<string, WrittenValue | readonly WrittenValue[]>;
  headers?: Record<string, WrittenValue | readonly WrittenValue[]>;
  /** A text as it is sent; anything else as JSON. */
  body?: Json;
  /** Absent: good ones, for all that the method asks for. */
  credentials?: WrittenCredentials;
  /** How many requests of real traffic it stands for. */
  weight?: number;
}
