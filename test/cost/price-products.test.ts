import { describe, expect, it } from 'vitest';
import { regionsOf } from '../../src/cost/price-products.js';
import { updateOf } from '../../src/cost/price-update.js';
import { product, realProducts } from './products.js';
import { vendoredPrices } from './vendored.js';

const shipped = await vendoredPrices();

describe('what AWS answers becomes prices', () => {
  const [ireland, virginia] = regionsOf(realProducts);

  it('by region, as AWS names it', () => {
    expect([ireland, virginia].map((reading) => [reading?.region, reading?.prices.name])).toEqual([
      ['eu-west-1', 'EU (Ireland)'],
      ['us-east-1', 'US East (N. Virginia)'],
    ]);
  });

  it('per million, exactly: 0.0000035000 a call is 3.50', () => {
    expect(virginia?.prices.rest?.map(({ upTo, price }) => [upTo, price])).toEqual([
      [333_000_000, '3.50'],
      [1_000_000_000, '2.80'],
      [20_000_000_000, '2.38'],
      [undefined, '1.51'],
    ]);
    expect(virginia?.prices.http?.map(({ upTo, price }) => [upTo, price])).toEqual([
      [300_000_000, '1.00'],
      [undefined, '0.90'],
    ]);
  });

  it('with service, day and SKU as the source', () => {
    expect(virginia?.prices.rest?.[0]?.source).toBe(
      'AWS Price List, AmazonApiGateway us-east-1, effective 2025-07-01, SKU KKDZ3TFSXUSMCZ3A',
    );
  });

  it('per hour for caches, per GB-second for functions', () => {
    expect(virginia?.prices.cache?.['0.5']?.price).toBe('0.02');
    expect(virginia?.prices.lambdaTime?.map(({ price }) => price)).toEqual([
      '0.0000166667',
      '0.000015',
      '0.0000133334',
    ]);
    expect(virginia?.prices.lambdaCalls?.map(({ price }) => price)).toEqual(['0.20']);
  });

  it('whatever the prefix is: EU- is Ireland', () => {
    expect(ireland?.prices.rest?.[0]?.price).toBe('3.50');
    expect(ireland?.prices.http?.[0]?.price).toBe('1.11');
  });

  it('and no WebSocket or edge price gets in', () => {
    expect(JSON.stringify([ireland, virginia])).not.toMatch(/WS1|WS2|EDGE/);
    expect([ireland?.unclear, virginia?.unclear]).toEqual([[], []]);
  });

  it('in the same order, whatever the order of the answer', () => {
    expect(JSON.stringify(regionsOf(realProducts.toReversed()))).toBe(JSON.stringify(regionsOf(realProducts)));
  });
});

describe('a price is not guessed', () => {
  it.each<[string, ReturnType<typeof product>[]]>([
    [
      'tiers with a gap',
      [
        product('X-ApiGatewayRequest', [
          ['0', '10', '0.1'],
          ['20', 'Inf', '0.2'],
        ]),
      ],
    ],
    ['a tier without a price', [product('X-ApiGatewayRequest', [['0', 'Inf', '']])]],
    ['tiers that do not begin at zero', [product('X-ApiGatewayRequest', [['5', 'Inf', '0.2']])]],
    [
      'two prices for one thing',
      [
        product('X-ApiGatewayRequest', [['0', 'Inf', '0.1']]),
        product('X-ApiGatewayRequest', [['0', 'Inf', '0.2']], { sku: 'SKU2' }),
      ],
    ],
  ])('from %s', (_, products) => {
    const [reading] = regionsOf(products);
    expect(reading?.prices.rest).toBeUndefined();
    expect(reading?.unclear).toEqual(['X-ApiGatewayRequest']);
  });

  it('nor read out of what is no product', () => {
    expect(
      regionsOf([null, 'x', {}, { product: {} }, { product: { attributes: { regionCode: 'eu-west-1' } } }]),
    ).toEqual([]);
  });

  it('but one price that stands twice is one', () => {
    const twice = ['SKU1', 'SKU2'].map((sku) => product('X-ApiGatewayRequest', [['0', 'Inf', '0.000001']], { sku }));
    expect(regionsOf(twice)[0]?.prices.rest?.map(({ price }) => price)).toEqual(['1.00']);
  });
});

describe('a new list', () => {
  const update = updateOf(shipped, regionsOf(realProducts), {
    asked: ['eu-west-1', 'us-east-1', 'eu-west-9'],
    date: '2026-12-01',
  });

  it('has the regions that were read', () => {
    expect(Object.keys(update.list.regions)).toEqual(['eu-west-1', 'us-east-1']);
    expect(update.missing).toEqual(['eu-west-9']);
  });

  it('keeps what the price list of these services does not tell', () => {
    expect(update.list.regions['us-east-1']?.transferOut).toEqual(shipped.regions['us-east-1']?.transferOut);
    expect(update.list.regions['us-east-1']?.webAcls).toEqual(shipped.regions['us-east-1']?.webAcls);
  });

  it('keeps no price of API Gateway that AWS no longer has', () => {
    expect(Object.keys(update.list.regions['us-east-1']?.cache ?? {})).toEqual(['0.5']);
  });

  it('says what has changed, and not what is only written otherwise', () => {
    expect(update.changes.filter(({ region }) => region === 'eu-west-1')).toEqual([
      { region: 'eu-west-1', what: 'REST API requests', before: undefined, after: '3.50' },
      { region: 'eu-west-1', what: 'HTTP API requests', before: undefined, after: '1.11' },
    ]);
    const virginia = update.changes.filter(({ region }) => region === 'us-east-1').map(({ what }) => what);
    expect(virginia).toContain('Cache of 237 GB');
    expect(virginia).toContain('Lambda duration, above 15000000000');
    expect(virginia).not.toContain('Cache of 0.5 GB');
    expect(virginia).not.toContain('REST API requests');
  });
});
