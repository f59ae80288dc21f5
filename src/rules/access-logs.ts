import type { RulesOf } from './concern.js';
import { guide, serviceModel } from './links.js';

export const accessLogs: RulesOf<'access-logs'> = {
  'access-logs/format': {
    title: 'Access logs have other variables',
    level: 'change',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'Most variables of access logs are the same in both kinds; the others are replaced or taken out, so that ' +
      'the format stays well-formed. A line of an HTTP API must have $context.requestId and at most 1024 ' +
      'characters. $context.dataProcessed is added to JSON, since HTTP APIs are billed by it.',
    remedy: 'Compare the queries and filters that read the log with the new format.',
    evidence: 'D',
    link: guide('http-api-logging-variables'),
    since: '0.2.0',
  },
  'access-logs/firehose': {
    title: 'HTTP APIs do not log to Firehose',
    level: 'loss',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'The access log of a REST stage can go straight to a Firehose stream. HTTP APIs write to a log group of ' +
      'CloudWatch only.',
    remedy: 'Log to a group, and let a subscription filter pass the lines on to the stream.',
    evidence: 'D',
    link: guide('http-api-logging'),
    since: '0.2.0',
  },
  'access-logs/too-long': {
    title: 'The format of the access log is too long',
    level: 'loss',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      "AWS's model of HTTP APIs takes 1024 characters for the format of the access log. A format that is no JSON " +
      'shows no part that could go by itself, so none is written.',
    remedy: 'Write a shorter format and give it to aws apigatewayv2 create-stage.',
    evidence: 'D',
    link: serviceModel,
    since: '0.2.0',
  },
};
