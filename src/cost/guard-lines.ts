import type { CacheThen } from './circumstances.js';
import type { CostLine } from './comparison.js';
import type { LambdaBill } from './lambda-lines.js';
import { exactly, meteredLines } from './metered.js';
import type { RegionPrices } from './price-list.js';
import { sourceOfRequests } from './requests.js';
import type { Usage } from './usage.js';

/**
 * AWS WAF: a web ACL, its rules, and the requests that it looks at (PW-ACL). It guards a REST API directly, and what is to
 * be an HTTP API through CloudFront, at the same price.
 *
 * @returns no line where the stage is known to have none; without quantities where nobody told
 */
export function webAclLines({ usage, prices, api, circumstances }: LambdaBill): CostLine[] {
  if (api.webAcl === 'no') return [];
  const isThere = api.webAcl === 'yes';
  const { webAclRules } = circumstances;
  const source = isThere
    ? 'the web ACL of the stage'
    : 'unknown: the definition does not tell whether there is a web ACL';
  const rules = isThere && webAclRules === undefined ? 'unknown: pass --web-acl-rules' : '--web-acl-rules';
  return [
    ...meteredLines(
      { kind: 'waf', item: 'webAcls', quantity: isThere ? exactly(1) : undefined, quantitySource: source },
      prices,
    ),
    ...meteredLines(
      {
        kind: 'waf',
        item: 'webAclRules',
        quantity: isThere && webAclRules !== undefined ? exactly(webAclRules) : undefined,
        quantitySource: isThere ? rules : source,
      },
      prices,
    ),
    ...meteredLines(
      {
        kind: 'waf',
        item: 'webAclRequests',
        quantity: isThere && usage.requests !== undefined ? exactly(usage.requests) : undefined,
        quantitySource: isThere ? sourceOfRequests(usage) : source,
      },
      prices,
    ),
  ];
}

/**
 * CloudFront in front of the HTTP API, where it is to carry the web ACL or the cache.
 *
 * @param reasons what it is there for; `[]` for nothing
 */
export function cloudFrontLines(usage: Usage, prices: RegionPrices, reasons: readonly string[]): CostLine[] {
  if (reasons.length === 0) return [];
  return meteredLines(
    {
      kind: 'cloudfront',
      item: 'cloudFrontRequests',
      quantity: usage.requests === undefined ? undefined : exactly(usage.requests),
      quantitySource: sourceOfRequests(usage),
      note: `it carries ${reasons.join(' and ')}; its transfer is taken as that of the API`,
    },
    prices,
  );
}

/** A cache of the backend's own: nobody knows its price but who runs it. */
export function ownCacheLines(then: CacheThen, usage: Usage): CostLine[] {
  if (then !== 'own' || usage.cacheSize === undefined) return [];
  return [
    {
      what: `A cache of your own, ${usage.cacheSize} GB`,
      kind: 'cache',
      quantity: exactly(1).most,
      unit: 'months',
      price: undefined,
      amount: undefined,
      quantitySource: '--cache-then own',
      priceSource: undefined,
      note: 'its price is yours to know',
    },
  ];
}
