import type { CostUnit } from './comparison.js';

/**
 * What a price list can have for a region beside caches, each with tiers: `upTo` counts single requests, GB-seconds, GB,
 * metrics; `price` is that of one unit (facts pricing.md, sections 1 to 3).
 */
export const priceItems = {
  rest: { name: 'REST API requests', unit: 'million requests' },
  http: { name: 'HTTP API requests', unit: 'million requests' },
  transferOut: { name: 'Data transfer out', unit: 'GB' },
  lambdaCalls: { name: 'Lambda calls', unit: 'million requests' },
  lambdaTime: { name: 'Lambda duration', unit: 'GB-seconds' },
  lambdaTimeArm: { name: 'Lambda duration on arm64', unit: 'GB-seconds' },
  webAcls: { name: 'WAF web ACL', unit: 'months' },
  webAclRules: { name: 'WAF rules', unit: 'months' },
  webAclRequests: { name: 'WAF requests', unit: 'million requests' },
  logs: { name: 'CloudWatch Logs, taken in', unit: 'GB' },
  metrics: { name: 'CloudWatch metrics', unit: 'months' },
  albHours: { name: 'Application Load Balancer', unit: 'hours' },
  albCapacity: { name: 'Application Load Balancer, capacity units', unit: 'hours' },
  nlbHours: { name: 'Network Load Balancer', unit: 'hours' },
  nlbCapacity: { name: 'Network Load Balancer, capacity units', unit: 'hours' },
  endpointHours: { name: 'VPC endpoint (PrivateLink)', unit: 'hours' },
  endpointData: { name: 'VPC endpoint (PrivateLink), data', unit: 'GB' },
  cloudFrontRequests: { name: 'CloudFront requests', unit: 'million requests' },
} as const satisfies Record<string, { name: string; unit: CostUnit }>;

export type PriceItem = keyof typeof priceItems;

/** All items, in the order in which reports name them; the table has no other key. */
export const itemNames = Object.keys(priceItems) as PriceItem[];
