import type { ApiFacts } from '../../src/cost/api-facts.js';

/** An API of two methods whose settings are known: nothing stands around it. */
export const plainFacts: ApiFacts = {
  name: 'Orders',
  methods: ['GET /orders', 'POST /orders'],
  lambdaAuthorizers: [],
  binaryMediaTypes: [],
  compresses: false,
  namesCacheKeys: false,
  isPrivate: false,
  vpcLinks: [],
  webAcl: 'no',
  accessLogs: 'no',
  executionLogs: 'no',
  detailedMetrics: 'no',
};
