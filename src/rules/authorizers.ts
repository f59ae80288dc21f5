import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const authorizers: RulesOf<'authorizers'> = {
  'authorizers/token': {
    title: 'A TOKEN authorizer becomes a REQUEST authorizer',
    level: 'change',
    class: 'breaking',
    security: true,
    acceptable: false,
    explanation:
      'HTTP APIs have no TOKEN authorizers. With payload format 1.0 the function still finds authorizationToken ' +
      'and methodArn and answers with an IAM policy, but type is REQUEST, version, identitySource and the data of ' +
      'the request are added, and methodArn names the new API. It has 10 seconds to answer, and throwing ' +
      'Unauthorized probably gives 500 instead of 401. A function that insists on type TOKEN, or writes policies ' +
      'for the ARN of the REST API, refuses everybody.',
    remedy:
      'Check the function for the type TOKEN, for fixed ARNs and for errors it throws, and try it in migrate ' +
      'simulate. Allow the new API to invoke it. If it only checks a JWT, authorizers.NAME.replaceWithJwt in ' +
      'migrate.config.yaml puts a JWT authorizer in its place.',
    advice: [
      {
        about: ['authorizer.event.type'],
        actor: 'handler',
        text: 'Do not insist on type TOKEN; authorizationToken is there all the same.',
      },
      {
        about: ['authorizer.event.methodArn'],
        actor: 'handler',
        text: 'Write policies for the methodArn that arrives, or for *, never for the ARN of the REST API.',
      },
      {
        about: ['authorizer.event'],
        actor: 'handler',
        text: 'Ignore keys of the event that you do not know.',
      },
    ],
    evidence: 'D',
    link: guide('http-api-lambda-authorizer'),
    since: '0.1.0',
  },
  'authorizers/token-to-jwt': {
    title: 'A JWT authorizer takes the place of a Lambda authorizer',
    level: 'change',
    class: 'security',
    security: true,
    acceptable: false,
    explanation:
      'By decision the API itself checks signature, issuer, audience and time of the token, and the function is no ' +
      'longer asked. Whatever else the function does ends: policies for single methods and paths, revoked tokens, ' +
      'context values and principalId. Backends find the claims of the token instead, and refused callers get 401 ' +
      'with a www-authenticate header.',
    remedy:
      'Read the function: it must let in every valid token of authorizers.NAME.issuer for authorizers.NAME.audience, ' +
      'and the keys must be RSA. Name the claim for each context value that is mapped to a backend under ' +
      'authorizers.NAME.claims, or set authorizers.NAME.replaceWithJwt to false.',
    advice: [
      {
        about: ['event.requestContext.authorizer', 'upstream.headers'],
        actor: 'handler',
        text: 'Read the claims of the token where the context of the authorizer function stood.',
      },
      {
        about: ['reply', 'authorization'],
        actor: 'client',
        text: 'Send a token of the new issuer for the new audience.',
      },
    ],
    evidence: 'D',
    link: guide('http-api-jwt-authorizer'),
    since: '0.2.0',
  },
  'authorizers/request': {
    title: 'A REQUEST authorizer stays one, with payload format 1.0',
    level: 'change',
    class: 'breaking',
    security: true,
    acceptable: false,
    explanation:
      'The event of the function has version, authorizationToken and identitySource besides, no multi-value maps, ' +
      'header names in lower case, and a methodArn that names the new API. A missing identity source gives 401 ' +
      'without a call, where a REST API does that only while results are cached. The function has 10 seconds to ' +
      'answer.',
    remedy:
      'Let the function look up headers without regard to case, and check it for multi-value maps and fixed ARNs. ' +
      'Allow the new API to invoke it.',
    advice: [
      {
        about: ['authorizer.event.headers'],
        actor: 'handler',
        text: 'Look headers up without regard to case.',
      },
      {
        about: ['authorizer.event.methodArn'],
        actor: 'handler',
        text: 'Write policies for the methodArn that arrives, or for *, never for the ARN of the REST API.',
      },
      {
        about: ['authorizer.event.multiValueHeaders', 'authorizer.event.multiValueQueryStringParameters'],
        actor: 'handler',
        text: 'Read the plain maps: there are no multi-value ones.',
      },
      {
        about: ['authorizer.event'],
        actor: 'handler',
        text: 'Ignore keys of the event that you do not know, and take an absent key like one that is null.',
      },
    ],
    evidence: 'D',
    link: guide('http-api-lambda-authorizer'),
    since: '0.1.0',
  },
  'authorizers/cognito': {
    title: 'A Cognito authorizer becomes a JWT authorizer',
    level: 'change',
    class: 'breaking',
    security: true,
    acceptable: false,
    explanation:
      'A REST API takes tokens of every app client of the user pool, a JWT authorizer only those of the clients ' +
      'in its list. A token that lacks the scopes of a route gets 403 instead of 401, and refusals have other ' +
      'bodies and a www-authenticate header. With payload format 1.0 functions find the claims where they were; ' +
      'lists in them are written as [a b].',
    remedy:
      'See that authorizers.NAME.audience in migrate.config.yaml lists every app client that calls the API, and ' +
      'that functions do not read lists or objects from claims.',
    advice: [
      {
        about: ['event.requestContext.authorizer'],
        actor: 'handler',
        text: 'Read lists and objects in claims as text such as [a b], and the scopes from scopes.',
      },
    ],
    evidence: 'D',
    link: guide('http-api-jwt-authorizer'),
    since: '0.1.0',
  },
  'authorizers/cognito-audience': {
    title: 'A JWT authorizer needs an audience and an issuer',
    level: 'change',
    class: 'breaking',
    security: true,
    acceptable: false,
    explanation:
      'A JWT authorizer takes a token of one issuer whose audience, or client id, is in a list of 1 to 50. A REST ' +
      'API takes tokens of every app client of the pool, so its definition has no such list, and it shows the ' +
      'issuer only where the ARN of the pool is written out. Until both are known, no method that asks for this ' +
      'authorizer moves.',
    remedy:
      'Decide authorizers.NAME.audience in migrate.config.yaml, and authorizers.NAME.issuer where a placeholder ' +
      'hides the pool. aws cognito-idp list-user-pool-clients tells the ids.',
    evidence: 'D',
    link: guide('http-api-jwt-authorizer'),
    since: '0.1.0',
  },
  'authorizers/cognito-pools': {
    title: 'The authorizer takes tokens of several user pools',
    level: 'loss',
    class: 'breaking',
    security: true,
    acceptable: false,
    explanation:
      'A Cognito authorizer of a REST API may trust several user pools. A JWT authorizer has one issuer, which is ' +
      'one pool, and a route has one authorizer. Users of all other pools would be refused.',
    remedy:
      'Put a Lambda authorizer that knows all pools in its place, or give each pool routes of its own. If one ' +
      'pool is enough from now on, decide authorizers.NAME.issuer in migrate.config.yaml.',
    evidence: 'D',
    link: guide('http-api-jwt-authorizer'),
    since: '0.1.0',
  },
  'authorizers/validation-expression': {
    title: 'No pattern refuses tokens before the authorizer is asked',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'A REST API can hold a token against a regular expression, for Cognito its audience, and answers 401 where ' +
      'it does not match without asking further. HTTP APIs have no such pattern, and every token reaches the ' +
      'authorizer. A function that counts on it may let in what is refused today, and is called more often.',
    remedy:
      'Check the pattern in the authorizer function, or let the audience of the JWT authorizer list only clients ' +
      'that match. When that is done, name authorizers/validation-expression under accept: in ' +
      'migrate.config.yaml.',
    evidence: 'D',
    link: guide('http-api-lambda-authorizer'),
    since: '0.1.0',
  },
  'authorizers/identity-source': {
    title: 'An identity source of the authorizer has no counterpart',
    level: 'change',
    class: 'security',
    security: true,
    acceptable: false,
    explanation:
      'A Lambda authorizer of an HTTP API finds the identity of a caller in headers, query parameters, stage ' +
      'variables and a shorter list of context variables; a JWT authorizer reads exactly one header or query ' +
      'parameter. This source is another one. To leave it out would change whom the authorizer refuses, and which ' +
      'callers share a cached result.',
    remedy:
      'Let the REST API identify callers by a header or query parameter first, and convert again; or leave the ' +
      'methods on REST.',
    evidence: 'D',
    link: guide('http-api-lambda-authorizer'),
    since: '0.1.0',
  },
  'authorizers/caller-credentials': {
    title: 'The authorizer function is called as the caller',
    level: 'change',
    class: 'security',
    security: true,
    acceptable: false,
    explanation:
      'An authorizer is called in the name of API Gateway, or with a role that it takes on. This one names the value ' +
      'that stands for the identity of the caller, which AWS documents for integrations only. What either kind of ' +
      'API does with it in an authorizer is not known, so no method that asks for it moves.',
    remedy: 'Give the authorizer a role, or none and a permission on the function, and convert again.',
    evidence: 'U',
    link: guide('api-gateway-swagger-extensions-authorizer'),
    since: '0.2.0',
  },
  'authorizers/unknown-type': {
    title: 'The authorizer is of a type that REST APIs do not have',
    level: 'change',
    class: 'security',
    security: true,
    acceptable: false,
    explanation:
      'In the definition of a REST API an authorizer is of type token, request or cognito_user_pools. Whom one of ' +
      'another type lets in cannot be told from the file, so no method that asks for it moves.',
    remedy: 'Ask aws apigateway get-authorizers for the type and correct it in the definition.',
    evidence: 'D',
    link: guide('api-gateway-swagger-extensions-authorizer'),
    since: '0.1.0',
  },
  'authorizers/unused': {
    title: 'No method asks for this authorizer',
    level: 'info',
    class: 'benign',
    security: true,
    acceptable: false,
    explanation:
      'An authorizer that no method names decides over no request. The HTTP API goes without it, and so keeps ' +
      'room in its quota of 10 authorizers.',
    remedy: 'Nothing, unless a method was meant to ask for it.',
    evidence: 'I',
    link: guide('http-api-quotas'),
    since: '0.1.0',
  },
};
