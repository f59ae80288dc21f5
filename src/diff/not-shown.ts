import { isOpen, type LedgerEntry, type RuleId, routeKey } from '../model/index.js';
import { routeOf } from './explain.js';
import { any, type Foretells, takenElsewhere } from './foretold/conditions.js';
import type { Need } from './foretold/foretelling.js';
import { foretold } from './foretold.js';
import { recordOf } from './record.js';
import type { ComparedSighting, Sighting } from './sighting.js';

/** A rule of the ledger that foretells a difference, and why no request shows one. */
export interface NotShown {
  rule: RuleId;
  /** A part of a sentence. */
  reason: string;
}

/** Looks on while requests are compared, and keeps only what it needs to tell why a rule was not shown. */
export interface Onlooker {
  see(sighting: ComparedSighting): void;
  /** @param explaining rules that explain a difference that was seen: those are shown, whatever else holds */
  notShown(explaining: ReadonlySet<RuleId>): NotShown[];
}

/** Said of a rule that was not shown though every need was met: a request is missing, or the rule is one too many. */
export const idle = 'requests that ought to show it were sent, and both APIs treated them alike';

/** What is expected of one rule, and how far requests have come towards it. */
interface Expectation {
  rule: RuleId;
  foretells: Foretells;
  needs: readonly Need[];
  /** The most needs, in their order, that one request met; absent as long as no request concerns the rule. */
  met?: number;
  isShown: boolean;
}

/**
 * The converse of an explanation: whatever a rule of the ledger foretells is seen, or there is a reason why not. Reasons
 * come of the requests that were sent: a rule has needs in an order, and the first one that none met is the reason.
 */
export function onlooker(ledger: readonly LedgerEntry[]): Onlooker {
  const record = recordOf(ledger);
  const settled = new Set(ledger.filter((entry) => !isOpen(entry)).map(({ rule }) => rule));
  const expected = new Map(
    record.rules.flatMap((rule) => {
      const one = expectationOf(rule, settled.has(rule));
      return one ? [[rule, one] as const] : [];
    }),
  );
  let waiting = [...expected.values()];

  return {
    see(sighting) {
      for (const one of waiting) {
        const isConcerned = placesOf(one.rule, sighting).some((place) => record.onRecord(one.rule, place).length > 0);
        if (isConcerned) look(one, sighting);
      }
      waiting = waiting.filter(({ isShown }) => !isShown);
    },
    notShown: (explaining) =>
      record.rules
        .filter((rule) => !explaining.has(rule) && expected.get(rule)?.isShown !== true)
        .flatMap((rule) => reasonFor(rule, expected.get(rule), ledger) ?? [])
        .sort((one, other) => (one.rule < other.rule ? -1 : 1)),
  };
}

/** A rule whose entries are all open keeps its methods on REST, and that is a difference too. */
function expectationOf(rule: RuleId, isSettled: boolean): Expectation | undefined {
  const row = foretold[rule];
  const stays = isSettled ? [] : [takenElsewhere];
  switch (row.kind) {
    case 'shown':
      return { rule, foretells: any(row.foretells, ...stays), needs: row.needs, isShown: false };
    case 'keeps-back':
    case 'cannot-show':
      return isSettled ? undefined : { rule, foretells: any(...stays), needs: [], isShown: false };
    case 'unchanged':
      return undefined;
  }
}

/** Rules that stand at the route which takes the requests of another. */
const ofCatches: ReadonlySet<RuleId> = new Set(['routes/would-catch', 'routes/takes-more', 'routes/any-written-out']);

function placesOf(rule: RuleId, sighting: Sighting): (string | undefined)[] {
  const { route } = sighting.http;
  const taker = ofCatches.has(rule) && route !== undefined ? [route, route.replace(/^\S+/, 'ANY')] : [];
  return [routeOf(sighting), ...taker];
}

function look(one: Expectation, sighting: ComparedSighting): void {
  one.isShown = sighting.differences.some((difference) => one.foretells(difference, sighting));
  const unmet = one.needs.findIndex(({ isMet }) => !isMet(sighting));
  one.met = Math.max(one.met ?? 0, unmet < 0 ? one.needs.length : unmet);
}

function reasonFor(
  rule: RuleId,
  expectation: Expectation | undefined,
  ledger: readonly LedgerEntry[],
): NotShown | undefined {
  const row = foretold[rule];
  switch (row.kind) {
    case 'unchanged':
      return undefined;
    case 'cannot-show':
      return { rule, reason: row.reason };
    case 'keeps-back':
      return { rule, reason: expectation?.met === undefined ? `${notTried(rule, ledger)}: ${row.reason}` : idle };
    case 'shown':
      return {
        rule,
        reason:
          expectation?.met === undefined ? notTried(rule, ledger) : (row.needs[expectation.met]?.otherwise ?? idle),
      };
  }
}

function notTried(rule: RuleId, ledger: readonly LedgerEntry[]): string {
  const routes = ledger.flatMap(({ rule: of, construct: { route } }) =>
    of === rule && route ? [routeKey(route)] : [],
  );
  const [first, ...more] = [...new Set(routes)].sort();
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return `no request could be made for ${first ?? 'it'}${others}`;
}
