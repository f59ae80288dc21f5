import { act, decide, type ExamplesOf, method, settings } from './fragment.js';

export const usagePlans: ExamplesOf<'usage-plans'> = {
  'usage-plans/limits': {
    before: settings`
      usagePlans: [{id: pl4n01, name: partners, quota: {limit: 10000, period: DAY}}]
    `,
    beside: method`security: [{api_key: []}]`,
    after: decide`
      accept: [{rule: usage-plans/limits, reason: A rate rule of WAF on CloudFront limits callers.}]
    `,
  },
  'usage-plans/keys': {
    before: settings`
      usagePlans: [{id: pl4n01, name: partners}]
      apiKeys: {count: 3}
    `,
    beside: method`security: [{api_key: []}]`,
    after: act`# Keep them until the REST API is switched off.`,
  },
};
