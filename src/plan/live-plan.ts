import { Failure, type Json } from '../model/index.js';
import type { WriteStep } from './call.js';
import { hashOf } from './canonical.js';
import { type Change, changesOf } from './changes.js';
import type { Desired } from './desired.js';
import type { Observed } from './observed.js';
import { isOwned } from './ownership.js';
import { writesFor } from './writes.js';

/** What an import would do to an account as it is now. */
export interface LivePlan {
  /** Of the API that is there; absent where one is made. */
  apiId?: string;
  region: string;
  accountId: string;
  /** SHA-256 of the definition. */
  file: string;
  /** SHA-256 of what was read of the account. */
  observed: string;
  /** SHA-256 of the calls with all their members: what a report hides counts here. */
  digest: string;
  changes: Change[];
  steps: WriteStep[];
  notes: string[];
}

/**
 * @param file SHA-256 of the definition
 * @throws Failure (`refused`) where a function's policy has no room left
 */
export function livePlan(desired: Desired, observed: Observed, file: string): LivePlan {
  const changes = changesOf(desired, observed);
  const steps = changes.every(({ action }) => action === 'unchanged') ? [] : writesFor(desired, observed, changes);
  // Both are plain JSON by their types, which the compiler does not follow through interfaces.
  const [seen, calls] = [observed as unknown as Json, steps as unknown as Json];
  return {
    ...(observed.api && { apiId: observed.api.apiId }),
    ...{ region: desired.place.region, accountId: desired.place.accountId },
    ...{ file, observed: hashOf(seen), digest: hashOf(calls), changes, steps, notes: desired.notes },
  };
}

/** @throws Failure (`refused`) where the API is not one that an import has made, and `replace` does not say that it may be changed */
export function refuseForeign({ api }: Observed, replace: boolean): void {
  if (!api || replace || isOwned(api.tags)) return;
  throw new Failure(
    'refused',
    `API ${api.apiId} (${api.settings['name']}) was not made by migrate: it has none of its tags.`,
    'Add --replace to put this definition over it, or leave --api-id out to make a new API.',
  );
}

/** What a saved plan says of itself. */
export type SavedPlan = Pick<LivePlan, 'file' | 'observed' | 'digest'>;

/** @throws Failure (`refused`) where the saved plan is not the one that would be executed now, with what has moved */
export function refuseMoved(saved: SavedPlan, plan: LivePlan): void {
  const moved = [
    ...(saved.file === plan.file ? [] : ['the definition has changed']),
    ...(saved.observed === plan.observed ? [] : ['the account has changed']),
    ...(saved.digest === plan.digest ? [] : ['the calls would be others, as with other flags (--from, --stage …)']),
  ];
  if (moved.length === 0) return;
  throw new Failure(
    'refused',
    `The saved plan no longer holds; since it was made, ${moved.join(', ')}.`,
    'Give the flags that it was made with; or make it again, read it, and import with the new one: ' +
      'migrate import FILE --dry-run --live --format json -o plan.json',
  );
}
