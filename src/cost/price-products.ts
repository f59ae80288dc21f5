import Big from 'big.js';
import { isObject, type Json, type JsonObject } from '../model/index.js';
import type { PriceItem } from './price-items.js';
import type { RegionPrices } from './price-list.js';
import type { Tier } from './tiers.js';
import { cacheSizes } from './usage.js';

/** What was read of a region, and what of it could not be understood. */
export interface RegionReading {
  region: string;
  prices: RegionPrices;
  /** Usage types that have two prices, or tiers with gaps: a price is not guessed. */
  unclear: string[];
}

/** A product of the price list that is one of ours. */
interface Product {
  region: string;
  location: string;
  usageType: string;
  item: PriceItem | { cache: string };
  currency: string;
  tiers: Tier[] | undefined;
}

/**
 * Which usage types are which item. Only what follows the prefix counts: prefixes do not follow from the region, and
 * published maps of them disagree (PN-PREFIX). Those of WebSocket APIs are none of ours (PN-WS).
 */
const usageTypes: readonly [RegExp, PriceItem][] = [
  [/(?:^|-)ApiGatewayRequest$/, 'rest'],
  [/(?:^|-)ApiGatewayHttpRequest$/, 'http'],
  [/(?:^|-)(?<!Edge-)Request$/, 'lambdaCalls'],
  [/(?:^|-)Lambda-GB-Second$/, 'lambdaTime'],
  [/(?:^|-)Lambda-GB-Second-ARM$/, 'lambdaTimeArm'],
];

/** Services of the price list that are asked (PN-SVC). */
export const priceServices = ['AmazonApiGateway', 'AWSLambda'] as const;

/** What these services tell; all other prices of a list come from elsewhere. */
export const readItems: readonly PriceItem[] = usageTypes.map(([, item]) => item);

/**
 * Makes prices of the answers of GetProducts.
 *
 * @param products what stands in `PriceList`, parsed
 * @returns the regions that have something, sorted
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-pelong.html
 */
export function regionsOf(products: readonly Json[]): RegionReading[] {
  const ours = products.flatMap(productOf);
  const regions = [...new Set(ours.map(({ region }) => region))].sort();
  return regions.map((region) =>
    readingOf(
      region,
      ours.filter((product) => product.region === region),
    ),
  );
}

function productOf(value: Json): Product[] {
  if (!isObject(value)) return [];
  const product = objectAt(value, 'product');
  const attributes = objectAt(product, 'attributes');
  const [region, location, usageType] = ['regionCode', 'location', 'usagetype'].map((key) => textAt(attributes, key));
  if (!region || !usageType || textAt(product, 'productFamily') === 'WebSocket') return [];
  const item = itemOf(usageType);
  const dimensions = dimensionsOf(value);
  const currency = currencyOf(dimensions[0]?.price);
  if (item === undefined || currency === undefined) return [];
  const { effective } = dimensions[0] ?? {};
  const source = `AWS Price List, ${textAt(value, 'serviceCode') || textAt(attributes, 'servicecode')} ${region}, effective ${effective}, SKU ${textAt(product, 'sku')}`;
  return [
    {
      region,
      location: location || region,
      usageType,
      item,
      currency,
      tiers: tiersOf(dimensions, { item, currency, source }),
    },
  ];
}

function itemOf(usageType: string): Product['item'] | undefined {
  const [, size] = /(?:^|-)ApiGatewayCacheUsage:([\d.]+)GB$/.exec(usageType) ?? [];
  if (size !== undefined) return cacheSizes.includes(size) ? { cache: size } : undefined;
  return usageTypes.find(([form]) => form.test(usageType))?.[1];
}

/** A price from one quantity to another. */
interface Dimension {
  begin: string;
  end: string;
  price: JsonObject;
  effective: string;
}

function dimensionsOf(value: JsonObject): Dimension[] {
  const offers = Object.values(objectAt(objectAt(value, 'terms'), 'OnDemand')).filter(isObject);
  const found = offers.flatMap((offer) =>
    Object.values(objectAt(offer, 'priceDimensions'))
      .filter(isObject)
      .map((one) => ({
        begin: textAt(one, 'beginRange') || '0',
        end: textAt(one, 'endRange') || 'Inf',
        price: objectAt(one, 'pricePerUnit'),
        effective: textAt(offer, 'effectiveDate').slice(0, 10),
      })),
  );
  return found.sort((one, other) => Number(one.begin) - Number(other.begin));
}

function currencyOf(price: JsonObject | undefined): string | undefined {
  return Object.keys(price ?? {}).find((key) => /^[A-Z]{3}$/.test(key));
}

/** @returns undefined where the tiers do not follow one another, or one has no price */
function tiersOf(
  dimensions: readonly Dimension[],
  { item, currency, source }: { item: Product['item']; currency: string; source: string },
): Tier[] | undefined {
  const tiers: Tier[] = [];
  let reached = 0;
  for (const { begin, end, price } of dimensions) {
    const each = textAt(price, currency);
    if (Number(begin) !== reached || !/^\d+(?:\.\d+)?$/.test(each)) return undefined;
    reached = end === 'Inf' ? Number.POSITIVE_INFINITY : Number(end);
    if (Number.isNaN(reached)) return undefined;
    tiers.push({ ...(end !== 'Inf' && { upTo: reached }), price: priceText(each, item), source });
  }
  return tiers.length === 0 ? undefined : tiers;
}

/** Calls are priced one by one, and shown by the million (PN-TERM): exact, since a million only moves the point. */
function priceText(each: string, item: Product['item']): string {
  const isPerCall = item === 'rest' || item === 'http' || item === 'lambdaCalls';
  const price = new Big(each).times(isPerCall ? 1_000_000 : 1);
  const digits = price.toFixed().split('.')[1]?.length ?? 0;
  return price.toFixed(Math.max(digits, 2));
}

function readingOf(region: string, products: readonly Product[]): RegionReading {
  const [first] = products;
  const prices: RegionPrices = { name: first?.location ?? region, currency: first?.currency ?? 'USD' };
  const unclear = new Set<string>();
  for (const { item, tiers, usageType, currency } of products) {
    const twin = products.find((other) => sameItem(other.item, item) && !samePrices(other.tiers, tiers));
    const [tier] = tiers ?? [];
    if (tiers === undefined || tier === undefined || twin || currency !== prices.currency) unclear.add(usageType);
    else if (typeof item === 'string') prices[item] = tiers;
    else prices.cache = { ...prices.cache, [item.cache]: { price: tier.price, source: tier.source } };
  }
  return { region, prices: sorted(prices), unclear: [...unclear].sort() };
}

function sameItem(one: Product['item'], other: Product['item']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function samePrices(one: Tier[] | undefined, other: Tier[] | undefined): boolean {
  const plain = (tiers: Tier[] | undefined) => JSON.stringify(tiers?.map(({ upTo, price }) => [upTo, price]));
  return plain(one) === plain(other);
}

/** The order of answers is AWS's, and the bytes of a list are not to depend on it. */
function sorted({ cache, ...prices }: RegionPrices): RegionPrices {
  const items = readItems.flatMap((item) => (prices[item] ? [[item, prices[item]] as const] : []));
  const sizes = cacheSizes.flatMap((size) => (cache?.[size] ? [[size, cache[size]] as const] : []));
  return {
    ...{ name: prices.name, currency: prices.currency },
    ...Object.fromEntries(items),
    ...(sizes.length > 0 && { cache: Object.fromEntries(sizes) }),
  };
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const member = value[key];
  return isObject(member) ? member : {};
}

function textAt(value: JsonObject, key: string): string {
  const member = value[key];
  return typeof member === 'string' ? member : '';
}
