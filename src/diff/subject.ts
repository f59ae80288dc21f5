import type { Operation, RestApi } from '../model/index.js';
import type { Caller } from './caller.js';
import type { Draft } from './compose.js';
import type { Credential } from './diff-request.js';

/** What is known of one operation while its requests are made. */
export interface Subject {
  operation: Operation;
  api: RestApi;
  caller: Caller;
  /** Methods declared on the same path. */
  siblings: ReadonlySet<string>;
  /** A good call. */
  draft: Draft;
  /** Those that pass. */
  credentials: Credential[];
}
