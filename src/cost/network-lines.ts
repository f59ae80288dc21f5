import type { ApiFacts } from './api-facts.js';
import { hoursOfMonth } from './cache.js';
import type { CostLine } from './comparison.js';
import { meteredLines } from './metered.js';
import type { PriceItem } from './price-items.js';
import type { RegionPrices } from './price-list.js';

/** Load balancers behind VPC links: version 1 needs a Network Load Balancer, version 2 takes either kind (PO-VPCL1, PO-VPCL2). */
export function loadBalancerLines(api: ApiFacts, prices: RegionPrices, kind: 'rest' | 'http'): CostLine[] {
  if (api.vpcLinks.length === 0) return [];
  const links = `${api.vpcLinks.length} VPC ${api.vpcLinks.length === 1 ? 'link' : 'links'}`;
  const source = `unknown: ${hoursOfMonth} hours each, behind ${links}; several links can share one`;
  const open = (item: PriceItem, note: string) =>
    meteredLines({ kind: 'load-balancer', item, quantity: undefined, quantitySource: source, note }, prices);
  if (kind === 'rest') {
    const note = 'a VPC link of version 1 needs it';
    return [...open('nlbHours', note), ...open('nlbCapacity', note)];
  }
  return [
    ...open('nlbHours', 'it can stay, behind a VPC link of version 2'),
    ...open('albHours', 'in its place, if you like'),
    ...open('albCapacity', 'in its place, if you like'),
  ];
}

/** Private REST APIs are reached through VPC endpoints; HTTP APIs cannot be (PO-PRIV). */
export function privateLinkLines(api: ApiFacts, prices: RegionPrices): CostLine[] {
  if (!api.isPrivate) return [];
  const items = ['endpointHours', 'endpointData'] as const;
  return items.flatMap((item) =>
    meteredLines(
      {
        kind: 'private-link',
        item,
        quantity: undefined,
        quantitySource: 'unknown: how many endpoints, in how many zones, and what they carry',
        note: 'ends only if the API is made public, which is a design of its own',
      },
      prices,
    ),
  );
}
