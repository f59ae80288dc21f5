import type { Exchange, Gateway } from '../../gateway/gateway.js';
import type { Json } from '../../model/index.js';
import { askedBy } from '../asked.js';
import type { Account } from '../diff.js';
import type { DiffRequest } from '../diff-request.js';
import { type Difference, type DiffResult, type NotCompared, summarise } from '../differences.js';
import { explainer } from '../explain.js';
import { writingVerb } from '../method-override.js';
import { guardWatch } from '../never-passed.js';
import { type ComparedSighting, compareSighting, type Sighting } from '../sighting.js';
import type { Ignored } from '../volatile.js';
import { added, aspectsOf, measured, type Noise, neverCompared, noiseBetween, silence, withoutNoise } from './noise.js';
import { asSeen, fromOutside } from './outside.js';
import { type Sending, sendable } from './sendable.js';

/** Two deployed APIs. */
export interface LiveSides {
  rest: Gateway;
  http: Gateway;
  /** Waits until the next request may be sent. */
  turn(): Promise<void>;
  /** Told after each request. */
  afterEach?(sent: number, of: number): Promise<void>;
}

/**
 * Sends requests to two live APIs, each to both at the same time, and explains what differs in what clients get. Where it does, the
 * REST API is asked once more, unless that could change something: what is not the same then is noise.
 */
export async function diffLive(
  sides: LiveSides,
  requests: readonly DiffRequest[],
  { api, ledger, definition }: Account,
  sending: Sending,
): Promise<DiffResult> {
  const asked = askedBy(api);
  const chosen = sendable(requests, asked, sending);
  const guards = guardWatch(asked);
  const sightings: ComparedSighting[] = [];
  const noise = new Map<string, number>();
  let dropped: Ignored[] = [];
  for (const request of chosen.requests) {
    const { sighting, noisy, never } = await sighted(sides, request);
    sightings.push(sighting);
    guards.see(sighting);
    dropped = added([...dropped, ...never]);
    for (const aspect of noisy) noise.set(aspect, (noise.get(aspect) ?? 0) + 1);
    await sides.afterEach?.(sightings.length, chosen.requests.length);
  }
  const result = summarise(sightings, explainer(ledger, asked), definition);
  const ignoredBy = added([...result.ignoredBy, ...dropped, ...measured(sumOf([...noise.values()]))]);
  return {
    ...result,
    ...shownFromOutside(result),
    ignored: sumOf(ignoredBy.map(({ count }) => count)),
    ignoredBy,
    notCompared: [...unseen(sightings.length), ...chosen.notSent, ...guards.neverPassed(), ...result.notCompared],
    noise: [...noise].sort().map(([aspect, count]) => ({ aspect, count })),
  };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** One request with what was left out of its comparison. */
interface Sighted {
  sighting: ComparedSighting;
  /** What is noise in the reply of the REST API. */
  noisy: string[];
  /** Headers that are never compared. */
  never: Ignored[];
}

async function sighted(sides: LiveSides, request: DiffRequest): Promise<Sighted> {
  await sides.turn();
  const [rest, http] = await Promise.all([sides.rest.handle(request.request), sides.http.handle(request.request)]);
  const first = compared({ request, rest, http }, silence);
  const never = neverCompared(rest.response, http.response);
  if (first.differences.length === 0 || writingVerb(request.request) !== undefined || isUnanswered(rest))
    return { sighting: first, noisy: [], never };
  await sides.turn();
  const noise = noiseBetween(rest.response, (await sides.rest.handle(request.request)).response);
  if (noise.unstable) return { sighting: unstable(first, noise.unstable), noisy: [], never };
  const sighting = compared({ request, rest, http }, noise);
  return { sighting, noisy: aspectsOf(noise), never };
}

function isUnanswered({ unsupported }: Exchange): boolean {
  return unsupported.length > 0;
}

function unstable(sighting: ComparedSighting, [one, other]: [number, number]): ComparedSighting {
  const feature = `replies that change by themselves: the REST API answered ${one} and ${other} to the same request`;
  return { ...sighting, differences: [], notCompared: [{ gateway: 'rest', feature }] };
}

/** Only what a client sees: what else differs was told by nobody. */
function compared({ request, rest, http }: Sighting, noise: Noise): ComparedSighting {
  const [restReply, httpReply] = withoutNoise(rest.response, http.response, noise);
  const sighting = compareSighting({
    request,
    rest: fromOutside({ ...rest, response: restReply }, 'rest', request),
    http: fromOutside({ ...http, response: httpReply }, 'http', request),
  });
  return {
    ...sighting,
    differences: sighting.differences.filter(({ aspect }) => /^(?:authorization|reply\.)/.test(aspect)),
  };
}

function unseen(count: number): NotCompared[] {
  const feature = 'what backends and authorizers receive, and which route takes a request: it is not seen from outside';
  return (['rest', 'http'] as const).map((gateway) => ({ gateway, feature, count }));
}

/** Longer values of a live API are no example any more. */
const longest = 2000;

function shownFromOutside({ differences, examples }: DiffResult): Pick<DiffResult, 'differences' | 'examples'> {
  const seen = new Map<Sighting, Sighting>();
  const fromOutside = new Map<Difference, Sighting>();
  const shown = differences.map((difference) => {
    const { rest, http } = difference;
    const short: Difference = {
      ...difference,
      ...(rest !== undefined && { rest: shortened(rest) }),
      ...(http !== undefined && { http: shortened(http) }),
    };
    const example = examples?.get(difference);
    if (example && !seen.has(example)) {
      seen.set(example, { ...example, rest: asSeen(example.rest), http: asSeen(example.http) });
    }
    const told = example && seen.get(example);
    if (told) fromOutside.set(short, told);
    return short;
  });
  return { differences: shown, examples: fromOutside };
}

function shortened(value: Json): Json {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= longest ? value : `${text.slice(0, longest)}… (${text.length - longest} more characters)`;
}
