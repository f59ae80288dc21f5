import type { Exchange } from '../gateway/gateway.js';
import { compareDecisions, compareExchanges, compareRoutes, isBackendCall } from './compare.js';
import type { DiffRequest } from './diff-request.js';
import type { Findings, RawDifference } from './raw-difference.js';
import type { VolatileValue } from './volatile.js';

/** One request and what both gateways made of it. */
export interface Sighting {
  request: DiffRequest;
  rest: Exchange;
  http: Exchange;
}

/** A sighting with what differs in it. */
export interface ComparedSighting extends Sighting {
  differences: RawDifference[];
  /** What was taken for noise. */
  ignored: readonly VolatileValue[];
  /** Features that a simulator does not have, by gateway: what they would change is not known. */
  notCompared: { gateway: 'rest' | 'http'; feature: string }[];
}

/**
 * @returns the sighting with its differences. Where a gateway could not get as far as a backend for want of a feature,
 * only routing and authorization are compared: the rest would compare an API with a gap of ours.
 */
export function compareSighting(sighting: Sighting): ComparedSighting {
  const { rest, http } = sighting;
  const notCompared = [
    ...rest.unsupported.map((feature) => ({ gateway: 'rest' as const, feature })),
    ...http.unsupported.map((feature) => ({ gateway: 'http' as const, feature })),
  ];
  return { ...sighting, ...findingsOf(sighting), notCompared };
}

function findingsOf(sighting: Sighting): Findings {
  const { rest, http } = sighting;
  if (undecided(sighting)) return compareRoutes(rest, http);
  // What follows from getting in needs no line of its own.
  if (weakens(sighting)) return compareDecisions(rest, http);
  if (stuck(rest) || stuck(http)) return compareDecisions(rest, http);
  const found = compareExchanges(rest, http);
  if (!lacksAnswer(rest) && !lacksAnswer(http)) return found;
  return { ...found, differences: found.differences.filter(({ aspect }) => !aspect.startsWith('reply.')) };
}

/** @returns whether a feature that the simulator lacks stands between the backend's answer and the client: it says so, and AWS would say something else */
export function lacksAnswer({ unsupported, response }: Exchange): boolean {
  if (unsupported.length === 0 || response.status !== 501) return false;
  return new TextDecoder().decode(response.body).startsWith('{"message":"Not simulated: ');
}

/** @returns whether a route took the request, and a feature that the simulator lacks stands between it and the backend */
export function stuck({ unsupported, calls, authorization, route }: Exchange): boolean {
  return (
    unsupported.length > 0 && route !== undefined && authorization.kind !== 'refused' && !calls.some(isBackendCall)
  );
}

/**
 * REST refused because the simulator cannot tell what its authorizer would say. Then a different decision means nothing,
 * except where the HTTP API asks nobody.
 */
function undecided({ rest, http }: Sighting): boolean {
  const { authorization } = rest;
  if (authorization.kind !== 'refused' || http.authorization.kind === 'open') return false;
  return rest.unsupported.some((feature) => feature.startsWith('authoriz') && feature.includes(`${authorization.by}:`));
}

/** @returns whether REST turned the caller away: an authorizer, a key or a policy said no, or nothing takes such a call (RT-ROUTE-404). */
function restRefused({ rest }: Sighting): boolean {
  return rest.authorization.kind === 'refused' || rest.route === undefined;
}

/** @returns whether the request gets as far as the integration of a route of the HTTP API. */
function httpPasses({ http }: Sighting): boolean {
  const taken = http.route !== undefined && http.authorization.kind !== 'refused';
  return taken || http.calls.some(isBackendCall);
}

/** @returns whether the HTTP API lets in what the REST API kept out: promise 2 of the design. */
export function weakens(sighting: Sighting): boolean {
  return restRefused(sighting) && !undecided(sighting) && httpPasses(sighting);
}

/** @returns whether a difference is about who gets in: kept out before, no longer asked who they are, or asked by another function. */
export function isSecurity(difference: RawDifference, sighting: Sighting): boolean {
  const { aspect } = difference;
  if (aspect === 'authorizer.function') return true;
  return weakens(sighting) || (aspect === 'authorization' && asksNoMore(sighting));
}

function asksNoMore({ rest, http }: Sighting): boolean {
  return rest.authorization.kind === 'allowed' && http.authorization.kind === 'open' && http.route !== undefined;
}
