import type { Json } from '../model/index.js';
import { curlOf } from './curl.js';
import { classOf } from './difference-class.js';
import type { Difference } from './differences.js';
import { isToldOnly, routeOf } from './explain.js';
import { redact } from './redact.js';
import { hideSecrets } from './secrets.js';
import type { ComparedSighting } from './sighting.js';
import type { Shown } from './told-once.js';

/** Equal differences, and the requests that show them: one shows a difference once, however many headers it is about. */
export interface Group {
  difference: Difference;
  /** Routes where it was seen. */
  seenAt: Set<string>;
  requests: number;
  recorded: number;
  first: ComparedSighting;
  last: ComparedSighting;
}

/**
 * @param recorded requests of all recorded traffic, of which the share is told
 * @returns the difference of a group, with how often it was seen
 */
export function differenceOfGroup(
  { difference, seenAt, requests, recorded: shown }: Group,
  recorded: number,
): Difference {
  const share = recorded > 0 ? { share: rounded(shown / recorded) } : {};
  return { ...difference, routes: seenAt.size, count: requests, ...share };
}

/** Adds a difference to its group, or makes one of it. The differences of one request have to come one after the other. */
export function addToGroup(groups: Map<string, Group>, one: Shown): void {
  const { sighting } = one;
  const place = placeOf(one);
  const key = keyOf(one, place);
  const known = groups.get(key);
  const stoodFor = sighting.request.recorded;
  if (!known) {
    const group = { difference: differenceOf(one, place), requests: stoodFor ?? 1, recorded: stoodFor ?? 0 };
    groups.set(key, {
      ...group,
      seenAt: new Set(place.route === null ? [] : [place.route]),
      first: sighting,
      last: sighting,
    });
    return;
  }
  if (place.route !== null) known.seenAt.add(place.route);
  if (known.difference.route !== place.route) known.difference.route = null;
  if (known.last === sighting) return;
  known.last = sighting;
  known.requests += stoodFor ?? 1;
  known.recorded += stoodFor ?? 0;
}

/** To a ten-thousandth of a percent. */
function rounded(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}

/** What a difference is and where, without what is only told of the first one. */
type DifferencePlace = Pick<Difference, 'class' | 'aspect' | 'route'>;

function placeOf({ raw, sighting, rule }: Shown): DifferencePlace {
  const aspect = rule === null ? raw.aspect : aspectPattern(raw.aspect);
  return { class: classOf(raw, sighting), aspect, route: routeOf(sighting) ?? null };
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
  };
}

/** What nobody foretold is told route by route; what a rule explains needs one line however many routes show it. */
function keyOf({ rule, raw }: Shown, { class: of, aspect, route }: DifferencePlace): string {
  const place = rule === null ? route : `${raw.rest === undefined},${raw.http === undefined}`;
  return [of, rule, aspect, place].join('\n');
}

/** Headers, path parameters and claims have the API's names: for one line they are all alike. */
function aspectPattern(aspect: string): string {
  const found = namedByApi.exec(aspect);
  if (found === null) return aspect;
  const [, place = '', name = ''] = found;
  // What is in a header that goes upstream is told by its name, unless only the letter case differs.
  if (place === 'upstream.headers.' && name === '') return aspect;
  return `${aspect.slice(0, found.index)}${place}*${name}`;
}

const namedByApi =
  /((?:\b(?:event\.(?:headers|multiValueHeaders|pathParameters|queryStringParameters|requestContext\.authorizer\.claims))|upstream\.headers)\.).+?( \(name\))?$/;
