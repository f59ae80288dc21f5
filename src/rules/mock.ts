import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const mock: RulesOf<'mock'> = {
  'mock/integration': {
    title: 'The gateway makes up the answer by itself',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'A mock integration answers from templates without any backend, as health checks and fixed answers do. HTTP ' +
      'APIs have no mocks; the only thing that they answer by themselves is a CORS preflight. Callers would find ' +
      'no route here.',
    remedy: 'Let a small Lambda function give the answer, and convert again; or delete the method if nobody calls it.',
    evidence: 'D',
    link: guide('http-api-vs-rest'),
    since: '0.1.0',
  },
};
