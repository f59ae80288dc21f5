import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const validation: RulesOf<'validation'> = {
  'validation/request': {
    title: 'HTTP APIs do not check requests',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'A REST API answers 400 to a request that lacks a required parameter, or whose body does not fit its model, ' +
      'and the backend never sees it. An HTTP API passes every request on. A backend that counts on the check may ' +
      'fail, or do what it should not.',
    remedy:
      'Check parameters and body in the backend; models of REST APIs are JSON Schema draft 4, and validators for ' +
      'it exist in most languages. When the backend checks, name validation/request under accept: in ' +
      'migrate.config.yaml.',
    advice: [
      {
        about: ['calls', 'event', 'upstream'],
        actor: 'handler',
        text: 'Check parameters and body: requests arrive that the gateway refused.',
      },
      {
        about: ['reply'],
        actor: 'client',
        text: 'Expect the answer of the backend to a bad request in place of 400 of the gateway.',
      },
    ],
    evidence: 'D',
    link: guide('http-api-vs-rest'),
    since: '0.1.0',
  },
  'validation/without-effect': {
    title: 'The validator has nothing to check here',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'A validator checks required headers and query parameters, or a body for which the method has a model. This ' +
      'method has nothing of what its validator looks at, so no request is refused by it. Nobody notices that it ' +
      'is gone.',
    remedy: 'Nothing.',
    evidence: 'D',
    link: guide('api-gateway-method-request-validation'),
    since: '0.1.0',
  },
  'validation/definition': {
    title: 'A validator does nothing until a method names it',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'The root of a definition lists validators and what each of them checks, and methods name one of the list. ' +
      'HTTP APIs have no such list. What is lost with it stands with the methods that name the validator.',
    remedy: 'Look at the entries of the methods that name it.',
    evidence: 'D',
    link: guide('api-gateway-method-request-validation'),
    since: '0.1.0',
  },
  'validation/undefined': {
    title: 'The validator of the method is not in the file',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'The method names a validator that x-amazon-apigateway-request-validators does not list. The REST API may ' +
      'check parameters, the body, both or nothing here; the HTTP API checks nothing. Whether bad requests would ' +
      'begin to reach the backend cannot be told.',
    remedy:
      'Define the validator in the file, or take its name off the method, and convert again. If nothing is ' +
      'checked today, or the backend checks by itself, name validation/undefined under accept: in ' +
      'migrate.config.yaml.',
    evidence: 'U',
    link: guide('http-api-vs-rest'),
    since: '0.1.0',
  },
};
