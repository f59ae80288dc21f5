import { isObject } from '../../model/index.js';
import { about, all, authorizerEvent, type Foretells } from './conditions.js';

/** The function gets a REQUEST event instead of a TOKEN event or the REST form of one (RT-AUTH-EV-*). */
export const lambdaAuthorizer: Foretells = authorizerEvent;

/** Claims have another form, `scopes` is new (RT-CTX-AUTH-COG, RT-JWT-CLAIMS-FMT). A Lambda authorizer has no claims in REST. */
export const cognito: Foretells = all(about(/^event\.requestContext\.authorizer\b/), (_, { rest }) =>
  rest.calls.some((call) => {
    const event = call.kind === 'lambda' && isObject(call.event) ? call.event : {};
    const context = isObject(event['requestContext']) ? event['requestContext'] : {};
    return isObject(context['authorizer']) && isObject(context['authorizer']['claims']);
  }),
);
