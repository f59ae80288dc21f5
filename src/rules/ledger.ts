import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const ledger: RulesOf<'ledger'> = {
  'ledger/unclaimed': {
    title: 'No rule tells what becomes of this',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: false,
    explanation:
      'Every part of a definition ends in the ledger. This one was read, but no part of the converter said what ' +
      'becomes of it, which is a gap in apigw-migrate and not in your API. What nobody knows counts as unknown, ' +
      'never as fine.',
    remedy:
      'Report it, with the part of the definition that the entry points at, and leave what depends on it on the ' +
      'REST API until it is known.',
    evidence: 'U',
    link: guide('http-api-vs-rest'),
    since: '0.1.0',
  },
};
