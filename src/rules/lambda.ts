import type { RulesOf } from './concern.js';
import { guide } from './links.js';
import { payload1Advice, payload2Advice } from './payload-advice.js';

export const lambda: RulesOf<'lambda'> = {
  'lambda/payload-1': {
    title: 'The function gets an event in payload format 1.0',
    level: 'change',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'The event is nearly that of a REST API, with version "1.0": path is decoded and begins with the stage ' +
      'unless that is $default, and a body is base64 unless it is text, JSON, XML or JavaScript, so forms are. ' +
      'Header names are in lower case except Content-Length, Host, User-Agent, X-Amzn-Trace-Id and X-Forwarded-*; ' +
      'Content-Length, Content-MD5, Max-Forwards, Server, Trailer and WWW-Authenticate arrive too, while ' +
      'CloudFront-*, Via and X-Amz-Cf-Id of edge endpoints and a default Accept do not. In requestContext there ' +
      'is no deploymentId, operationName or isCanaryRequest, resourceId is the route key, requestId is no UUID ' +
      'and extendedRequestId repeats it, stage may be $default, identity has cognitoAmr but no apiKey, apiKeyId, ' +
      'vpcId or vpceId, and authorizer has claims and scopes. Which of several query values or headers the single ' +
      'maps keep is not verified; an answer without statusCode gives 500, unknown keys in it no longer 502, and ' +
      'isBase64Encoded is always obeyed.',
    remedy:
      'Let the function look up headers without regard to case, obey isBase64Encoded, and take the stage off ' +
      'path, or deploy to the $default stage; try it in migrate simulate. Allow the new API to invoke it: ' +
      'permissions for the REST API do not count.',
    advice: payload1Advice,
    evidence: 'V',
    link: guide('http-api-develop-integrations-lambda'),
    since: '0.1.0',
  },
  'lambda/payload-2': {
    title: 'The function gets an event in payload format 2.0',
    level: 'change',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'The event has another structure: routeKey, rawPath, rawQueryString and requestContext.http instead of ' +
      'resource, path and httpMethod, no multi-value maps but values joined with commas, cookies in a list of ' +
      'their own, all header names in lower case, and what is empty is absent instead of null. What authorizers ' +
      'found stands under authorizer.lambda, jwt or iam, and identity is gone. Paths are decoded and bodies ' +
      'base64 as in format 1.0. An answer without statusCode is itself the body of a 200, multiValueHeaders is ' +
      'ignored in favour of cookies, and a missing Content-Type becomes text/plain.',
    remedy:
      'Change the function to the 2.0 event and answer, or decide payloadFormat: "1.0" in migrate.config.yaml, ' +
      'which is nearer to what it gets today. Allow the new API to invoke it.',
    advice: payload2Advice,
    evidence: 'V',
    link: guide('http-api-develop-integrations-lambda'),
    since: '0.1.0',
  },
  'lambda/async': {
    title: 'The function is called without waiting for its answer',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'A REST API calls a function asynchronously when X-Amz-Invocation-Type is mapped to Event. HTTP APIs wait ' +
      'for every function, and their mappings cannot set a header that begins with x-amz-. Callers would wait for ' +
      'the work to end, and long work would run into the timeout.',
    remedy:
      'Let a small function start the work and answer at once, or hand the request to SQS, EventBridge or Step ' +
      'Functions; or leave the method on REST.',
    evidence: 'D',
    link: guide('set-up-lambda-integration-async'),
    since: '0.1.0',
  },
  'lambda/streaming': {
    title: 'The answer is streamed',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'A REST API can pass on the answer of a function or HTTP backend while it is being made, for up to 15 ' +
      'minutes and beyond 10 MB. HTTP APIs pass on whole answers of at most 10 MB within 30 seconds. Callers who ' +
      'read the beginning early, or read much, notice.',
    remedy: 'Leave the method on REST, or let the backend answer with a link to the data.',
    evidence: 'D',
    link: guide('response-transfer-mode'),
    since: '0.1.0',
  },
  'lambda/non-proxy': {
    title: 'The function is called through mapping templates',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'In a non-proxy integration a template makes what the function gets, and others make the response from what ' +
      'it returns. HTTP APIs call functions as proxies only: the function gets the whole request as an event, and ' +
      'returns status, headers and body itself. The function would be called with something it does not know.',
    remedy:
      'Do in the function what the templates do, switch the method to AWS_PROXY on the REST API, and convert ' +
      'again.',
    evidence: 'D',
    link: guide('set-up-lambda-custom-integrations'),
    since: '0.1.0',
  },
  'lambda/parameter-mapping': {
    title: 'A mapping may change how the function is called',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: true,
    explanation:
      'On a Lambda proxy a mapping shapes the call that invokes the function, not its event. Most of them do ' +
      'nothing, but this one sets something that the call itself may read, such as the version of the function or a ' +
      'header of the Lambda API. Whether it does anything is not documented, and an HTTP API has no place for it.',
    remedy:
      'Look what the mapping was meant to do, and say it in the uri or in the function. If nothing depends on it, ' +
      'name lambda/parameter-mapping under accept: in migrate.config.yaml.',
    evidence: 'U',
    link: guide('set-up-lambda-proxy-integrations'),
    since: '0.1.0',
  },
  'lambda/mapping-ignored': {
    title: 'A mapping on a Lambda proxy that the function never sees',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      "API Gateway makes the event of a Lambda proxy of the client's request alone. A recording of a method with " +
      'twenty mapped headers shows the same event as without them: mappings set parameters of the call that invokes ' +
      'the function, and nothing reads those. What an authorizer found stands under requestContext.authorizer.',
    remedy: 'Nothing; a function that expects the mapped header misses it today as well.',
    evidence: 'V',
    link: 'https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/apigateway/test_apigateway_integrations.snapshot.json',
    since: '0.2.0',
  },
  'lambda/failing-mapping': {
    title: 'A mapping lets every call of the method fail today',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'API Gateway cannot set certain headers on the call of a function, Authorization and Content-Length among ' +
      'them. A method that maps one answers 500 to everybody, and the function is never called. The HTTP API has no ' +
      'such mapping, so it would call the function.',
    remedy:
      'Find out whether the method is meant to work. If it is, name lambda/failing-mapping under accept: in ' +
      'migrate.config.yaml; if not, take it out of the definition.',
    advice: [
      {
        about: ['calls.integration'],
        actor: 'handler',
        text: 'Be ready for calls: until now none arrived.',
      },
    ],
    evidence: 'V',
    link: 'https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/apigateway/test_apigateway_integrations.py',
    since: '0.2.0',
  },
  'lambda/cross-region': {
    title: 'The function is in another region than the uri calls',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: true,
    explanation:
      'The uri of a Lambda integration names the region of the Lambda service that is called, and the function with ' +
      'its own region. Here they differ. AWS documents calls of functions in other accounts for HTTP APIs, and says ' +
      'nothing of other regions.',
    remedy:
      'Deploy the function in the region of the API, or correct the uri. If a trial shows that the call works, name ' +
      'lambda/cross-region under accept: in migrate.config.yaml.',
    evidence: 'U',
    link: guide('http-api-develop-integrations-lambda'),
    since: '0.2.0',
  },
  'lambda/permission': {
    title: 'Functions must let the new API call them',
    level: 'change',
    class: 'breaking',
    security: true,
    acceptable: false,
    explanation:
      'The policy of a function names the APIs that may call it, by their ids. An import grants nothing, and ' +
      'statements for the REST API do not cover the HTTP API: every call would fail with 500.',
    remedy:
      'Run aws lambda add-permission with the source ARN of the new API before cutover, and take the old ' +
      'statement away when the REST API is gone.',
    evidence: 'D',
    link: guide('http-api-develop-integrations-lambda'),
    since: '0.2.0',
  },
};
