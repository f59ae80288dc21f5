import type { RulesOf } from './concern.js';
import { serviceModel } from './links.js';

export const api: RulesOf<'api'> = {
  'api/identity': {
    title: 'Name, description and version move along',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'An HTTP API has a name of 1 to 128 characters, a description of at most 1024 and a version of at most 64, ' +
      'where a REST API may have longer ones. What is too long is cut, and a missing name becomes "unnamed". Only ' +
      'people who list APIs or look at the console see it.',
    remedy: 'Nothing; or shorten the texts under info in the definition, so that you choose where they end.',
    evidence: 'D',
    link: serviceModel,
    since: '0.1.0',
  },
};
