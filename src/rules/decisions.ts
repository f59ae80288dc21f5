import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const decisions: RulesOf<'decisions'> = {
  'decisions/acceptance-expired': {
    title: 'The last day of an accepted loss has passed',
    level: 'loss',
    security: true,
    acceptable: false,
    explanation:
      'Somebody took this loss on until a day that is over. The acceptance no longer counts, so what it let pass is ' +
      'blocked again. An HTTP API that was made while it held still has the loss.',
    remedy:
      'Look at the reason again: give the acceptance a later day in migrate.config.yaml, or take it out and deal ' +
      'with the loss.',
    evidence: 'I',
    link: guide('http-api-vs-rest'),
    since: '0.2.0',
  },
  'decisions/acceptance-unused': {
    title: 'An acceptance accepts nothing',
    level: 'change',
    security: false,
    acceptable: false,
    explanation:
      'No loss of this API is of the rule and at the place that the acceptance names. It was mistyped, or the loss ' +
      'is gone. If it stays, it accepts a loss of that name that comes later, and nobody is asked.',
    remedy: 'Correct the rule or the place of the acceptance in migrate.config.yaml, or take it out.',
    evidence: 'I',
    link: guide('http-api-vs-rest'),
    since: '0.2.0',
  },
  'decisions/unused': {
    title: 'A decision decides nothing',
    level: 'change',
    security: false,
    acceptable: false,
    explanation:
      'The decision is about an authorizer, a VPC link or a listener that the definition does not have. It was ' +
      'mistyped, or the part that it was about is gone or has another name now.',
    remedy: 'Correct the name in migrate.config.yaml, or take the decision out.',
    evidence: 'I',
    link: guide('http-api-vs-rest'),
    since: '0.2.0',
  },
};
