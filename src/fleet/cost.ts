import type { Anonymiser } from '../anonymise/anonymiser.js';
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
import { withoutEnding } from './anonymous.js';
import { anonymousProfile } from './cost-anonymous.js';
import { type DecidedOptions, decided } from './decided.js';
import { type RecordFlags, recorded, recordKind } from './recorded.js';
import { regionOf, usualRegion } from './region.js';

/** What the flags of `migrate cost` say of one API, as they are written. */
export type CostFlags = Parameters<typeof readUsage>[1] &
  Parameters<typeof readCircumstances>[0] &
  RecordFlags & {
    'account-http-requests'?: string | undefined;
    region?: string | undefined;
    config?: string | undefined;
  };

/** How an API is called, and with which stand-ins; made of its source, where the source alone is the key. */
export type Anonymise = (source: SourceText) => DecidedOptions['anonymise'];

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
 * @param anonymise makes the key of stand-ins, where they are wanted, and says what the input is called instead
 * @throws Failure when something of it cannot be read, or the list does not have its region
 */
export async function costMember(input: string, flow: CostFlow, anonymise?: Anonymise): Promise<FleetMember> {
  const { flags, list } = flow;
  const given = await flow.read(input);
  const { config } = flags;
  const { source, decisions, anonymiser } = await decided(given, input, { config, anonymise: anonymise?.(given) });
  const told = withUsageDecision(flags, decisions.usage);
  const { api } = await readRestDefinition(source);
  const { region } = pricesOf(list, regionOf(input, told.region, api.region) ?? usualRegion());
  const circumstances = readCircumstances(told);
  // Records know the API by its own names.
  const named = anonymiser ? (await readRestDefinition(given)).api : api;
  const within = { ...flow, flags: { ...flags, region } };
  // DuckDB counts in threads of its own, and CloudWatch takes its time: what moves is found out meanwhile.
  const [usage, move] = await Promise.all([
    withRecords(usageOf(region, told), { named, api, anonymiser }, within),
    moveOf(api, decisions),
  ]);
  const facts = { ...apiFactsOf(api), ...(anonymiser && { name: withoutEnding(source.file) }) };
  return { input, api: facts, usage, circumstances, move };
}

/** @throws Failure (`usage`) that says what was expected */
export function usageOf(region: string, told: CostFlags): Usage {
  const other = told['account-http-requests'];
  return {
    ...readUsage(region, told),
    ...(other !== undefined && { accountHttpRequests: parseCount(other, 'account-http-requests') }),
  };
}

/** An API under its own names, and as it is shown. */
interface Named {
  named: RestApi;
  api: RestApi;
  anonymiser: Anonymiser | undefined;
}

/** Fills what nobody told: from a record, where a flag names one, then from the bundle. */
async function withRecords(given: Usage, { named, api, anonymiser }: Named, { flags, say }: CostFlow): Promise<Usage> {
  const read = await recorded(flags, named, { say, isAnonymous: anonymiser !== undefined });
  const profile = anonymiser && read ? anonymousProfile(read, anonymiser, recordKind(flags)) : read;
  const known = profile === undefined ? { usage: given, taken: [] } : withProfile(given, profile);
  const { usage, taken } = withRecorded(known.usage, api);
  const all = [...known.taken, ...taken.map((fact) => `from the bundle: ${fact}`)];
  return all.length === 0 ? usage : { ...usage, recorded: all };
}

async function moveOf(api: RestApi, decisions: Decisions) {
  const [{ convert }, { levelOf }] = await Promise.all([import('../convert/convert.js'), import('../rules/level.js')]);
  return moveFactsOf(convert(api, decisions), levelOf);
}
