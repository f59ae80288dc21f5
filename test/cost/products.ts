import type { JsonObject } from '../../src/model/index.js';

/** A price in a tier: from, to, and USD of a single call. */
type Range = [begin: string, end: string, price: string];

/** @returns a product as GetProducts answers it; the values of us-east-1 are those of its price list of 2025-07-01 */
export function product(
  usageType: string,
  ranges: Range[],
  { region = 'us-east-1', location = 'US East (N. Virginia)', ...other }: Partial<Record<string, string>> = {},
): JsonObject {
  const { sku = 'SKU1', family = 'API Calls', operation = '', service = 'AmazonApiGateway', currency = 'USD' } = other;
  const dimensions = ranges.map(([beginRange, endRange, price], index) => [
    `${sku}.JRTCKXETXF.${index}`,
    {
      rateCode: `${sku}.JRTCKXETXF.${index}`,
      unit: 'Requests',
      beginRange,
      endRange,
      description: `${price} per request`,
      appliesTo: [],
      pricePerUnit: { [currency]: price },
    },
  ]);
  return {
    serviceCode: service,
    version: '20250815000000',
    publicationDate: '2025-08-15T00:00:00Z',
    product: {
      sku,
      productFamily: family,
      attributes: {
        ...{ servicecode: service, servicename: 'Amazon API Gateway', regionCode: region, location },
        ...{ locationType: 'AWS Region', usagetype: usageType, operation },
      },
    },
    terms: {
      OnDemand: {
        [`${sku}.JRTCKXETXF`]: {
          ...{ offerTermCode: 'JRTCKXETXF', sku, effectiveDate: '2025-07-01T00:00:00Z', termAttributes: {} },
          // The order of the answer is not that of the tiers.
          priceDimensions: Object.fromEntries(dimensions.reverse()),
        },
      },
    },
  };
}

/** What the price list has for N. Virginia and, made up, for Ireland, among what is none of ours. */
export const realProducts: JsonObject[] = [
  product(
    'USE1-ApiGatewayRequest',
    [
      ['0', '333000000', '0.0000035000'],
      ['333000000', '1000000000', '0.0000028000'],
      ['1000000000', '20000000000', '0.0000023800'],
      ['20000000000', 'Inf', '0.0000015100'],
    ],
    { sku: 'KKDZ3TFSXUSMCZ3A', operation: 'ApiGatewayRequest' },
  ),
  product(
    'USE1-ApiGatewayHttpRequest',
    [
      ['0', '300000000', '0.0000010000'],
      ['300000000', 'Inf', '0.0000009000'],
    ],
    { sku: 'FC2TWT2UEPTBKVBX', operation: 'ApiGatewayHttpApi' },
  ),
  product('USE1-ApiGatewayMessage', [['0', 'Inf', '0.0000010000']], { sku: 'WS1', family: 'WebSocket' }),
  product('USE1-ApiGatewayMinute', [['0', 'Inf', '0.00000025']], { sku: 'WS2', family: 'WebSocket' }),
  product('USE1-ApiGatewayCacheUsage:0.5GB', [['0', 'Inf', '0.0200000000']], {
    sku: 'CACHE05',
    family: 'Amazon API Gateway Cache',
  }),
  product('Request', [['0', 'Inf', '0.0000002000']], { sku: 'LAMBDA1', family: 'Serverless', service: 'AWSLambda' }),
  product('Lambda-Edge-Request', [['0', 'Inf', '0.0000006000']], {
    sku: 'EDGE',
    family: 'Serverless',
    service: 'AWSLambda',
  }),
  product(
    'Lambda-GB-Second',
    [
      ['0', '6000000000', '0.0000166667'],
      ['6000000000', '15000000000', '0.0000150000'],
      ['15000000000', 'Inf', '0.0000133334'],
    ],
    { sku: 'LAMBDA2', family: 'Serverless', service: 'AWSLambda' },
  ),
  product('EU-ApiGatewayRequest', [['0', 'Inf', '0.0000035000']], {
    ...{ sku: 'IRELAND1', region: 'eu-west-1', location: 'EU (Ireland)' },
  }),
  product('EU-ApiGatewayHttpRequest', [['0', 'Inf', '0.0000011100']], {
    ...{ sku: 'IRELAND2', region: 'eu-west-1', location: 'EU (Ireland)' },
  }),
];
