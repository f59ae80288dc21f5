import { type Json, type RuleId, routeKey } from '../model/index.js';
import { curlOf } from './curl.js';
import type { DefinitionDifference } from './definition/definition-difference.js';
import { classOf, type DifferenceClass, differenceClasses } from './difference-class.js';
import { type Explain, isToldOnly } from './explain.js';
import type { NotShown } from './not-shown.js';
import { redact } from './redact.js';
import type { ReplayedTraffic } from './replay.js';
import { hideSecrets } from './secrets.js';
import type { ComparedSighting, Sighting } from './sighting.js';
import { type Defined, type Shown, toldOnce } from './told-once.js';
import { type Ignored, ignoredBy, isVolatile } from './volatile.js';

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
  /** What both APIs made of that first request, with its secrets; reports take them out before they show it. */
  seen?: Sighting;
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
  /** Between live APIs: what differs between two answers of the REST API itself, in order. It is counted in `ignored`. */
  noise?: { aspect: string; count: number }[];
  /** Recorded requests that were compared, and how many of them are the same, in the sense of `same`; absent where there are none. */
  recorded?: { requests: number; same: number };
  /** What was read of recorded traffic; absent where none was. */
  traffic?: readonly ReplayedTraffic[];
}

/**
 * @param definition what the definitions differ in, beside what requests show
 * @returns the differences of all sightings, equal ones as one: by class, then rule, then aspect
 */
export function summarise(
  sightings: readonly ComparedSighting[],
  explain: Explain,
  definition: readonly DefinitionDifference[] = [],
): DiffResult {
  const { shown, defined } = toldOnce(sightings, definition, explain);
  const same = sightings.filter(isSame);
  const recorded = { requests: recordedOf(sightings), same: recordedOf(same) };
  const differences = [...grouped(shown, recorded.requests), ...defined.map(definedDifference)].sort(inOrder);
  const noise = sightings.flatMap(({ ignored }) => ignored);
  return {
    requests: sightings.length,
    same: same.length,
    ...(recorded.requests > 0 && { recorded }),
    differences,
    unexplained: differences.filter(({ rule }) => rule === null).length,
    ignored: noise.length,
    ignoredBy: ignoredBy(noise),
    notCompared: notComparedOf(sightings),
    staying: stayingRoutes(shown),
    routes: requestedRoutes(sightings),
  };
}

function isSame(sighting: ComparedSighting): boolean {
  const { differences, notCompared } = sighting;
  const seen = differences.filter(({ aspect }) => /^(authorization|reply\.)/.test(aspect) && !isVolatile(aspect));
  return notCompared.length === 0 && seen.every((difference) => classOf(difference, sighting) === 'benign');
}

function stayingRoutes(shown: readonly Shown[]): string[] {
  const staying = shown.filter(({ rule }) => rule === 'routes/stays').map(({ sighting }) => routeOf(sighting));
  return [...new Set(staying)].filter((route) => route !== null).sort(compareText);
}

function requestedRoutes(sightings: readonly ComparedSighting[]): string[] {
  const routes = sightings.flatMap(({ request }) => (request.route ? [routeKey(request.route)] : []));
  return [...new Set(routes)].sort(compareText);
}

/** Equal differences, and the requests that show them: one shows a difference once, however many headers it is about. */
interface Group {
  difference: Difference;
  /** Routes where it was seen. */
  seenAt: Set<string>;
  requests: number;
  recorded: number;
  last: ComparedSighting;
}

function grouped(shown: readonly Shown[], recorded: number): Difference[] {
  const groups = new Map<string, Group>();
  for (const one of shown) add(groups, one);
  return [...groups.values()].map((group) => ({
    ...group.difference,
    routes: group.seenAt.size,
    count: group.requests,
    ...(recorded > 0 && { share: rounded(group.recorded / recorded) }),
  }));
}

function add(groups: Map<string, Group>, one: Shown): void {
  const { sighting } = one;
  const place = placeOf(one);
  const key = keyOf(one, place);
  const known = groups.get(key);
  const stoodFor = sighting.request.recorded;
  if (!known) {
    const group = { difference: differenceOf(one, place), requests: stoodFor ?? 1, recorded: stoodFor ?? 0 };
    groups.set(key, { ...group, seenAt: new Set(place.route === null ? [] : [place.route]), last: sighting });
    return;
  }
  if (place.route !== null) known.seenAt.add(place.route);
  if (known.difference.route !== place.route) known.difference.route = null;
  // The differences of one request come one after the other.
  if (known.last === sighting) return;
  known.last = sighting;
  known.requests += stoodFor ?? 1;
  known.recorded += stoodFor ?? 0;
}

function recordedOf(sightings: readonly ComparedSighting[]): number {
  return sightings.reduce((sum, { request }) => sum + (request.recorded ?? 0), 0);
}

/** To a ten-thousandth of a percent. */
function rounded(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}

/** What a difference is and where, without what is only told of the first one. */
type DifferencePlace = Pick<Difference, 'class' | 'aspect' | 'route'>;

function placeOf({ raw, sighting, rule }: Shown): DifferencePlace {
  const aspect = rule === null ? raw.aspect : aspectPattern(raw.aspect);
  return { class: classOf(raw, sighting), aspect, route: routeOf(sighting) };
}

function differenceOf({ raw, sighting, rule }: Shown, { class: of, aspect, route }: DifferencePlace): Difference {
  const { request } = sighting;
  const shown = (value: Json | undefined) => (value === undefined ? value : redact(value, request.credentials));
  return {
    class: of,
    rule,
    ...(of === 'security' && rule !== null && !isToldOnly(rule) ? { accepted: true } : {}),
    aspect,
    route,
    routes: 0,
    ...hideSecrets(raw.aspect, shown(raw.rest), shown(raw.http)),
    example: curlOf(request),
    count: 1,
    seen: sighting,
  };
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
    ...(shownBy ? { example: curlOf(shownBy.request), seen: shownBy } : {}),
    count: 1,
  };
}

function routeOf({ rest, request }: ComparedSighting): string | null {
  return rest.route ?? (request.route ? routeKey(request.route) : null);
}

/** What nobody foretold is told route by route; what a rule explains needs one line however many routes show it. */
function keyOf({ rule, raw }: Shown, { class: of, aspect, route }: DifferencePlace): string {
  const place = rule === null ? route : `${raw.rest === undefined},${raw.http === undefined}`;
  return [of, rule, aspect, place].join('\n');
}

/** Headers, path parameters and claims have the API's names: for one line they are all alike. */
function aspectPattern(aspect: string): string {
  return aspect
    .replace(/((?:^|\.)event\.(?:headers|multiValueHeaders)\.).+?( \(name\))?$/, '$1*$2')
    .replace(/(upstream\.headers\.).+ \(name\)$/, '$1* (name)')
    .replace(
      /((?:^|\.)event\.(?:pathParameters|queryStringParameters|requestContext\.authorizer\.claims)\.).+$/,
      '$1*',
    );
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

function notComparedOf(sightings: readonly ComparedSighting[]): NotCompared[] {
  const groups = new Map<string, NotCompared>();
  for (const { notCompared, request } of sightings) {
    for (const { gateway, feature } of notCompared) {
      const key = `${gateway} ${feature}`;
      const known = groups.get(key);
      if (known) known.count += 1;
      else groups.set(key, { gateway, feature, example: request.name, count: 1 });
    }
  }
  return [...groups.values()].sort(
    (one, other) => compareText(one.gateway, other.gateway) || compareText(one.feature, other.feature),
  );
}
