import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const unrecognised: RulesOf<'unrecognised'> = {
  'unrecognised/extension': {
    title: 'This version does not know an AWS key in the definition',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'The key may shield the API today, change requests, or do nothing; and what the import of an HTTP API does ' +
      'with keys that it does not know is not documented. At the root of the definition it holds back every ' +
      'route, in a method that method.',
    remedy:
      'Look the key up in the list of extensions, and delete it if it is misspelt or REST APIs ignore it. If what ' +
      'it does may be lost, name unrecognised/extension under accept: in migrate.config.yaml, with the key as ' +
      'where if it stands at the root.',
    evidence: 'U',
    link: guide('api-gateway-swagger-extensions'),
    since: '0.1.0',
  },
};
