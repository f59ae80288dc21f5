import { regionOfPath } from '../cli/fleet-inputs.js';
import { type Fleet, type FleetFailure, type FleetMember, fleetOf } from '../cost/fleet.js';
import { Failure } from '../model/index.js';
import { withoutEnding } from './anonymous.js';
import { anonymousInputs, renamedFailure } from './anonymous-inputs.js';
import { type CostFlags, type CostFlow, costMember } from './cost.js';

/**
 * Compares several APIs of one account. What cannot be read or compared is listed, and takes none of the others along.
 *
 * @throws Failure (`usage`) where a flag is about one API
 */
export async function costFleet(
  inputs: readonly string[],
  flow: CostFlow,
  { anonymise }: { anonymise: boolean },
): Promise<Fleet> {
  const { flags, list } = flow;
  refuseOwnNumbers(flags);
  const anonymous = anonymise ? await anonymousInputs(inputs) : undefined;
  const members: FleetMember[] = [];
  const failed: FleetFailure[] = [];
  for (const [index, input] of inputs.entries()) {
    const shown = anonymous?.names[index] ?? input;
    const standIns = anonymous && (() => ({ key: anonymous.key, name: withoutEnding(shown) }));
    try {
      const region = regionOfPath(input) ?? flags.region;
      const member = await costMember(input, { ...flow, flags: { ...flags, region } }, standIns);
      for (const fact of member.usage.recorded ?? []) flow.say(`${shown}: ${fact}.`);
      members.push({ ...member, input: shown });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failed.push({ input: shown, reason: renamedFailure(error, input, shown).message });
    }
  }
  return fleetOf(members, failed, list);
}

/** Numbers of one API say nothing about several. */
function refuseOwnNumbers(flags: CostFlags): void {
  const own = [
    'logs',
    'bill',
    'athena',
    'cloudwatch',
    'requests',
    'account-requests',
    'account-http-requests',
    'cache-size',
  ] as const;
  const given = own.find((flag) => flags[flag] !== undefined);
  if (given === undefined) return;
  const next = 'Leave it out: calls and caches come from the bundles, and the APIs of a region share their tiers.';
  throw new Failure('usage', `--${given} is of one API, and several are compared.`, next);
}
