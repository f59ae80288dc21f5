import { type Json, jsonOf } from '../model/index.js';
import type { CallerOptions } from './caller.js';
import type { AwsTarget } from './clients.js';
import { openRegion, type Region } from './region.js';

/** The price list of all regions is served by few of them, of which this is one (PN-QUERY). */
const servedIn = 'us-east-1';

/** What to read of the price list. */
export interface ProductQuery {
  services: readonly string[];
  /** Undefined for all regions. */
  regions: readonly string[] | undefined;
}

/**
 * Reads products of the AWS price list, a page at a time.
 *
 * @returns what stands in `PriceList`, parsed
 * @throws what the SDK throws
 * @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html
 */
export async function readProducts(
  target: Omit<AwsTarget, 'region'>,
  { services, regions }: ProductQuery,
  options: CallerOptions = {},
): Promise<Json[]> {
  const served = await openRegion({ ...target, region: servedIn }, options);
  try {
    const queries = services.flatMap((service) => (regions ?? [undefined]).map((region) => ({ service, region })));
    const pages = await Promise.all(queries.map((query) => productsOf(served, query)));
    return pages.flat();
  } finally {
    served.close();
  }
}

async function productsOf(
  { clients, call }: Region,
  { service, region }: { service: string; region: string | undefined },
): Promise<Json[]> {
  const { GetProductsCommand } = await import('@aws-sdk/client-pricing');
  const client = await clients.pricing();
  const found: Json[] = [];
  let NextToken: string | undefined;
  do {
    const command = new GetProductsCommand({
      ServiceCode: service,
      FormatVersion: 'aws_v1',
      MaxResults: 100,
      ...(region !== undefined && { Filters: [{ Type: 'TERM_MATCH', Field: 'regionCode', Value: region }] }),
      ...(NextToken !== undefined && { NextToken }),
    });
    const answer = await call('pricing', () => client.send(command));
    found.push(...(answer.PriceList ?? []).map(parsed));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return found;
}

/** The SDK hands texts on as objects that hold one. */
function parsed(product: unknown): Json {
  return jsonOf(String(product)) ?? null;
}
