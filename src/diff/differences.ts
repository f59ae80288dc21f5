import { type Json, type RuleId, routeKey } from '../model/index.js';
import { curlOf } from './curl.js';
import { classOf, type DifferenceClass, differenceClasses } from './difference-class.js';
import type { Explain } from './explain.js';
import type { RawDifference } from './raw-difference.js';
import { redact } from './redact.js';
import type { ComparedSighting } from './sighting.js';
import { isVolatile } from './volatile.js';

/** Equal differences, as one. */
export interface Difference {
  class: DifferenceClass;
  /** The rule that foretold it; `null` where none did. */
  rule: RuleId | null;
  /** What differs; for explained ones a name of many is written `*`, as in `event.headers.*`. */
  aspect: string;
  /** The route where it was seen; `null` where it is more than one, or none. */
  route: string | null;
  /** Values of the first one seen; absent where there is none. */
  rest?: Json;
  http?: Json;
  /** The first request that shows it, as a command line without secrets. */
  example: string;
  /** How often it was seen. */
  count: number;
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
  /** Requests that differ in nothing but ids and times, compared in full. */
  same: number;
  differences: Difference[];
  /** How many of `differences` no rule foretold; those of class `security` that nobody accepted are among them. */
  unexplained: number;
  /** Differing values that are noise, see `volatile.ts`. */
  ignored: number;
  notCompared: NotCompared[];
}

/** @returns the differences of all sightings, equal ones as one: by class, then rule, then aspect. */
export function summarise(sightings: readonly ComparedSighting[], explain: Explain): DiffResult {
  const groups = new Map<string, Difference>();
  for (const sighting of sightings) {
    for (const difference of sighting.differences) {
      add(groups, difference, sighting, explain(difference, sighting) ?? null);
    }
  }
  const differences = [...groups.values()].sort(inOrder);
  return {
    requests: sightings.length,
    same: sightings.filter(isSame).length,
    differences,
    unexplained: differences.filter(({ rule }) => rule === null).length,
    ignored: sightings.reduce((sum, { ignored }) => sum + ignored, 0),
    notCompared: notComparedOf(sightings),
  };
}

function isSame({ differences, notCompared }: ComparedSighting): boolean {
  return notCompared.length === 0 && differences.every(({ aspect }) => isVolatile(aspect));
}

function add(
  groups: Map<string, Difference>,
  raw: RawDifference,
  sighting: ComparedSighting,
  rule: RuleId | null,
): void {
  const difference = differenceOf(raw, sighting, rule);
  const key = keyOf(difference);
  const known = groups.get(key);
  if (!known) {
    groups.set(key, difference);
    return;
  }
  known.count += 1;
  if (known.route !== difference.route) known.route = null;
}

function differenceOf(raw: RawDifference, sighting: ComparedSighting, rule: RuleId | null): Difference {
  const { rest, request } = sighting;
  return {
    class: classOf(raw, sighting),
    rule,
    aspect: rule === null ? raw.aspect : aspectPattern(raw.aspect),
    route: rest.route ?? (request.route ? routeKey(request.route) : null),
    ...(raw.rest === undefined ? {} : { rest: redact(raw.rest, request.credentials) }),
    ...(raw.http === undefined ? {} : { http: redact(raw.http, request.credentials) }),
    example: curlOf(request),
    count: 1,
  };
}

/** What nobody foretold is told route by route; what a rule explains needs one line however many routes show it. */
function keyOf({ class: of, rule, aspect, route, ...values }: Difference): string {
  const place = rule === null ? route : [values.rest === undefined, values.http === undefined].join();
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
