import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const services: RulesOf<'services'> = {
  'services/integration': {
    title: 'An AWS service is called through mapping templates',
    level: 'loss',
    security: false,
    acceptable: false,
    explanation:
      'A REST API can call any action of an AWS service with a request that templates make, and make the response ' +
      'from what comes back. HTTP APIs have ten ready actions instead, of EventBridge, SQS, AppConfig, Kinesis ' +
      'and Step Functions, and none of DynamoDB, S3, SNS or others. This version of apigw-migrate writes none of ' +
      'the ten.',
    remedy:
      'Where one of the ten actions fits, add the route with its integrationSubtype to the new definition by ' +
      'hand, and compare the answers. Otherwise call the service from a Lambda function.',
    evidence: 'D',
    link: guide('http-api-develop-integrations-aws-services-reference'),
    since: '0.1.0',
  },
};
