import { withUsageDecision } from '../cli/usage-decision.js';
import { apiFactsOf } from '../cost/api-facts.js';
import { readCircumstances } from '../cost/circumstances.js';
import { compareMonth } from '../cost/estimate.js';
import type { CostFigure } from '../cost/figure.js';
import { moveFactsOf } from '../cost/move-facts.js';
import type { PriceList } from '../cost/price-list.js';
import { withRecorded } from '../cost/recorded-usage.js';
import type { Usage } from '../cost/usage.js';
import { type Conversion, type Decisions, Failure, type RestApi } from '../model/index.js';
import { levelOf } from '../rules/level.js';
import { type CostFlags, usageOf } from './cost.js';
import { shippedList } from './prices.js';
import { regionOf } from './region.js';

/** An analysis, as far as its cost depends on it. */
export interface Analysed {
  api: RestApi;
  decisions: Decisions;
  conversion: Conversion;
}

/**
 * Compares both bills of a month by what a bundle has counted and what the decisions say of use. Prices are those that come along;
 * the region is never that of whoever runs this: the same input gives the same figure.
 *
 * @throws Failure (`usage`) for a use in the decisions that makes no sense
 */
export async function costFigure(input: string, analysed: Analysed): Promise<CostFigure> {
  const { api, decisions } = analysed;
  const told: CostFlags = withUsageDecision({}, decisions.usage);
  const region = regionOf(input, told.region, api.region);
  const { usage, taken } = withRecorded(
    placed(() => usageOf(region ?? '', told), decisions),
    api,
  );
  const list = await shippedList();
  const missing = missingOf(usage, region, list);
  const circumstances = placed(() => readCircumstances(told), decisions);
  const move = moveFactsOf(analysed.conversion, levelOf);
  return {
    ...{ region, requests: usage.requests, missing },
    sources: [...decidedText(told, decisions), ...taken],
    month: missing.length > 0 ? undefined : compareMonth(usage, list, apiFactsOf(api), { circumstances, move }),
  };
}

function missingOf({ requests }: Usage, region: string | undefined, { regions }: PriceList): string[] {
  return [
    ...(requests === undefined ? ['the requests of a month'] : []),
    ...(region === undefined ? ['the region'] : []),
    ...(region !== undefined && !Object.hasOwn(regions, region) ? [`the prices of ${region}`] : []),
  ];
}

/** Use that was decided is named by its keys: a reader finds them in the file. */
function decidedText({ requests, region }: CostFlags, { file, usage = {} }: Decisions): string[] {
  const others = Object.keys(usage).filter((key) => key !== 'requests' && key !== 'region');
  const facts = [
    ...(requests === undefined ? [] : [`${requests} requests a month`]),
    ...(region === undefined ? [] : [`region ${region}`]),
    ...others.map((key) => `${key} ${usage[key]}`),
  ];
  return facts.length === 0 ? [] : [`${facts.join(', ')}, as ${file ?? 'the decisions'} has it`];
}

/** What a flag would be refused for is refused in the file too, which is named then. */
function placed<Value>(read: () => Value, { file }: Decisions): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Failure) || file === undefined) throw error;
    throw new Failure(error.kind, `usage: ${error.message}`, error.next, { file });
  }
}
