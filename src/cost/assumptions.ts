import type { ApiFacts } from './api-facts.js';
import { hoursOfMonth } from './cache.js';
import { unitsPerCall } from './metering.js';
import type { RegionPrices } from './price-list.js';
import { countText, sizeText } from './quantity-text.js';
import { transferLines } from './transfer.js';
import type { Usage } from './usage.js';

/** @returns everything the comparison took for granted, in sentences; nothing is assumed silently. */
export function assumptionsOf(usage: Usage, prices: RegionPrices, api: ApiFacts): string[] {
  return [
    // Neither is stated by AWS (PM-REST, PM-AUTHFAIL).
    'REST API calls count once, whatever their size. Every call is charged on both sides, also refused ones and preflights.',
    ...sizeAssumptions(usage),
    ...tierAssumptions(usage),
    ...cacheAssumptions(usage, api),
    ...transferAssumptions(usage, prices),
    ...definitionAssumptions(usage, api),
    'No free tier, no discount, no tax.',
  ];
}

function sizeAssumptions(usage: Usage): string[] {
  const { requestSize, responseSize } = usage;
  if (requestSize === undefined && responseSize === undefined) {
    return [
      'Sizes are unknown: each HTTP API call is taken as one metering unit, request and response together up to 512 KB. Pass --request-size and --response-size to count.',
    ];
  }
  const units = unitsPerCall(usage);
  const sum = sizeText((requestSize ?? 0) + (responseSize ?? 0));
  const missing = requestSize === undefined ? 'request' : responseSize === undefined ? 'response' : undefined;
  return [
    `An HTTP API call of ${sum} counts as ${units} ${units === 1 ? 'unit' : 'units'} of 512 KB. AWS does not say whether the request, the response or both are measured; both together is the dearer reading.`,
    ...(missing ? [`The size of a ${missing} is unknown and taken as nothing. Pass --${missing}-size.`] : []),
    'Sizes are averages: when some calls are much larger than others, they count as more units than the average shows.',
  ];
}

/** The rule of the tiers: others first, then these requests; moved requests start afresh (PR-REST, PR-HTTP). */
function tierAssumptions(usage: Usage): string[] {
  const http =
    "The account's HTTP APIs in this region have no other traffic, so moved requests start in the first tier.";
  if (usage.accountRequests === undefined) {
    return [
      "The account's other REST APIs in this region have no traffic: tiers count from zero. Pass --account-requests if they have.",
      http,
    ];
  }
  return [
    `The account's other REST APIs in this region take ${countText(usage.accountRequests)} requests a month, without those of this API, and fill the tiers first: the amounts are what these requests cost on top.`,
    http,
  ];
}

function cacheAssumptions(usage: Usage, api: ApiFacts): string[] {
  if (usage.cacheSize !== undefined) {
    return [`The cache is on for all ${hoursOfMonth} hours of an average month, and nothing takes its place.`];
  }
  const hint = api.namesCacheKeys ? ' The definition names cache keys, so it probably has.' : '';
  return [`The stage has no cache.${hint} Pass --cache-size if it has.`];
}

function transferAssumptions(usage: Usage, prices: RegionPrices): string[] {
  if (transferLines(usage, prices).length === 0) return [];
  return [
    'All responses go to the internet; 1 GB is 1024³ bytes. Nothing else of the account fills the transfer tiers or uses its free 100 GB, and those are not taken off.',
  ];
}

function definitionAssumptions(usage: Usage, api: ApiFacts): string[] {
  return [
    ...(api.lambdaAuthorizers.length > 0
      ? [
          `The Lambda authorizers (${api.lambdaAuthorizers.join(', ')}) keep their cache TTL, so their calls cost the same on both sides and are left out.`,
        ]
      : []),
    ...(api.compresses
      ? ['The REST API compresses responses and HTTP APIs do not: unless the backend does it, responses grow.']
      : []),
    ...(api.binaryMediaTypes.length > 0 && usage.responseSize === undefined
      ? [
          `The definition has binary media types (${api.binaryMediaTypes.join(', ')}); such bodies are often over 512 KB, which HTTP APIs count as several requests.`,
        ]
      : []),
    ...(api.isPrivate
      ? [
          'The endpoint is private: it pays for VPC endpoints instead of data transfer, and HTTP APIs have no private endpoints.',
        ]
      : []),
  ];
}
