import type { RulesOf } from './concern.js';
import { guide } from './links.js';

const reference = guide('http-api-develop-integrations-aws-services-reference');

export const services: RulesOf<'services'> = {
  'services/integration': {
    title: 'HTTP APIs cannot call this action of an AWS service',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'A REST API can call any action of an AWS service with a request that templates make, and make the response ' +
      'from what comes back. HTTP APIs have ten ready actions instead, of EventBridge, SQS, AppConfig, Kinesis ' +
      'and Step Functions, and none of DynamoDB, S3, SNS or others.',
    remedy: 'Call the service from a Lambda function, point the method at it as a proxy, and convert again.',
    evidence: 'D',
    link: reference,
    since: '0.1.0',
  },
  'services/not-writable': {
    title: 'The action exists, but its arguments cannot be written as mappings',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'HTTP APIs have the action ready, and take its arguments from parameter mappings: a constant, a header, a ' +
      'query parameter, a path variable, a value of the body by a simple path, or some of these in one text. The ' +
      'template here does more than that, or sends an argument that the ready action does not have.',
    remedy:
      'Let callers send what the template computes, or call the service from a Lambda function; then convert again.',
    evidence: 'D',
    link: reference,
    since: '0.2.0',
  },
  'services/subtype': {
    title: 'A ready action of the gateway calls the AWS service',
    level: 'change',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'The call that templates and mappings make becomes a first-class integration with the same arguments. It is ' +
      'made for every content type, where a REST API looks at the type to choose a template or to answer 415. ' +
      'Values of the request are put into texts as they come, and a body is read up to 100 KB. Without a body, an ' +
      'argument that is the body is left out, where a template writes {}.',
    remedy:
      'Give the role of the integration the same permission as before, and try the route with real requests before cutover.',
    evidence: 'D',
    link: reference,
    since: '0.2.0',
  },
  'services/argument': {
    title: 'The template or mapping becomes arguments of a ready action',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'The template writes the request in the protocol of the service, and mappings set the headers that go with ' +
      'it. The ready action has arguments in their place and speaks the protocol by itself.',
    remedy: 'Nothing.',
    evidence: 'I',
    link: reference,
    since: '0.2.0',
  },
  'services/answer': {
    title: 'Clients get the answer of the AWS service itself',
    level: 'change',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'A REST API chooses the status of the answer by patterns, and answers 200 to everything that only a default ' +
      'takes, errors of the service included. A ready action hands on what the service answers. In which status, ' +
      'content type and form its errors arrive, no AWS page says.',
    remedy: 'Try successes and failures of the action on the new API before cutover, and compare the answers.',
    advice: [
      {
        about: ['reply'],
        actor: 'client',
        text: 'Take status and body that the service gives, errors among them.',
      },
    ],
    evidence: 'U',
    link: reference,
    since: '0.2.0',
  },
  'services/kinesis-data': {
    title: 'Whether the gateway encodes Data for Kinesis is not known',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: true,
    explanation:
      'Kinesis takes the data of a record in base64, which templates of REST APIs either make or expect callers to ' +
      'send. Whether the ready action encodes Data by itself no AWS page says. If it does where callers encode ' +
      'already, or does not where they do not, consumers of the stream get other bytes.',
    remedy:
      'Put one record through a scratch HTTP API and read it back; if the bytes are those of today, ' +
      'name services/kinesis-data under accept: in migrate.config.yaml, with the reason.',
    evidence: 'U',
    link: reference,
    since: '0.2.0',
  },
};
