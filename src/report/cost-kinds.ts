import type { CostLine } from '../cost/comparison.js';

/** What is paid for, in words and in the order of reports. */
export const kindNames: readonly (readonly [CostLine['kind'], string])[] = [
  ['requests', 'Requests'],
  ['cache', 'Cache'],
  ['transfer', 'Data transfer'],
  ['lambda', 'Lambda'],
  ['waf', 'WAF'],
  ['cloudfront', 'CloudFront'],
  ['logs', 'Logs'],
  ['metrics', 'Metrics'],
  ['load-balancer', 'Load balancers'],
  ['private-link', 'PrivateLink'],
];
