import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const behaviour: RulesOf<'behaviour'> = {
  'behaviour/unknown-route': {
    title: 'Requests that match no route get 404 instead of 403',
    level: 'change',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'Where no method matches, a REST API answers 403 with "Missing Authentication Token", or with a complaint ' +
      'about the signature when there is an Authorization header. An HTTP API answers 404 with "Not Found". ' +
      'Clients that take 403 for an expired login or 404 for a deleted object notice, and so do alarms on either ' +
      'status.',
    remedy:
      'Look through clients, alarms and dashboards for 403 and 404. Where another answer is needed, add a ' +
      '$default route with a backend.',
    advice: [
      {
        about: ['reply'],
        actor: 'client',
        text: 'Take 404 for an address that the API does not have, and 403 for a refusal: until now it was 403 for both.',
      },
    ],
    evidence: 'V',
    link: guide('http-api-develop-routes'),
    since: '0.1.0',
  },
  'behaviour/trailing-slash': {
    title: 'A path with a slash at its end no longer matches',
    level: 'change',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'A REST API gives /things/ to the method of /things. An HTTP API gives it to a greedy route such as ' +
      '/things/{proxy+}, to $default, or answers 404. Reports on HTTP APIs are not of one mind, so try it; ' +
      'callers who add a slash notice, be they browsers, libraries or health checks.',
    remedy:
      'Look for paths that end in a slash in the access logs of the REST API. Correct the callers, or add a ' +
      '{proxy+} route below such a path with the same authorization.',
    advice: [
      {
        about: ['route', 'reply'],
        actor: 'client',
        text: 'Call the path without the slash at its end.',
      },
      {
        about: ['calls', 'event', 'upstream'],
        actor: 'handler',
        text: 'Take the value of a greedy variable with or without a slash at its end.',
      },
    ],
    evidence: 'C',
    link: 'https://github.com/storacha/w3infra/pull/166',
    since: '0.1.0',
  },
  'behaviour/response-headers': {
    title: 'The gateway puts other headers on responses',
    level: 'change',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'A REST API adds x-amzn-RequestId and x-amz-apigw-id to every response, X-Amzn-Trace-Id to many and ' +
      'x-amzn-ErrorType to its own errors, and renames headers of the backend such as Date, Server, Connection ' +
      'and WWW-Authenticate to x-amzn-Remapped-*. An HTTP API adds apigw-requestid alone and lets most headers of ' +
      'the backend pass under their own names. The answer of a function that sets no Content-Type may have ' +
      'another one than application/json. Log pipelines and clients that read those headers notice, and browsers ' +
      'ask for a password once WWW-Authenticate reaches them.',
    remedy:
      'Read the request id from apigw-requestid, search clients for x-amzn-Remapped-, and let every function set ' +
      'Content-Type.',
    advice: [
      {
        about: ['reply.headers.x-amzn-requestid', 'reply.headers.x-amz-apigw-id', 'reply.headers.apigw-requestid'],
        actor: 'client',
        text: 'Read the id of a request from apigw-requestid.',
      },
      {
        about: ['reply.headers.x-amzn-errortype'],
        actor: 'client',
        text: 'Tell errors of the gateway apart by status and message: x-amzn-ErrorType is gone.',
      },
      {
        about: ['reply.headers.x-amzn-trace-id'],
        actor: 'client',
        text: 'Do not wait for X-Amzn-Trace-Id in answers; the function knows its trace.',
      },
      {
        about: ['reply.headers.content-type'],
        actor: 'handler',
        text: 'Set Content-Type in every answer.',
      },
      {
        about: ['reply.headers.www-authenticate'],
        actor: 'handler',
        text: 'Do not send WWW-Authenticate to browsers unless they shall ask for a password: it reaches them now.',
      },
      {
        about: ['reply.headers'],
        actor: 'client',
        text: 'Read headers of the backend under their own names: they are no longer renamed to x-amzn-Remapped-*.',
      },
    ],
    evidence: 'V',
    link: guide('api-gateway-known-issues'),
    since: '0.1.0',
  },
  'behaviour/error-responses': {
    title: 'Failures of the backend get another status and body',
    level: 'change',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'When a function fails or answers in a wrong form, a REST API gives 502 "Internal server error" and an HTTP ' +
      'API 500 "Internal Server Error". When the backend takes too long, 504 "Endpoint request timed out" becomes ' +
      '503 "Service Unavailable". Retries, alarms and error pages that wait for 502 or 504 no longer act.',
    remedy: 'Add 500 and 503 to the alarms, retry policies and error pages that name 502 or 504.',
    evidence: 'V',
    link: guide('http-api-troubleshooting-lambda'),
    since: '0.1.0',
  },
  'behaviour/refusals': {
    title: 'Refused callers get other answers',
    level: 'change',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'Where a policy denies, the long text "User is not authorized to access this resource" becomes "Forbidden", ' +
      'still with 403, and a JWT authorizer gives its reason in a www-authenticate header. A token that lacks the ' +
      'scopes gets 403 instead of 401, and a Lambda authorizer that throws Unauthorized probably 500 instead of ' +
      '401. Clients that renew a login by status or text notice.',
    remedy:
      'Check what clients do on 401 and 403. Let authorizer functions return a policy that denies instead of ' +
      'throwing Unauthorized.',
    advice: [
      {
        about: ['reply.headers.www-authenticate'],
        actor: 'client',
        text: 'Do not take a WWW-Authenticate header for a request to ask the user for a password.',
      },
      {
        about: ['reply'],
        actor: 'client',
        text: 'Renew a login on 401, and take 403 for a refusal whatever its text.',
      },
      {
        about: ['calls.authorizer'],
        actor: 'handler',
        text: 'Do not count on being asked about callers who show nothing.',
      },
    ],
    evidence: 'V',
    link: guide('http-api-lambda-authorizer'),
    since: '0.1.0',
  },
  'behaviour/method-override': {
    title: 'X-HTTP-Method-Override no longer chooses the method',
    level: 'change',
    class: 'security',
    security: true,
    acceptable: false,
    explanation:
      'To a REST API a POST with X-HTTP-Method-Override: DELETE is a call of DELETE, with all that DELETE asks of ' +
      'callers, and backends never see the header. AWS says nothing of the kind for HTTP APIs, so it is a POST, and ' +
      'the header goes on to the backend. Callers who need the header reach another route, and a backend that obeys ' +
      'it does for a caller of POST what DELETE may guard.',
    remedy:
      'Switch such overrides off in the frameworks of the backends, and let callers who send the header use the verb ' +
      'itself.',
    advice: [
      {
        about: ['event', 'upstream'],
        actor: 'handler',
        text: 'Do not obey X-HTTP-Method-Override, which arrives now.',
      },
      {
        about: ['route', 'reply'],
        actor: 'client',
        text: 'Use the verb itself in place of X-HTTP-Method-Override.',
      },
    ],
    evidence: 'I',
    link: guide('api-gateway-known-issues'),
    since: '0.2.0',
  },
};
