import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const access: RulesOf<'access'> = {
  'access/authorizer': {
    title: 'The route asks for the same authorizer',
    level: 'info',
    class: 'benign',
    security: true,
    acceptable: false,
    explanation:
      'A route of an HTTP API has exactly one of IAM, a Lambda authorizer and a JWT authorizer. The method asks ' +
      'for one authorizer, so the route asks for it too, with the same scopes where there are any; in both kinds ' +
      'one matching scope is enough.',
    remedy: 'Nothing here; what changes in the authorizer stands with the authorizer.',
    evidence: 'D',
    link: guide('http-api-open-api'),
    since: '0.1.0',
  },
  'access/iam': {
    title: 'IAM authorization moves, policies that name the REST API do not',
    level: 'change',
    class: 'breaking',
    security: true,
    acceptable: false,
    explanation:
      'Both kinds check the signature of a request, and whether the policies of the caller allow ' +
      'execute-api:Invoke. A policy that names the ARN of the REST API does not cover the HTTP API, which has ' +
      'another id, so callers are refused until it does. Signatures of version 4A are not officially supported by ' +
      'HTTP APIs.',
    remedy:
      'Before cutover add the ARN of the new API, arn:aws:execute-api:REGION:ACCOUNT:API_ID/*, to the policies of ' +
      'all callers. Clients that call execute-api directly sign for the new host name, and those who sign by version 4A ' +
      'sign by version 4. A policy that keeps a caller out of the REST API by its ARN needs the new one even more.',
    evidence: 'D',
    link: guide('http-api-access-control-iam'),
    since: '0.1.0',
  },
  'access/api-key': {
    title: 'HTTP APIs have no API keys',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'A REST API answers 403 to a request without a valid x-api-key, and usage plans throttle, count and limit ' +
      'each key. To an HTTP API x-api-key is a header like any other. Callers without a key would pass, and no ' +
      'caller has a rate or quota of its own any more.',
    remedy:
      'Let a Lambda authorizer check the key, and keep the limits in the backend or in a WAF rate rule on a ' +
      'CloudFront distribution in front. If the key protects nothing, name access/api-key under accept: in ' +
      'migrate.config.yaml, best for single routes with where.',
    advice: [
      {
        about: ['event.requestContext.identity'],
        actor: 'handler',
        text: 'Read the key, where it still matters, from the header x-api-key.',
      },
    ],
    evidence: 'D',
    link: guide('http-api-vs-rest'),
    since: '0.1.0',
  },
  'access/cognito-token-kinds': {
    title: 'Without scopes a JWT authorizer takes access tokens too',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'A REST method with a Cognito authorizer and without scopes takes ID tokens, and refuses access tokens. A ' +
      'JWT authorizer compares aud, or client_id where there is no aud, and does not tell the two kinds apart. A ' +
      'caller who holds only an access token would be let in.',
    remedy:
      'Give the method scopes, so that both kinds of API want an access token, or check the claim token_use in ' +
      'the backend. If both kinds of token may pass, name access/cognito-token-kinds under accept: in ' +
      'migrate.config.yaml.',
    advice: [
      {
        about: ['calls', 'event', 'upstream'],
        actor: 'handler',
        text: 'Check token_use in the claims where access tokens shall not pass.',
      },
    ],
    evidence: 'D',
    link: guide('apigateway-enable-cognito-user-pool'),
    since: '0.1.0',
  },
  'access/scopes-limit': {
    title: 'The method has more or longer scopes than an HTTP API takes',
    level: 'change',
    class: 'breaking',
    security: true,
    acceptable: false,
    explanation:
      'A route of an HTTP API has at most 10 scopes of 1 to 64 characters each; a REST method has no such limit ' +
      'that AWS lists. One matching scope lets a caller in, so each scope left out would lock callers out who ' +
      'pass today.',
    remedy:
      'Merge scopes, or shorten them by a shorter identifier of the resource server. A Lambda authorizer can ' +
      'check any number of them.',
    evidence: 'D',
    link: guide('http-api-quotas'),
    since: '0.1.0',
  },
  'access/unresolved': {
    title: 'The file does not tell what a caller must present',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'The method asks for a security scheme that this file does not define, or one that has no authorizer of API ' +
      'Gateway. The REST API may check something here that stands elsewhere, or nothing at all: users report a ' +
      'warning of its import that plain OpenAPI schemes are ignored, and that methods are not created where a scheme ' +
      'has an authtype and no authorizer. A route without it might be open to everybody who is refused today.',
    remedy:
      'Add the scheme with its x-amazon-apigateway-authorizer, or export the API again with ' +
      'extensions=apigateway. If the method is open today, name access/unresolved under accept: in ' +
      'migrate.config.yaml.',
    evidence: 'C',
    link: 'https://github.com/amazon-archives/aws-apigateway-importer/issues/187',
    since: '0.1.0',
  },
  'access/several-authorizers': {
    title: 'The method names several authorizers',
    level: 'change',
    class: 'security',
    security: true,
    acceptable: false,
    explanation:
      'Several requirements in OpenAPI mean that one of them is enough, but a method of API Gateway has one ' +
      'authorizer, with an API key beside it at most. The file does not tell which of them the REST API uses: no page ' +
      'of AWS says it, no recording shows it, and users report only that x-amazon-apigateway-auth does not work beside ' +
      'other authorizers. The import of an HTTP API refuses an operation with more than one.',
    remedy:
      'Ask aws apigateway get-method for the authorizer of the method, leave only that one in its security, and ' +
      'convert again.',
    evidence: 'D',
    link: guide('http-api-open-api'),
    since: '0.1.0',
  },
  'access/authorizer-stays': {
    title: 'The authorizer of the method does not move',
    level: 'change',
    class: 'security',
    security: true,
    acceptable: false,
    explanation:
      'The authorizer that the method asks for cannot be converted, or waits for a decision. A route without it ' +
      'would be open to everybody, so none is written.',
    remedy: 'Look at the entry of the authorizer: what frees it frees all methods that ask for it.',
    evidence: 'I',
    link: guide('http-api-open-api'),
    since: '0.1.0',
  },
};
