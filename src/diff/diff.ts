import type { Gateway } from '../gateway/gateway.js';
import type { LedgerEntry, RestApi } from '../model/index.js';
import { askedBy } from './asked.js';
import type { DefinitionDifference } from './definition/definition-difference.js';
import type { DiffRequest } from './diff-request.js';
import { type DiffResult, openSummary } from './differences.js';
import { explainer } from './explain.js';
import { guardWatch } from './never-passed.js';
import { onlooker } from './not-shown.js';
import { compareSighting } from './sighting.js';

/** The two sides, and what is done before each request. */
export interface Sides {
  rest: Gateway;
  http: Gateway;
  /** Lets time pass, so that no authorizer decision is cached from one request to the next. */
  beforeEach(): void;
  /** Told, and waited for, after each request. */
  afterEach?(sent: number): Promise<void>;
  /** What had to be assumed to simulate the REST API; listed with what is not compared. */
  assumed: readonly string[];
}

/** The REST API, and the conversion's account of what it changed: it says which differences were foretold. */
export interface Account {
  api: RestApi;
  ledger: readonly LedgerEntry[];
  /** What of the HTTP API's definition is not as the conversion makes it, see `definition.ts`. */
  definition?: readonly DefinitionDifference[];
}

/** Sends every request to both gateways, one after the other, and explains what differs. */
export async function diff(
  sides: Sides,
  requests: readonly DiffRequest[],
  { api, ledger, definition }: Account,
): Promise<DiffResult> {
  const asked = askedBy(api);
  const looking = onlooker(ledger);
  const guards = guardWatch(asked);
  const summary = openSummary(explainer(ledger, asked), definition);
  let sent = 0;
  for (const request of requests) {
    sides.beforeEach();
    const [rest, http] = await Promise.all([sides.rest.handle(request.request), sides.http.handle(request.request)]);
    const sighting = compareSighting({ request, rest, http });
    looking.see(sighting);
    guards.see(sighting);
    summary.add(sighting);
    sent += 1;
    await sides.afterEach?.(sent);
  }
  const result = summary.result();
  const assumed = sides.assumed.map((feature) => ({ gateway: 'rest' as const, feature, count: requests.length }));
  return {
    ...result,
    notShown: looking.notShown(new Set(result.differences.flatMap(({ rule }) => rule ?? []))),
    notCompared: [...assumed, ...guards.neverPassed(), ...result.notCompared],
  };
}
