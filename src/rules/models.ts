import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const models: RulesOf<'models'> = {
  'models/description': {
    title: 'A model describes a body, and nobody enforces it',
    level: 'info',
    class: 'benign',
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
  'models/definition': {
    title: 'HTTP APIs keep no models',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'A REST API keeps the schemas of its definition as models, hands them out by GetModels and makes SDKs of them. ' +
      'An HTTP API has none: its import reads over schemas with a remark for each. The definition that is written ' +
      'goes without them.',
    remedy: 'Keep the schemas where clients are generated or documentation is made.',
    evidence: 'D',
    link: guide('http-api-vs-rest'),
    since: '0.2.0',
  },
};
