import type { Exchange, Header, UpstreamCall } from '../../gateway/gateway.js';
import { isObject } from '../../model/index.js';
import { answer } from '../backend-answers.js';
import { misbehaveHeader } from '../caller.js';
import { isBackendCall, isSameRoute } from '../compare.js';
import { apiIds, stages } from '../deployments.js';
import { overridingVerb } from '../method-override.js';
import type { Sighting } from '../sighting.js';
import { need } from './foretelling.js';

/** What requests have to meet so that they show what the rules foretell, each with what is said where none does. */

export const backendAsked = need('no request of these methods reaches a backend in both', ({ rest, http }) => {
  return rest.calls.some(isBackendCall) && http.calls.some(isBackendCall);
});

const calls = (kind: 'lambda' | 'http' | 'service') =>
  need(`no request of these methods reaches its ${backendNames[kind]} in both`, ({ rest, http }) =>
    [rest, http].every((side) => side.calls.some((call) => isBackendCall(call) && call.kind === kind)),
  );
const backendNames = { lambda: 'function', http: 'HTTP backend', service: 'AWS service' } as const;

export const functionAsked = calls('lambda');
export const upstreamAsked = calls('http');
export const serviceAsked = calls('service');

export const backendFails = need('no backend of these methods can be told to fail', ({ rest, http }) => {
  return [rest, http].every(({ calls: made, response }) => made.some(isBackendCall) && response.status >= 500);
});

export const refusedByBoth = need('no request is refused by both for what its caller shows', ({ rest, http }) => {
  return rest.authorization.kind === 'refused' && http.authorization.kind === 'refused';
});

export const refusedByRestOnly = (what: string) =>
  need(`no request is refused by REST alone for ${what}`, ({ rest, http }) => {
    return rest.authorization.kind === 'refused' && http.authorization.kind !== 'refused';
  });

export const signed = need(
  'no signed request is one that REST lets in and the HTTP API might refuse',
  ({ request, rest }) => request.kind === 'signed' && rest.authorization.kind === 'allowed',
);

export const refusedOtherwise = need(
  'every refusal is 401 Unauthorized, which both kinds of API say alike, or in words that the API made its own',
  ({ rest }) =>
    /^\{"[Mm]essage":[^{}]*\}$/.test(bodyOf(rest)) &&
    (rest.response.status !== 401 || bodyOf(rest) !== '{"message":"Unauthorized"}'),
);

export const pastGuards = need('no request of these methods gets past what guards them', ({ rest }) => {
  return rest.authorization.kind !== 'refused';
});

const ofKind = (kind: Sighting['request']['kind'], otherwise: string) =>
  need(otherwise, ({ request }) => request.kind === kind);

export const otherToken = ofKind('other-token', 'no method without scopes could be tried with an access token');
export const preflight = need(
  'no preflight reaches the CORS configuration: none could be made, or a route of the HTTP API takes it',
  ({ request, http }) => request.kind === 'preflight' && http.route === undefined,
);

export const refusedByPolicy = need(
  'the resource policy refuses none of the requests, which come from one address and outside of any VPC',
  ({ rest }) => rest.authorization.kind === 'refused' && /resource policy/i.test(rest.authorization.by),
);

/** Entries of a catch are at the route that takes the requests of another. */
export const caughtElsewhere = need(
  'no request could be made that this route takes from another',
  ({ request, rest, http }) =>
    http.route !== undefined && overridingVerb(request.request) === undefined && !isSameRoute(rest, http),
);

export const largeHead = need('no request was as large as the limit of an HTTP API, 10,240 bytes', ({ rest, http }) =>
  [rest, http].some(({ route, response }) => route === undefined && [413, 414, 431].includes(response.status)),
);

export const noRoute = need('a broad route takes whatever no other route takes', ({ rest, http }) => {
  return rest.route === undefined && http.route === undefined;
});

export const slashTaken = need(
  'no path with a slash at its end is one that REST takes for a method and the HTTP API for another route, or for none',
  ({ request, rest, http }) =>
    /.\/$/.test(request.request.rawPath) && rest.route !== undefined && !isSameRoute(rest, http),
);

export const methodOverride = need(
  'no request could be made that REST takes for another method than its verb, and lets in',
  ({ request, rest }) =>
    overridingVerb(request.request) !== undefined && rest.route !== undefined && rest.authorization.kind !== 'refused',
);

export const tellsVerb = need(
  'the backends that are reached by one verb instead of another are not told which it was',
  (sighting) =>
    sighting.rest.route !== sighting.http.route || functionAsked.isMet(sighting) || upstreamAsked.isMet(sighting),
);

export const slowerThanHttp = need(
  'no backend of these methods can be told to take longer than an HTTP API waits',
  ({ request }) => request.request.headers.some(([name, value]) => name === misbehaveHeader && value === 'longer'),
);

export const packedAnswer = need('no answer is large enough for REST to compress it', ({ rest }) =>
  rest.response.headers.some(([name]) => name.toLowerCase() === 'content-encoding'),
);

export const bodyMissing = need('every request of these methods has a body', ({ request }) => {
  return request.request.body === undefined;
});

export const corsAnswered = need(
  'no request that the HTTP API takes is answered with CORS headers by either',
  ({ rest, http }) => hasCorsHeaders(http) || (http.route !== undefined && hasCorsHeaders(rest)),
);

function hasCorsHeaders({ response }: Sighting['rest']): boolean {
  return response.headers.some(([name]) => name.toLowerCase().startsWith('access-control-'));
}

/** Of what mappings can read, only these values are formed differently (RT-CTX-REQID, RT-CTX-PATH, RT-PATH-STAGE-VALUE). */
export const formedDifferently = need('what the mappings read is formed alike by both kinds', ({ rest }) => {
  const own = [stages.rest, apiIds.rest, ...headerValues(rest.response.headers, 'x-amzn-requestid')];
  return rest.calls.some(
    (call) => call.kind === 'http' && mapped(call).some((text) => own.some((one) => text.includes(one))),
  );
});

function mapped({ request: { url, headers } }: UpstreamCall): string[] {
  return [url, ...headers.filter(([name]) => !/^x-amzn-/i.test(name)).map(([, value]) => value)];
}

function headerValues(headers: readonly Header[], wanted: string): string[] {
  return headers.flatMap(([name, value]) => (name.toLowerCase() === wanted ? [value] : []));
}

export const headerSet = need('no answer has a header that REST sets by itself', ({ rest, http }) => {
  const names = new Set(http.response.headers.map(([name]) => name.toLowerCase()));
  return rest.response.headers.some(([name]) => !names.has(name.toLowerCase()) && !/^x-amz/i.test(name));
});

export const originSent = need('no request names an origin', ({ request }) =>
  request.request.headers.some(([name]) => name.toLowerCase() === 'origin'),
);

export const noOrigin = need(
  'every request of these methods names an origin, and gets the header from both then',
  (sighting) => {
    return !originSent.isMet(sighting);
  },
);

export const errorOfRest = need('no request ends in an error that REST gives by itself', ({ rest }) =>
  rest.response.headers.some(([name]) => name.toLowerCase() === 'x-amzn-errortype'),
);

export const refusedAsInvalid = need(
  'no request could be made that lacks only what the validator asks for: parameters, or a body that fits no model',
  ({ rest }) => rest.response.status === 400 && !rest.calls.some(isBackendCall),
);

/** What the simulated backends answer to everything, unless they fail. */
export const answerChanged = need(
  'REST hands on unchanged what the simulated backend answers, 200 with a short JSON; of other answers nothing is known',
  ({ rest }) => rest.response.status !== 200 || bodyOf(rest) !== answer,
);

function bodyOf({ response }: Exchange): string {
  return new TextDecoder().decode(response.body);
}

export const statusChanged = need(
  'REST answers with the status that the simulated backend gives, 200; what becomes of others is not tried',
  ({ rest }) => rest.response.status !== 200,
);

export const claimsRead = need('no function behind a Cognito authorizer gets claims in both', ({ rest }) =>
  rest.calls.some((call) => {
    const event = call.kind === 'lambda' && isObject(call.event) ? call.event : {};
    const context = isObject(event['requestContext']) ? event['requestContext'] : {};
    return isObject(context['authorizer']) && isObject(context['authorizer']['claims']);
  }),
);

export const authorizerAsked = need('no request lets both ask the authorizer function', ({ rest, http }) =>
  [rest, http].every(({ calls: made }) => made.some((call) => !isBackendCall(call))),
);

const text = /^(text\/|application\/([\w.-]+\+)?(json|xml|javascript))/i;

export const binaryBody = need('no request has a body that only one of both takes for text', ({ request }) => {
  const type = request.request.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return request.request.body !== undefined && !text.test(type ?? '');
});
