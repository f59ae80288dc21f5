import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const models: RulesOf<'models'> = {
  'models/description': {
    title: 'A model describes a body, and nobody enforces it',
    level: 'info',
    security: false,
    acceptable: false,
    explanation:
      'Only the model of a request matters to a REST API at run time, and only where a validator checks the body, ' +
      'which stands with the validator. Models of answers are documentation. HTTP APIs do not read models, and ' +
      'the new definition goes without them.',
    remedy: 'Keep the old definition, or its schemas, for documentation and for the generation of clients.',
    evidence: 'D',
    link: guide('http-api-open-api'),
    since: '0.1.0',
  },
};
