import type { RegionPrices } from './price-list.js';
import { transferLines } from './transfer.js';
import type { Usage } from './usage.js';

/** @returns what is paid beside API Gateway, or instead of it after the move, and is not in the sum (facts pricing.md, sections 2 and 3). */
export function notInSumOf(usage: Usage, prices: RegionPrices): string[] {
  return [
    ...transferOf(usage, prices),
    'AWS WAF, which guards REST APIs directly and HTTP APIs only through something in front, such as CloudFront.',
    'CloudWatch logs and metrics, X-Ray.',
    'Lambda functions and other backends, also those that take over what HTTP APIs lack (mapping templates, API keys, validation).',
    'Load balancers or Cloud Map behind VPC links: version 1 needs a Network Load Balancer, version 2 takes either kind.',
    'VPC endpoints of private REST APIs, CloudFront, the developer portal of REST APIs.',
  ];
}

function transferOf(usage: Usage, prices: RegionPrices): string[] {
  if (transferLines(usage, prices).length > 0) return [];
  const first = prices.transferOut?.[0];
  if (first === undefined)
    return [`Data transfer out: the same for both; the price list has no price for ${usage.region}.`];
  const price = `${first.price} ${prices.currency} per GB at first`;
  return [`Data transfer out: the same for both (${price}). Pass --response-size to count it.`];
}
