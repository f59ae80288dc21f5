import { describe, expect, it } from 'vitest';
import { ageInDays, type PriceList, pricesOf } from '../../src/cost/price-list.js';
import { readPriceList } from '../../src/cost/read-price-list.js';
import { Failure } from '../../src/model/index.js';
import { priceSchema, vendoredPrices } from './vendored.js';

const schema = await priceSchema();
const good = {
  version: 1,
  date: '2026-11-22',
  source: 'our contract',
  regions: {
    'eu-west-1': {
      name: 'Europe (Ireland)',
      currency: 'USD',
      rest: [
        { upTo: 1000, price: '3.00', source: 'contract' },
        { price: '2.00', source: 'contract' },
      ],
      cache: { '0.5': { price: '0.02', source: 'contract' } },
    },
  },
};

it('a list that fits is taken as it is', async () => {
  expect(await read(good)).toEqual(good);
});

describe('a list that does not fit is refused with the file and the key', () => {
  const region = good.regions['eu-west-1'];
  const withRegion = (change: object) => ({ ...good, regions: { 'eu-west-1': { ...region, ...change } } });

  it.each<[string, unknown, string]>([
    ['no list at all', [], 'The file is wrong; expected a price list'],
    ['a key is missing', { ...good, date: undefined }, 'The file lacks `date`'],
    ['a key too much', { ...good, regoins: {} }, '`regoins` is not a key here'],
    ['another version', { ...good, version: 2 }, '`version` is wrong; expected the number 1'],
    ['a day that does not exist', { ...good, date: '2026-02-31' }, '`date` is 2026-02-31, which is no day'],
    [
      'a price as a number',
      withRegion({ rest: [{ price: 3.5, source: 'x' }] }),
      '`regions.eu-west-1.rest[0].price` is wrong; expected a decimal number in quotes',
    ],
    [
      'a price that is none',
      withRegion({ http: [{ price: '1,00', source: 'x' }] }),
      '`regions.eu-west-1.http[0].price` is wrong',
    ],
    ['a price without source', withRegion({ rest: [{ price: '3.5' }] }), '`regions.eu-west-1.rest[0]` lacks `source`'],
    [
      'a cache size that does not exist',
      withRegion({ cache: { '2': { price: '1', source: 'x' } } }),
      '`regions.eu-west-1.cache[2]` is wrong; expected a cache size',
    ],
    ['a region name', { ...good, regions: { Ireland: region } }, '`regions.Ireland` is wrong; expected a region code'],
    [
      'tiers that do not rise',
      withRegion({
        rest: [
          { upTo: 9, price: '1', source: 'x' },
          { upTo: 9, price: '1', source: 'x' },
        ],
      }),
      '`regions.eu-west-1.rest[1].upTo` must end above the tier before it',
    ],
    [
      'a tier after one without end',
      withRegion({
        rest: [
          { price: '1', source: 'x' },
          { upTo: 9, price: '1', source: 'x' },
        ],
      }),
      '`regions.eu-west-1.rest[1].upTo` must end above',
    ],
    ['no tier', withRegion({ rest: [] }), '`regions.eu-west-1.rest` is wrong; expected a list of tiers'],
  ])('%s', async (_, list, message) => {
    const failure = await failureOf(read(list));
    expect(failure.kind).toBe('usage');
    expect(failure.place).toEqual({ file: 'mine.json' });
    expect(failure.message).toContain(message);
  });

  it('all errors are told at once', async () => {
    const failure = await failureOf(read({ ...good, version: 2, source: '' }));
    expect(failure.message.split('\n')).toHaveLength(2);
  });

  it('text that is no JSON is refused', async () => {
    const failure = await failureOf(readPriceList({ file: 'mine.json', text: 'version: 1' }, schema));
    expect(failure.message).toContain('This is not JSON');
  });
});

it('every node of the schema completes the sentence "expected …"', () => {
  const nodes = nodesOf(schema);
  expect(nodes.length).toBeGreaterThan(20);
  expect(nodes.filter((node) => !('$ref' in node) && typeof node['description'] !== 'string')).toEqual([]);
});

describe('the list that comes along', () => {
  it('has a source and an exact price for each figure of us-east-1', async () => {
    const { prices } = pricesOf(await vendoredPrices(), 'us-east-1');
    expect(prices.rest?.map(({ upTo, price }) => [upTo, price])).toEqual([
      [333_000_000, '3.50'],
      [1_000_000_000, '2.80'],
      [20_000_000_000, '2.38'],
      [undefined, '1.51'],
    ]);
    expect(prices.http?.map(({ upTo, price }) => [upTo, price])).toEqual([
      [300_000_000, '1.00'],
      [undefined, '0.90'],
    ]);
    expect(Object.keys(prices.cache ?? {}).sort()).toEqual(['0.5', '1.6', '118', '13.5', '237', '28.4', '58.2', '6.1']);
  });

  it('has no tier without end outside of where the whole set is known', async () => {
    const { regions } = await vendoredPrices();
    const open = Object.entries(regions).filter(([, { http }]) => http?.some(({ upTo }) => upTo === undefined));
    expect(open.map(([region]) => region)).toEqual(['us-east-1']);
  });
});

describe('a region', () => {
  it.each(['eu-west-9', 'constructor', '', undefined])('%s is refused with those that are known', async (region) => {
    const failure = await failureOf(vendoredPrices().then((list) => pricesOf(list, region)));
    expect(failure.kind).toBe('usage');
    expect(failure.next).toContain('us-east-1, us-east-2, us-west-1');
    expect(failure.next).toContain('--prices');
  });
});

describe('the age of a list', () => {
  it.each([
    ['2026-11-22T00:00:00Z', 0],
    ['2026-11-22T23:59:59Z', 0],
    ['2026-11-23T00:00:00Z', 1],
    ['2027-05-21T12:00:00Z', 180],
    ['2026-11-21T00:00:00Z', -1],
  ])('at %s is %d days', (now, days) => {
    expect(ageInDays({ date: '2026-11-22' }, new Date(now))).toBe(days);
  });
});

function read(list: unknown): Promise<PriceList> {
  return readPriceList({ file: 'mine.json', text: JSON.stringify(list) }, schema);
}

async function failureOf(act: Promise<unknown>): Promise<Failure> {
  const outcome = await act.then(
    () => 'It was accepted.',
    (error: unknown) => error,
  );
  if (outcome instanceof Failure) return outcome;
  throw outcome;
}

/** All places of a JSON Schema that judge a value. */
function nodesOf(node: Record<string, unknown>): Record<string, unknown>[] {
  const maps = [node['properties'], node['definitions']].flatMap((map) => Object.values(Object(map)));
  const ones = [node['items'], node['additionalProperties'], node['propertyNames']];
  return [node, ...[...maps, ...ones].filter(isNode).flatMap(nodesOf)];
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
