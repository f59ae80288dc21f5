import {
  type HttpApi,
  type HttpRoute,
  httpRouteKey,
  type Json,
  type RestApi,
  type RouteAuthorization,
} from '../../model/index.js';
import { askedBy } from '../asked.js';
import { isSecurity } from '../sighting.js';
import { type Concerns, type DefinitionDifference, differing, sameMembers } from './definition-difference.js';
import { compareIntegrations } from './integrations.js';

/**
 * Compares routes by key: which ones there are, whom they ask for what, and what they are connected to.
 *
 * @param rest tells what a route asked of callers that only the HTTP API has
 */
export function compareRoutes(made: HttpApi, given: HttpApi, rest: RestApi): DefinitionDifference[] {
  const [before, now] = [byKey(made), byKey(given)];
  const additional = additionalRoute(rest);
  return [
    ...[...before].flatMap(([key, route]) => {
      const other = now.get(key);
      return other ? compareRoute(key, route, other) : [lostRoute(key, route)];
    }),
    ...[...now].flatMap(([key, route]) => (before.has(key) ? [] : [additional(key, route)])),
  ];
}

function byKey({ routes }: HttpApi): Map<string, HttpRoute> {
  return new Map(routes.map((route) => [httpRouteKey(route.key), route]));
}

function compareRoute(key: string, made: HttpRoute, given: HttpRoute): DefinitionDifference[] {
  return [
    ...compareAuthorization(key, made.authorization, given.authorization),
    ...compareIntegrations(key, made.integration, given.integration),
  ];
}

function compareAuthorization(
  key: string,
  made: RouteAuthorization,
  given: RouteAuthorization,
): DefinitionDifference[] {
  const [before, now] = [whoMayPass(made), whoMayPass(given)];
  const concerned = { route: key, isProvenBy: weakenedAt(key), causes: refusedAt(key) };
  if (before !== now) {
    const worst = made.kind === 'none' ? 'breaking' : 'security';
    return [differing({ class: worst, aspect: 'definition.authorization', ...concerned }, before, now)];
  }
  const [asked, asks] = [scopesOf(made), scopesOf(given)];
  if (sameMembers(asked, asks)) return [];
  // One scope of the list is enough (RT-JWT-SCOPES): one more lets more callers in, and so does none at all.
  const isWeaker = asked.length > 0 && (asks.length === 0 || asks.some((scope) => !asked.includes(scope)));
  const about = { class: isWeaker ? 'security' : 'breaking', aspect: 'definition.scopes', ...concerned } as const;
  return [differing(about, asked, asks)];
}

function whoMayPass(authorization: RouteAuthorization): string {
  switch (authorization.kind) {
    case 'none':
      return 'everybody';
    case 'iam':
      return 'AWS_IAM';
    case 'authorizer':
      return `authorizer ${authorization.name}`;
  }
}

function scopesOf(authorization: RouteAuthorization): string[] {
  return authorization.kind === 'authorizer' ? authorization.scopes : [];
}

/** The HTTP API lets in who was kept out, at this route. */
function weakenedAt(key: string): Concerns {
  return (difference, sighting) => sighting.http.route === key && isSecurity(difference, sighting);
}

/** This route turns away whom REST let pass, with all that follows. */
function refusedAt(key: string): Concerns {
  return (_, { rest, http }) =>
    http.route === key && rest.authorization.kind !== 'refused' && http.authorization.kind === 'refused';
}

function lostRoute(key: string, { authorization }: HttpRoute): DefinitionDifference {
  const [method, path] = key.split(' ');
  const causes: Concerns = (difference, sighting) => {
    const { rest, http, request } = sighting;
    const wasMeant = rest.route === key || (rest.route === `ANY ${path}` && request.request.method === method);
    return wasMeant && http.route !== key && request.kind !== 'trailing-slash' && !isSecurity(difference, sighting);
  };
  const about = { class: 'breaking', aspect: 'definition.route', route: key, causes } as const;
  return differing(about, whoMayPass(authorization), undefined);
}

/**
 * A route that `convert` does not write: REST lets nobody in there, or it does and the ledger leaves the method on REST
 * because it asks for something that is not decided or not accepted.
 */
function additionalRoute(rest: RestApi): (key: string, route: HttpRoute) => DefinitionDifference {
  const asked = askedBy(rest);
  return (key, { authorization }) => {
    const asks = asked.get(key) ?? asked.get(key.replace(/^\S+/, 'ANY'));
    const worst = asks === undefined || asks.length > 0 ? 'security' : 'visible';
    const causes: Concerns = (_, sighting) => sighting.http.route === key && sighting.rest.route === undefined;
    const about = {
      class: worst,
      aspect: 'definition.route',
      route: key,
      isProvenBy: weakenedAt(key),
      causes,
    } as const;
    const http: Json = whoMayPass(authorization);
    return differing(about, undefined, http);
  };
}
