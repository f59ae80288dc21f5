import { type LedgerEntry, type RuleId, routeKey } from '../model/index.js';
import { type Asked, asksOf, lackAt, lackOf, type RequirementKind } from './asked.js';
import { isBackendCall, isSameRoute } from './compare.js';
import type { Foretells } from './foretold/conditions.js';
import type { Foretelling } from './foretold/foretelling.js';
import { foretold } from './foretold.js';
import { overridingVerb } from './method-override.js';
import type { RawDifference } from './raw-difference.js';
import { type LedgerRecord, recordOf } from './record.js';
import { isSecurity, type Sighting, weakens } from './sighting.js';

/** @returns the rule of the ledger that foretold a difference, or nothing where none did. */
export type Explain = (difference: RawDifference, sighting: Sighting) => RuleId | undefined;

/**
 * Ties differences to the ledger. A rule counts only where the ledger has an entry of it for the route that REST took
 * or for the whole API. Where the HTTP API lets in what the REST API kept out, only losses that the user accepted by
 * name count, and they must cover everything that the caller lacked.
 */
export function explainer(ledger: readonly LedgerEntry[], asked: Asked): Explain {
  const record = recordOf(ledger);
  const rules = ofRequests.filter(({ rule }) => record.rules.includes(rule));
  return (difference, sighting) => {
    const here = routeOf(sighting);
    if (!isSecurity(difference, sighting)) {
      const found = rules.find(
        ({ rule, foretells }) => foretells(difference, sighting) && record.onRecord(rule, here).length > 0,
      );
      return found?.rule ?? toldCatch(sighting, record) ?? acceptedCatch(sighting, record);
    }
    // Where a good call is open now, nobody asks for anything; else, not for what the caller lacked.
    const unshown = weakens(sighting) ? lackOf(sighting, asked) : asksOf(sighting, asked);
    const isAccepted = (rule: RuleId) => record.onRecord(rule, here).some(({ accepted }) => accepted !== undefined);
    return (
      toldOverride(sighting, { record, asked }) ??
      acceptedCatch(sighting, record) ??
      toldCatch(sighting, record) ??
      acceptedLoss(unshown, isAccepted) ??
      rules.find(({ rule, foretells }) => unshown.length === 0 && foretells(difference, sighting) && isAccepted(rule))
        ?.rule
    );
  };
}

/** @returns the route by which a sighting is looked up: the one that REST took, else the one it was meant for */
export function routeOf({ rest, request }: Sighting): string | undefined {
  return rest.route ?? (request.route && routeKey(request.route));
}

function foretellsOf(rule: RuleId, row: Foretelling): { rule: RuleId; foretells: Foretells }[] {
  if (row.kind === 'shown') return [{ rule, foretells: row.foretells }];
  return row.kind === 'cannot-show' && row.besides ? [{ rule, foretells: row.besides }] : [];
}

/** The rules that requests show, in their order. Object.entries forgets the key type; the table holds every rule and nothing else. */
const ofRequests = (Object.entries(foretold) as [RuleId, Foretelling][]).flatMap(([rule, row]) =>
  foretellsOf(rule, row),
);

/** The rule by which a requirement is given up; the others are never given up. */
const lossOf: Record<RequirementKind, RuleId | undefined> = {
  'api-key': 'access/api-key',
  unresolved: 'access/unresolved',
  authorizer: undefined,
  iam: undefined,
};

/** @returns the loss that explains why nobody asks for these, if each of them was accepted. */
function acceptedLoss(kinds: readonly RequirementKind[], isAccepted: (rule: RuleId) => boolean): RuleId | undefined {
  const [first] = kinds;
  return first !== undefined && areAccepted(kinds, isAccepted) ? lossOf[first] : undefined;
}

function areAccepted(kinds: readonly RequirementKind[], isAccepted: (rule: RuleId) => boolean): boolean {
  return kinds.map((kind) => lossOf[kind]).every((rule) => rule !== undefined && isAccepted(rule));
}

/**
 * REST took the call for the method that X-HTTP-Method-Override names, and the HTTP API takes it for its verb. That gives
 * nobody more than the verb itself, as long as REST asks callers of the verb for nothing but what they show here, or what was
 * given up by name at that route.
 */
function toldOverride(
  sighting: Sighting,
  { record, asked }: { record: LedgerRecord; asked: Asked },
): RuleId | undefined {
  const { rest, http, request } = sighting;
  const rule: RuleId = 'behaviour/method-override';
  if (http.route === undefined || rest.route === http.route || record.entriesOf(rule).length === 0) return undefined;
  const place = [http.route, http.route.replace(/^\S+/, 'ANY')].find((one) => asked.has(one));
  if (place === undefined || overridingVerb(request.request) === undefined) return undefined;
  const unshown = http.authorization.kind === 'open' ? asked.get(place) : lackAt(place, sighting, asked);
  const isAccepted = (loss: RuleId) => record.onRecord(loss, place).some(({ accepted }) => accepted !== undefined);
  return areAccepted(unshown ?? [], isAccepted) ? rule : undefined;
}

/** A catch is accepted at the route that takes the requests of another; an `ANY` route may be written out verb by verb. */
function acceptedCatch({ rest, http }: Sighting, { entriesOf }: LedgerRecord): RuleId | undefined {
  if (http.route === undefined || isSameRoute(rest, http)) return undefined;
  const catchers = [http.route, http.route.replace(/^\S+/, 'ANY')];
  const isAccepted = catchers.some((place) => entriesOf('routes/would-catch', place).some(({ accepted }) => accepted));
  return isAccepted ? 'routes/would-catch' : undefined;
}

/** Rules that need no acceptance to explain that somebody gets in. */
const toldOnly: readonly RuleId[] = ['routes/takes-more', 'routes/any-written-out', 'behaviour/method-override'];

/** @returns whether a rule tells of somebody who gets in without anybody having accepted that */
export function isToldOnly(rule: RuleId): boolean {
  return toldOnly.includes(rule);
}

/**
 * What no REST method takes was refused to everybody alike, and a preflight is answered by a mock; that another route
 * takes it now needs to be told, at that route. That somebody gets in whom an OPTIONS method refused is another matter.
 */
function toldCatch(sighting: Sighting, { entriesOf }: LedgerRecord): RuleId | undefined {
  const { rest, http } = sighting;
  const isMocked = !rest.calls.some(isBackendCall) && !weakens(sighting);
  const isPreflight = rest.route?.startsWith('OPTIONS ') && isMocked;
  const isFree = rest.route === undefined || (isPreflight && !isSameRoute(rest, http));
  if (!isFree || http.route === undefined) return undefined;
  const catchers = [http.route, http.route.replace(/^\S+/, 'ANY')];
  return toldOnly.find((rule) => catchers.some((place) => entriesOf(rule, place).length > 0));
}
