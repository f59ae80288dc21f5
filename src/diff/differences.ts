import { type DifferenceClass, differenceClasses, type Json, type RuleId } from '../model/index.js';
import { curlOf } from './curl.js';
import type { DefinitionDifference } from './definition/definition-difference.js';
import { addToGroup, differenceOfGroup, type Group } from './difference-groups.js';
import { type Explain, routeOf } from './explain.js';
import type { NotShown } from './not-shown.js';
import type { ReplayedTraffic } from './replay.js';
import { openCount } from './request-count.js';
import { hideSecrets } from './secrets.js';
import type { ComparedSighting, Sighting } from './sighting.js';
import { type Defined, type Shown, telling } from './told-once.js';
import { type Ignored, ignoredBy, type VolatileValue } from './volatile.js';

/** Equal differences, as one. */
export interface Difference {
  class: DifferenceClass;
  /** The rule that foretold it; `null` where none did. */
  rule: RuleId | null;
  /** Set where somebody gets in who was kept out, and the user accepted that loss by name. */
  accepted?: true;
  /** What differs; for explained ones a name of many is written `*`, as in `event.headers.*`. What only the definitions tell begins with `definition.`. */
  aspect: string;
  /** The route where it was seen; `null` where it is more than one, or none. */
  route: string | null;
  /** How many routes show it; 0 where no method of the REST API takes such requests, or where it is about the whole API. */
  routes: number;
  /** Values of the first one seen; absent where there is none. */
  rest?: Json;
  http?: Json;
  /** The first request that shows it, as a command line without secrets; absent where only the definitions tell it. */
  example?: string;
  /** How many requests show it; one that stands for recorded traffic counts as often as it was recorded. */
  count: number;
  /** What share of the recorded requests that is, from 0 to 1; absent where none were recorded, and where only the definitions tell it. */
  share?: number;
}

/** A feature that a simulator lacks: what it would have changed is not known. */
export interface NotCompared {
  gateway: 'rest' | 'http';
  feature: string;
  /** Name of the first request that needs it; absent where all do. */
  example?: string;
  count: number;
}

/** What came out of sending the same requests to both. */
export interface DiffResult {
  requests: number;
  /**
   * Requests, compared in full, after which the caller finds nothing worse than a benign difference: let in or refused
   * alike, and the same reply but for ids. What the backends get may differ.
   */
  same: number;
  differences: Difference[];
  /** How many of `differences` no rule foretold; those of class `security` that nobody accepted are among them. */
  unexplained: number;
  /** Differing values that are noise, see `volatile.ts`. */
  ignored: number;
  /** The same, by reason. */
  ignoredBy: Ignored[];
  notCompared: NotCompared[];
  /** Rules of the ledger that foretell a difference which no request shows; absent where nobody looked on, see `not-shown.ts`. */
  notShown?: NotShown[];
  /** REST routes whose requests go unanswered because the method stays on REST. */
  staying: string[];
  /** Routes that requests were made for, in order. */
  routes?: string[];
  /** What both APIs made of the first request that shows a difference, with its secrets: reports take them out before they show it. */
  examples?: ReadonlyMap<Difference, Sighting>;
  /** Between live APIs: what differs between two answers of the REST API itself, in order. It is counted in `ignored`. */
  noise?: { aspect: string; count: number }[];
  /** Recorded requests that were compared, and how many of them are the same, in the sense of `same`; absent where there are none. */
  recorded?: { requests: number; same: number };
  /** What was read of recorded traffic; absent where none was. */
  traffic?: readonly ReplayedTraffic[];
}

/** Adds up what requests show, one after the other. Of those that show nothing new it keeps nothing: there may be many. */
export interface Summary {
  add(sighting: ComparedSighting): void;
  /** Equal differences as one: by class, then rule, then aspect. */
  result(): DiffResult;
}

/** @param definition what the definitions differ in, beside what requests show */
export function openSummary(explain: Explain, definition: readonly DefinitionDifference[] = []): Summary {
  const { tell, rest } = telling(definition, explain);
  const groups = new Map<string, Group>();
  const count = openCount();
  const noise: VolatileValue[] = [];
  const staying = new Set<string>();
  const take = (one: Shown) => {
    addToGroup(groups, one);
    const route = one.rule === 'routes/stays' ? routeOf(one.sighting) : undefined;
    if (route !== undefined) staying.add(route);
  };
  return {
    add(sighting) {
      count.add(sighting);
      noise.push(...sighting.ignored);
      for (const one of tell(sighting)) take(one);
    },
    result() {
      const { shown, defined } = rest();
      for (const one of shown) take(one);
      const { recorded, ...counted } = count.result();
      const seen: Seen[] = [
        ...[...groups.values()].map((group): Seen => [differenceOfGroup(group, recorded.requests), group.first]),
        ...defined.map((one): Seen => [definedDifference(one), one.shownBy]),
      ];
      const differences = seen.map(([difference]) => difference).sort(inOrder);
      return {
        ...counted,
        ...(recorded.requests > 0 && { recorded }),
        differences,
        unexplained: differences.filter(({ rule }) => rule === null).length,
        ignored: noise.length,
        ignoredBy: ignoredBy(noise),
        staying: [...staying].sort(compareText),
        examples: new Map(seen.filter((one): one is [Difference, Sighting] => one[1] !== undefined)),
      };
    },
  };
}

/** A difference, and the first request that shows it. */
type Seen = [Difference, Sighting | undefined];

/** @returns the differences of all sightings, see `openSummary` */
export function summarise(
  sightings: readonly ComparedSighting[],
  explain: Explain,
  definition: readonly DefinitionDifference[] = [],
): DiffResult {
  const summary = openSummary(explain, definition);
  for (const sighting of sightings) summary.add(sighting);
  return summary.result();
}

function definedDifference({ difference, shownBy }: Defined): Difference {
  const { class: of, aspect, route, rest, http } = difference;
  return {
    class: of,
    rule: null,
    aspect,
    route,
    routes: route === null ? 0 : 1,
    ...hideSecrets(aspect, rest, http),
    ...(shownBy ? { example: curlOf(shownBy.request) } : {}),
    count: 1,
  };
}

function inOrder(one: Difference, other: Difference): number {
  return (
    differenceClasses.indexOf(one.class) - differenceClasses.indexOf(other.class) ||
    compareText(one.rule ?? '', other.rule ?? '') ||
    compareText(one.aspect, other.aspect) ||
    compareText(one.route ?? '', other.route ?? '')
  );
}

/** By code unit, so that the order does not hang on a locale. */
function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
