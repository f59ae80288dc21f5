import type { Advice } from '../model/index.js';

/** What a function has to do that gets payload format 1.0 in place of the REST event, by what differs. */
export const payload1Advice: readonly Advice[] = [
  {
    about: ['event.headers.* (name)', 'event.multiValueHeaders.* (name)'],
    actor: 'handler',
    text: 'Look headers up without regard to case: their names arrive in lower case, but for a few of the gateway.',
  },
  {
    about: ['event.isBase64Encoded', 'event.body'],
    actor: 'handler',
    text: 'Decode the body when isBase64Encoded is true: forms, and all that is neither text nor JSON nor XML, arrive in base64.',
  },
  {
    about: ['event.path', 'event.pathParameters'],
    actor: 'handler',
    text: 'Do not decode the path or its variables again; they arrive decoded. Where an encoded slash or percent sign has to be told from a plain one, let callers send it in the query.',
  },
  {
    about: ['event.requestContext.path'],
    actor: 'handler',
    text: 'Do not count on the stage at the beginning of requestContext.path: it is there unless the stage is $default, and then in path as well.',
  },
  {
    about: ['event.requestContext.stage'],
    actor: 'handler',
    text: 'Do not take the name of the environment from requestContext.stage, or give the new stage the name of the old one.',
  },
  {
    about: ['event.requestContext.resourceId'],
    actor: 'handler',
    text: 'Key metrics, logs and caches by the route and not by resourceId, which is the route key now.',
  },
  {
    about: ['event.requestContext.requestId', 'event.requestContext.extendedRequestId'],
    actor: 'handler',
    text: 'Take a request id as text of any form: it is no UUID, and extendedRequestId repeats it.',
  },
  {
    about: ['event.requestContext.deploymentId', 'event.requestContext.operationName'],
    actor: 'handler',
    text: 'Do without this key, which the event lacks.',
  },
  {
    about: ['event.requestContext.identity'],
    actor: 'handler',
    text: 'Treat a key of identity that is absent like one that is null, and the other way round.',
  },
  {
    about: ['event.requestContext.authorizer'],
    actor: 'handler',
    text: 'Read what the authorizer found by its own names, and nothing else beside it: principalId and integrationLatency may be missing, claims and scopes be there.',
  },
  {
    about: ['event.queryStringParameters', 'event.headers'],
    actor: 'handler',
    text: 'Read parameters and headers that callers repeat from multiValueQueryStringParameters and multiValueHeaders, and give a default to those that the gateway no longer adds.',
  },
  {
    about: ['event'],
    actor: 'handler',
    text: 'Ignore keys of the event that you do not know.',
  },
];

/** What a function has to do that gets payload format 2.0 in place of the REST event, by what differs. */
export const payload2Advice: readonly Advice[] = [
  {
    about: ['event.headers.* (name)', 'event.headers'],
    actor: 'handler',
    text: 'Look headers up without regard to case, and split repeated ones at the comma; cookies stand in cookies.',
  },
  {
    about: ['event.multiValueHeaders', 'event.multiValueQueryStringParameters', 'event.queryStringParameters'],
    actor: 'handler',
    text: 'Split repeated values at the comma: there are no multi-value maps, and an empty map is absent.',
  },
  {
    about: ['event.cookies'],
    actor: 'handler',
    text: 'Read cookies from the list cookies, and set them with cookies in the answer: multiValueHeaders is ignored there.',
  },
  {
    about: ['event.httpMethod', 'event.path', 'event.resource'],
    actor: 'handler',
    text: 'Read method and path from requestContext.http and rawPath, and the route from routeKey.',
  },
  {
    about: ['event.rawPath', 'event.rawQueryString', 'event.routeKey', 'event.version'],
    actor: 'handler',
    text: 'Nothing, unless the handler refuses keys it does not know; frameworks tell the two formats apart by version.',
  },
  {
    about: ['event.isBase64Encoded', 'event.body'],
    actor: 'handler',
    text: 'Decode the body when isBase64Encoded is true, and take an absent body for an empty one.',
  },
  {
    about: ['event.requestContext.authorizer'],
    actor: 'handler',
    text: 'Read what the authorizer found under authorizer.lambda, authorizer.jwt.claims or authorizer.iam, where values keep their types.',
  },
  {
    about: ['event.requestContext.identity', 'event.requestContext.http'],
    actor: 'handler',
    text: 'Read address and user agent of the caller from requestContext.http.',
  },
  {
    about: ['event.requestContext.requestId', 'event.requestContext.extendedRequestId'],
    actor: 'handler',
    text: 'Take a request id as text of any form: it is no UUID.',
  },
  {
    about: ['event.requestContext'],
    actor: 'handler',
    text: 'Read the new names: routeKey, time and timeEpoch, http; and do without resourceId, resourcePath and path.',
  },
  {
    about: ['event'],
    actor: 'handler',
    text: 'Treat a key that is absent like one that is null.',
  },
];
