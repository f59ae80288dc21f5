import type { Construct } from './construct.js';
import type { Acceptance } from './decisions.js';
import type { HttpApi } from './http-api.js';
import type { HttpStage } from './http-stage.js';
import type { Json } from './json.js';
import type { Route } from './route.js';
import type { RuleId } from './rule.js';

/**
 * Where a construct ended.
 *
 * - `carried` the same in the HTTP API
 * - `rewritten` other words, same behaviour
 * - `behaviour-changes` it works, but callers or the backend see a difference
 * - `replaced` another feature does its job
 * - `dropped` gone: it had no effect, or the user accepted the loss
 * - `blocked` cannot move, or not without a decision
 * - `unknown` the file does not tell
 */
export type Outcome = 'carried' | 'rewritten' | 'behaviour-changes' | 'replaced' | 'dropped' | 'blocked' | 'unknown';

/** All outcomes, in the order in which reports count them. */
export const outcomes = [
  'carried',
  'rewritten',
  'behaviour-changes',
  'replaced',
  'dropped',
  'blocked',
  'unknown',
] as const satisfies Outcome[];

/** What became of one construct. There is exactly one entry per construct. */
export interface LedgerEntry {
  construct: Construct;
  rule: RuleId;
  outcome: Outcome;
  /** What happened here, with the names of this API. */
  message: string;
  /** The acceptance in `migrate.config.yaml` that turned `blocked` or `unknown` into `dropped`. */
  accepted?: Acceptance;
  /** For a method that stays because of other entries: the rules of these. */
  because?: RuleId[];
  /** For blocked entries: whether a decision (not an acceptance) can free it. */
  decidable?: boolean;
}

/** @returns whether an entry still holds something back: it is blocked, or nobody knows */
export function isOpen({ outcome }: Pick<LedgerEntry, 'outcome'>): boolean {
  return outcome === 'blocked' || outcome === 'unknown';
}

/** Something the file cannot tell. */
export interface Question {
  id: string;
  question: string;
  /** The read-only command that can; absent where only people know. */
  command?: string;
  /** The part of `migrate.config.yaml` that the answer goes to; absent where no decision depends on it. */
  decides?: OpenDecision;
}

/** A decision that nobody has made yet. */
export interface OpenDecision {
  /** The way to it from the root of the file: `['authorizers', 'Customers', 'audience']`. */
  key: [string, ...string[]];
  /** What is to be written there, with `''` or `null` where only the user knows: neither passes the schema. */
  form: Json;
  /** Methods that cannot move without it. */
  routes: Route[];
}

export type Verdict = 'ready' | 'ready-with-changes' | 'needs-decisions' | 'stay-on-rest' | 'unknown';

export interface RouteVerdict {
  route: Route;
  verdict: Verdict;
}

/** The conversion's result and its account of itself. */
export interface Conversion {
  /** The routes that can move; complete only if nothing in the ledger is blocked or unknown. */
  httpApi: HttpApi;
  /** What the stage of the HTTP API is to be; absent where nobody told how the stage of the REST API is set. */
  stage?: HttpStage;
  ledger: LedgerEntry[];
  questions: Question[];
  routes: RouteVerdict[];
  verdict: Verdict;
}

/** @returns what the ledger says of each method, in its order; what concerns the whole API is not in it */
export function entriesByRoute(ledger: readonly LedgerEntry[]): Map<Route, LedgerEntry[]> {
  const byRoute = new Map<Route, LedgerEntry[]>();
  for (const entry of ledger) {
    const { route } = entry.construct;
    if (route === undefined) continue;
    const list = byRoute.get(route);
    if (list) list.push(entry);
    else byRoute.set(route, [entry]);
  }
  return byRoute;
}
