import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const usagePlans: RulesOf<'usage-plans'> = {
  'usage-plans/limits': {
    title: 'Nobody is limited by usage plans any more',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'A usage plan limits the rate of each API key, or how many requests it has in a day, week or month. HTTP ' +
      'APIs have neither keys nor plans. What shields the backend from a single caller is gone, so methods that ' +
      'ask for a key stay.',
    remedy:
      'Count callers in an authorizer or the backend, or put CloudFront with a rate rule of WAF in front. If no ' +
      'limit is needed, name usage-plans/limits under accept: in migrate.config.yaml.',
    evidence: 'D',
    link: guide('api-gateway-api-usage-plans'),
    since: '0.2.0',
  },
  'usage-plans/keys': {
    title: 'API keys and usage plans stay with the REST API',
    level: 'loss',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'Keys and plans are objects of REST APIs; they say who calls, and nothing of an HTTP API refers to them. ' +
      'Whether a method may do without its key is decided at the method.',
    remedy: 'Keep them until the REST API is switched off.',
    evidence: 'D',
    link: guide('api-gateway-api-usage-plans'),
    since: '0.2.0',
  },
};
