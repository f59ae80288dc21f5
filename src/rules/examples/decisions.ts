import { act, decide, type ExamplesOf } from './fragment.js';

export const decisions: ExamplesOf<'decisions'> = {
  'decisions/acceptance-expired': {
    before: decide`
      accept: [{rule: access/api-key, reason: Until partners have tokens., until: 2024-03-31}]
    `,
    after: act`# Look at the reason again: a later day in \`until\`, or no acceptance and the loss dealt with.`,
  },
  'decisions/acceptance-unused': {
    before: decide`
      accept: [{rule: access/api-key, where: GET /oders, reason: Only partners know it.}]
    `,
    after: act`# Correct the place, GET /orders, or take the acceptance out.`,
  },
  'decisions/unused': {
    before: decide`
      authorizers: {Costumers: {audience: [7q8s9t0customerwebclient01]}}
    `,
    after: act`# Correct the name, Customers, or take the decision out.`,
  },
};
