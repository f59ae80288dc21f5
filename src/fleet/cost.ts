import { withUsageDecision } from '../cli/usage-decision.js';
import { apiFactsOf } from '../cost/api-facts.js';
import { readCircumstances } from '../cost/circumstances.js';
import type { FleetMember } from '../cost/fleet.js';
import { moveFactsOf } from '../cost/move-facts.js';
import { type PriceList, pricesOf } from '../cost/price-list.js';
import { withProfile } from '../cost/profile-usage.js';
import { parseCount } from '../cost/quantities.js';
import { withRecorded } from '../cost/recorded-usage.js';
import { readUsage, type Usage } from '../cost/usage.js';
import type { Decisions, RestApi } from '../model/index.js';
import type { SourceText } from '../openapi/document.js';
import { readRestDefinition } from '../openapi/rest/read-definition.js';
import { decided } from './decided.js';
import { type RecordFlags, recorded } from './recorded.js';

/** What the flags of `migrate cost` say of one API, as they are written. */
export type CostFlags = Parameters<typeof readUsage>[1] &
  Parameters<typeof readCircumstances>[0] &
  RecordFlags & {
    'account-http-requests'?: string | undefined;
    region?: string | undefined;
    config?: string | undefined;
  };

/** What a comparison needs of its command. */
export interface CostFlow {
  list: PriceList;
  flags: CostFlags;
  /** Reads a definition that the user named. */
  read(input: string): Promise<SourceText>;
  /** Says something beside the result. */
  say(line: string): void;
}

/**
 * Reads one API with all that its bill is made of: the flow that a single input and each of several go through.
 *
 * @throws Failure when something of it cannot be read, or the list does not have its region
 */
export async function costMember(input: string, flow: CostFlow): Promise<FleetMember> {
  const { flags, list } = flow;
  const { source, decisions } = await decided(await flow.read(input), input, { config: flags.config });
  const { region } = pricesOf(list, flags.region);
  const told = withUsageDecision(flags, decisions.usage);
  const circumstances = readCircumstances(told);
  const given = usageOf(region, told);
  const { api } = await readRestDefinition(source);
  const usage = await withRecords(given, api, flow);
  return { input, api: apiFactsOf(api), usage, circumstances, move: await moveOf(api, decisions) };
}

function usageOf(region: string, told: CostFlags): Usage {
  const other = told['account-http-requests'];
  return {
    ...readUsage(region, told),
    ...(other !== undefined && { accountHttpRequests: parseCount(other, 'account-http-requests') }),
  };
}

/** Fills what nobody told: from a record, where a flag names one, then from the bundle. */
async function withRecords(given: Usage, api: RestApi, { flags, say }: CostFlow): Promise<Usage> {
  const profile = await recorded(flags, api, say);
  const known = profile === undefined ? { usage: given, taken: [] } : withProfile(given, profile);
  for (const fact of known.taken) say(`Recorded: ${fact}.`);
  const { usage, taken } = withRecorded(known.usage, api);
  for (const fact of taken) say(`From the bundle: ${fact}.`);
  return usage;
}

async function moveOf(api: RestApi, decisions: Decisions) {
  const [{ convert }, { levelOf }] = await Promise.all([import('../convert/convert.js'), import('../rules/level.js')]);
  return moveFactsOf(convert(api, decisions), levelOf);
}
