import type { PriceItem } from '../cost/price-items.js';
import type { PriceList, RegionPrices } from '../cost/price-list.js';
import type { PriceUpdate } from '../cost/price-update.js';
import { costText } from './cost-text.js';

export const priceFormats = ['text', 'json', 'markdown'] as const;
export const updateFormats = ['text', 'json'] as const;

/** @returns the price list for people, or as `schemas/cost-prices.schema.json` describes it */
export async function printPrices(list: PriceList, format: (typeof priceFormats)[number]): Promise<string> {
  switch (format) {
    case 'text':
      return costText(listReport(list));
    case 'json':
      return `${JSON.stringify(list, null, 2)}\n`;
    case 'markdown':
      return (await import('./cost-markdown.js')).costMarkdown(listReport(list));
  }
}

function listReport(list: PriceList) {
  const regions = Object.entries(list.regions).sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    title: `Prices of ${list.date}: ${list.source}`,
    summary: [
      `${regions.length} ${regions.length === 1 ? 'region' : 'regions'}. What is not listed is unknown, and never guessed.`,
    ],
    tables: regions.map(([region, prices]) => ({
      title: `${region}, ${prices.name}, in ${prices.currency}`,
      head: ['What', 'Up to', 'Price', 'Source'],
      numbers: [1, 2],
      rows: rowsOf(prices),
    })),
    lists: [],
  };
}

/** What a price is for. A price of requests is per million; `upTo` counts single ones. */
const words: Record<PriceItem, string> = {
  rest: 'REST API requests, per million',
  http: 'HTTP API requests, per million of 512 KB',
  transferOut: 'Data transfer out, per GB',
  lambdaCalls: 'Lambda calls, per million',
  lambdaTime: 'Lambda on x86, per GB-second',
  lambdaTimeArm: 'Lambda on arm64, per GB-second',
  webAcls: 'WAF web ACL, per month',
  webAclRules: 'WAF rule, per month',
  webAclRequests: 'WAF requests, per million',
  logs: 'CloudWatch Logs, per GB taken in',
  metrics: 'CloudWatch metric, per month',
  albHours: 'Application Load Balancer, per hour',
  albCapacity: 'Application Load Balancer, per capacity unit and hour',
  nlbHours: 'Network Load Balancer, per hour',
  nlbCapacity: 'Network Load Balancer, per capacity unit and hour',
  endpointHours: 'VPC endpoint, per hour',
  endpointData: 'VPC endpoint, per GB',
  cloudFrontRequests: 'CloudFront requests, per million',
};

function rowsOf(prices: RegionPrices): string[][] {
  // The table has all items and no other key.
  const items = Object.entries(words) as [PriceItem, string][];
  const rows = items.flatMap(([item, name]) =>
    (prices[item] ?? []).map(({ upTo, price, source }) => [
      name,
      upTo === undefined ? '' : String(upTo),
      price,
      source,
    ]),
  );
  const caches = Object.entries(prices.cache ?? {}).map(([size, { price, source }]) => [
    ...[`Cache of ${size} GB, per hour`, '', price, source],
  ]);
  const all = [...rows, ...caches];
  return all.length > 0 ? all : [['no price is known', '', '', '']];
}

/** @returns what has changed for people, or as `schemas/prices-update.schema.json` describes it */
export async function printUpdate(update: PriceUpdate, format: (typeof updateFormats)[number]): Promise<string> {
  switch (format) {
    case 'text':
      return costText(updateReport(update));
    case 'json':
      return `${JSON.stringify(updateObject(update), null, 2)}\n`;
  }
}

function updateReport({ list, changes, unclear, missing }: PriceUpdate) {
  const regions = Object.keys(list.regions);
  const head = ['Region', 'What', 'Before', 'Now'];
  const rows = changes.map(({ region, what, before, after }) => [
    region,
    what,
    before ?? 'unknown',
    after ?? 'unknown',
  ]);
  const troubles = [
    ...missing.map((region) => `${region} has no prices of API Gateway.`),
    ...unclear.map(
      ({ region, usageTypes }) => `${region}: ${usageTypes.join(', ')} has more than one price, or none that is clear.`,
    ),
  ];
  return {
    title: `Prices of ${list.date}, read for ${regions.length} ${regions.length === 1 ? 'region' : 'regions'}`,
    summary: [changes.length === 0 ? 'No price has changed.' : `${changes.length} prices are not what they were.`],
    tables: rows.length === 0 ? [] : [{ title: 'Changes', head, numbers: [2, 3], rows }],
    lists: troubles.length === 0 ? [] : [{ title: 'Left out', items: troubles }],
  };
}

function updateObject({ list, changes, unclear, missing }: PriceUpdate) {
  return {
    version: 1,
    date: list.date,
    regions: Object.keys(list.regions),
    changes: changes.map(({ region, what, before, after }) => ({
      ...{ region, what },
      before: before ?? null,
      after: after ?? null,
    })),
    unclear,
    missing,
  };
}
