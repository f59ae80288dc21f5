import type { ApiFacts } from './api-facts.js';
import type { BillInput } from './bill.js';
import { hoursOfMonth } from './cache.js';
import type { CacheThen } from './circumstances.js';
import { unitsPerCall } from './metering.js';
import type { MoveFacts } from './move-facts.js';
import type { RegionPrices } from './price-list.js';
import { countText, sizeText } from './quantity-text.js';
import { transferLines } from './transfer.js';
import type { Usage } from './usage.js';

/** @returns everything the comparison took for granted, in sentences; nothing is assumed silently. */
export function assumptionsOf({ usage, prices, api, circumstances, move }: BillInput): string[] {
  return [
    // Neither is stated by AWS (PM-REST, PM-AUTHFAIL).
    'REST API calls count once, whatever their size. Every call is charged on both sides, also refused ones and preflights.',
    ...sizeAssumptions(usage),
    ...tierAssumptions(usage),
    ...cacheAssumptions(usage, api, circumstances.cacheThen),
    ...transferAssumptions(usage, prices),
    ...definitionAssumptions(usage, api),
    ...moveAssumptions(move, circumstances.hourlyRate, prices.currency),
    'No free tier, no discount, no tax.',
  ];
}

function sizeAssumptions(usage: Usage): string[] {
  const { requestSize, responseSize, responseSpread } = usage;
  if (responseSpread !== undefined) {
    const request = requestSize === undefined ? 'A request is taken as nothing: pass --request-size.' : '';
    return [
      `Sizes are those of ${responseSpread.source}. Where only the ends of a step are known, the larger size counts, so the HTTP API can only be cheaper than shown; request and answer are measured together, which is the dearer reading. ${request}`.trim(),
    ];
  }
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
    usage.accountHttpRequests === undefined
      ? "The account's HTTP APIs in this region have no other traffic, so moved requests start in the first tier."
      : `The account's HTTP APIs in this region already take ${countText(usage.accountHttpRequests)} metering units a month.`;
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

function cacheAssumptions(usage: Usage, api: ApiFacts, then: CacheThen): string[] {
  if (usage.cacheSize !== undefined) {
    return [`The cache is on for all ${hoursOfMonth} hours of an average month, and ${successors[then]}.`];
  }
  const hint = api.namesCacheKeys ? ' The definition names cache keys, so it probably has.' : '';
  return [`The stage has no cache.${hint} Pass --cache-size if it has.`];
}

const successors: Record<CacheThen, string> = {
  dropped: 'nothing takes its place: the backend answers what it answered, which is not in the sum (--cache-then)',
  cloudfront: 'CloudFront takes its place',
  own: 'a cache of your own takes its place',
};

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
          `The Lambda authorizers (${api.lambdaAuthorizers.map(({ name }) => name).join(', ')}) keep their cache TTL, so their calls cost the same on both sides.`,
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

function moveAssumptions({ findings, staying, shims }: MoveFacts, rate: string, currency: string): string[] {
  return [
    ...(staying > 0
      ? [
          `${staying} ${staying === 1 ? 'method' : 'methods'} cannot move as things stand; the sum is for an API that has moved as a whole.`,
        ]
      : []),
    ...(shims.length > 0
      ? [
          `${shims.length} ${shims.length === 1 ? 'method gets' : 'methods get'} a Lambda function for what HTTP APIs lack, unless the loss is accepted.`,
        ]
      : []),
    ...(findings.length > 0
      ? [`The work is our estimate from the findings, at ${rate} ${currency} an hour (--hourly-rate).`]
      : []),
  ];
}
