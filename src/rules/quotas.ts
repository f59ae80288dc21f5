import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const quotas: RulesOf<'quotas'> = {
  'quotas/routes': {
    title: 'An HTTP API has 300 routes unless AWS raises that',
    level: 'loss',
    security: false,
    acceptable: true,
    explanation:
      'A REST API may have 300 resources, each with all its methods; an HTTP API may have 300 routes, and each verb ' +
      'of a path is one. AWS raises the number on request, for named APIs only. Until then the import of the ' +
      'definition ends with an error.',
    remedy:
      'Ask for more routes for the new API (quota L-65B5C802), or put the verbs of a path together under ANY. When ' +
      'the number is raised, name quotas/routes under accept: in migrate.config.yaml.',
    evidence: 'D',
    link: guide('http-api-quotas'),
    since: '0.2.0',
  },
  'quotas/integrations': {
    title: 'An HTTP API has 300 integrations at most',
    level: 'change',
    security: false,
    acceptable: false,
    explanation:
      'Each method of a REST API has an integration of its own, and nobody counts them. An HTTP API may have 300, ' +
      'which AWS does not raise. Routes that are connected alike share one in the definition that is written; more ' +
      'than 300 different ones cannot be in one API.',
    remedy:
      'Split the API by paths over several HTTP APIs under one domain, or let a greedy route pass several paths to ' +
      'one backend.',
    evidence: 'D',
    link: guide('http-api-quotas'),
    since: '0.2.0',
  },
  'quotas/authorizers': {
    title: 'An HTTP API has 10 authorizers unless AWS raises that',
    level: 'loss',
    security: true,
    acceptable: true,
    explanation:
      'Both kinds of API may have 10 authorizers, and AWS raises the number for single APIs. A number that was ' +
      'raised for the REST API does not hold for the new one, so its import ends with an error. No route is written ' +
      'without its authorizer.',
    remedy:
      'Ask AWS for more authorizers for the new API, or let authorizers share a function. When the number is raised, ' +
      'name quotas/authorizers under accept: in migrate.config.yaml.',
    evidence: 'D',
    link: guide('http-api-quotas'),
    since: '0.2.0',
  },
  'quotas/request-size': {
    title: 'Request line and headers have 10,240 bytes together',
    level: 'change',
    security: false,
    acceptable: false,
    explanation:
      'A REST API takes 20,480 bytes of header values, and a URL of its own limit besides (8,192 bytes where the ' +
      'endpoint is edge-optimized, 10,240 where it is regional). In an HTTP API request line and headers share ' +
      '10,240 bytes. Calls with large cookies, long tokens or long queries are refused. Bodies beyond 10 MB are refused by ' +
      'both, in other words.',
    remedy:
      'Look in access logs for long paths and queries, and add up cookies and tokens of the largest callers. Send ' +
      'what is long in the body.',
    evidence: 'D',
    link: guide('http-api-quotas'),
    since: '0.2.0',
  },
};
