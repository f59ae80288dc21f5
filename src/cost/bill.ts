import { cacheLines } from './cache.js';
import { type CostLine, type CostSide, sideOf } from './comparison.js';
import { cloudFrontLines, ownCacheLines, webAclLines } from './guard-lines.js';
import { authorizerLines, type LambdaBill, shimLines } from './lambda-lines.js';
import type { MoveFacts } from './move-facts.js';
import { loadBalancerLines, privateLinkLines } from './network-lines.js';
import { httpRequestLines, restRequestLines } from './requests.js';
import { transferLines } from './transfer.js';
import { accessLogLines, executionLogLines, metricLines } from './watching-lines.js';

/** All that the bill of a month is made of. */
export interface BillInput extends LambdaBill {
  move: MoveFacts;
}

/** The bill of a month, of both kinds. */
export interface Bill {
  rest: CostSide;
  http: CostSide;
  /** Both without what is the same on either side: their difference is the saving. */
  own: { rest: CostSide; http: CostSide };
  /** Both without data transfer; absent where that is not in the sum. */
  withoutTransfer: { rest: CostSide; http: CostSide } | undefined;
}

/** @returns both sides without what is the same on either: as `billOf`, for where only the difference counts */
export function ownBillOf(input: BillInput): Bill['own'] {
  return { rest: parted(restLines(input)), http: parted(httpLines(input)) };
}

/** @returns every line of a month; those whose quantity nobody told stand apart */
export function billOf(input: BillInput): Bill {
  const { usage, prices } = input;
  const transfer = transferLines(usage, prices);
  const same = [...authorizerLines(input), ...accessLogLines(input)];
  const own = { rest: restLines(input), http: httpLines(input) };
  const both = (lines: CostLine[]) => ({
    rest: parted([...own.rest, ...lines]),
    http: parted([...own.http, ...lines]),
  });
  return {
    ...both([...same, ...transfer]),
    own: both([]),
    withoutTransfer: transfer.length > 0 ? both(same) : undefined,
  };
}

function restLines(input: BillInput): CostLine[] {
  const { usage, prices, api } = input;
  return [
    ...restRequestLines(usage, prices),
    ...cacheLines(usage, prices),
    ...webAclLines(input),
    ...executionLogLines(input),
    ...metricLines(input, 'rest'),
    ...loadBalancerLines(api, prices, 'rest'),
    ...privateLinkLines(api, prices),
  ];
}

function httpLines(input: BillInput): CostLine[] {
  const { usage, prices, api, move, circumstances } = input;
  const guard = move.dropsWebAcl ? [] : webAclLines(input);
  const reasons = [
    ...(guard.length > 0 && api.webAcl === 'yes' ? ['the web ACL'] : []),
    ...(circumstances.cacheThen === 'cloudfront' && usage.cacheSize !== undefined ? ['the cache'] : []),
  ];
  return [
    ...httpRequestLines(usage, prices),
    ...ownCacheLines(circumstances.cacheThen, usage),
    ...guard,
    ...cloudFrontLines(usage, prices, reasons),
    ...shimLines(input, move.shims),
    ...metricLines(input, 'http'),
    ...loadBalancerLines(api, prices, 'http'),
  ];
}

/** Requests and transfer are what the comparison is about, and count even where they are unknown: then the sum is. */
function parted(lines: CostLine[]): CostSide {
  const counts = ({ kind, quantity }: CostLine) => quantity !== undefined || kind === 'requests' || kind === 'transfer';
  return sideOf(
    lines.filter(counts),
    lines.filter((line) => !counts(line)),
  );
}
