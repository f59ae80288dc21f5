import type { Exchange } from '../../gateway/gateway.js';
import { isObject } from '../../model/index.js';
import type { Sighting } from '../sighting.js';
import { about, all, any, authorizerEvent, type Foretells } from './conditions.js';

/** The function gets a REQUEST event instead of a TOKEN event or the REST form of one (RT-AUTH-EV-*). */
export const lambdaAuthorizer: Foretells = authorizerEvent;

/** REST asked an authorizer function, the HTTP API asked none and let the caller pass. */
function asksNoFunction(_: unknown, { rest, http }: Sighting): boolean {
  const asks = ({ calls }: Exchange) => calls.some((call) => call.kind === 'lambda' && call.purpose === 'authorizer');
  return asks(rest) && !asks(http) && http.authorization.kind === 'allowed';
}

/**
 * The function is not asked, claims stand where its context stood, and tokens that only the function takes are refused
 * (RT-JWT-*). That somebody gets in whom the function refused is foretold by nothing.
 */
export const tokenToJwt: Foretells = any(
  about(/^calls\.authorizer$/, /^event\.requestContext\.authorizer\b/),
  // A function set nothing that a mapping reads; the claim that stands in for it is there.
  all(about(/^upstream\.headers\.[^ ]+$/), ({ rest }) => rest === undefined, asksNoFunction),
  all(
    about(/^authorization$/, /^calls\./, /^reply\./),
    (_, { rest, http }) => rest.authorization.kind === 'allowed' && http.authorization.kind === 'refused',
  ),
);

/** REST takes tokens of every app client of the pool, a JWT authorizer those of its list (RT-JWT-AUD). */
const otherClient: Foretells = (_, { request, rest, http }) =>
  request.kind === 'other-client' && rest.authorization.kind === 'allowed' && http.authorization.kind === 'refused';

/** Claims have another form, `scopes` is new (RT-CTX-AUTH-COG, RT-JWT-CLAIMS-FMT). A Lambda authorizer has no claims in REST. */
const claims: Foretells = all(about(/^event\.requestContext\.authorizer\b/), (_, { rest }) =>
  rest.calls.some((call) => {
    const event = call.kind === 'lambda' && isObject(call.event) ? call.event : {};
    const context = isObject(event['requestContext']) ? event['requestContext'] : {};
    return isObject(context['authorizer']) && isObject(context['authorizer']['claims']);
  }),
);

export const cognito: Foretells = any(claims, otherClient);
