import { isObject } from '../../model/index.js';
import { isBackendCall, isSameRoute } from '../compare.js';
import { overridingVerb } from '../method-override.js';
import type { RawDifference } from '../raw-difference.js';
import type { Sighting } from '../sighting.js';

/** Whether a rule says that such a difference will be seen. */
export type Foretells = (difference: RawDifference, sighting: Sighting) => boolean;

/** @returns what holds where all of them hold. */
export const all =
  (...conditions: Foretells[]): Foretells =>
  (difference, sighting) =>
    conditions.every((condition) => condition(difference, sighting));

/** @returns what holds where one of them holds. */
export const any =
  (...conditions: Foretells[]): Foretells =>
  (difference, sighting) =>
    conditions.some((condition) => condition(difference, sighting));

/** @returns a condition on the aspect alone. */
export const about =
  (...patterns: RegExp[]): Foretells =>
  ({ aspect }) =>
    patterns.some((pattern) => pattern.test(aspect));

/** What the client gets. */
export const reply = about(/^reply\./);

/** What API Gateway itself says: status, its own text, and what kind of text that is. Custom headers and texts are another matter. */
export const gatewayReply: Foretells = ({ aspect, rest }) => {
  if (aspect === 'reply.body')
    return isObject(rest) && Object.keys(rest).every((key) => key.toLowerCase() === 'message');
  return aspect === 'reply.status' || aspect === 'reply.headers.content-type';
};

/** What an authorizer function gets. Which function that is, and whether it is asked at all, no rule changes. */
export const authorizerEvent = about(/^authorizer\.event\b/);

/** REST answered by itself: no backend was asked. */
export const answeredByRest: Foretells = (_, { rest }) => !rest.calls.some(isBackendCall);

/** The HTTP API answered by itself. */
export const answeredByHttp: Foretells = (_, { http }) => !http.calls.some(isBackendCall);

/** Backends answered in both. */
export const answeredByBackends: Foretells = (_, { rest, http }) =>
  rest.calls.some(isBackendCall) && http.calls.some(isBackendCall);

/** The caller was turned away by REST for what it showed or did not show. */
export const refusedByRest: Foretells = (_, { rest }) => rest.authorization.kind === 'refused';

/** Another route took the request, or none, though both looked for the same verb. */
export const takenElsewhere: Foretells = (_, { request, rest, http }) =>
  !isSameRoute(rest, http) && overridingVerb(request.request) === undefined;

/** The route that took the request in REST takes it in the HTTP API too. */
export function takenAlike({ request, rest, http }: Sighting): boolean {
  return rest.route !== undefined && overridingVerb(request.request) === undefined && isSameRoute(rest, http);
}
