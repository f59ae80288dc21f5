import { callsHttp, type Decisions, type RestApi, readBackendUrl } from '../model/index.js';

/** @returns a line for each listener that stands for no address of its link, or for more than one listener can */
export function unusedListeners({ vpcLinks }: Decisions, api: RestApi): string[] {
  const addresses = addressesByLink(api);
  return Object.entries(vpcLinks).flatMap(([id, { listener, listeners = {} }]) => {
    const called = addresses.get(id);
    if (called === undefined) return [];
    const strangers = Object.keys(listeners).filter((address) => !called.has(address));
    return [
      ...strangers.map(
        (address) =>
          `The listener of the VPC link ${id} for ${address} decides nothing: its integrations call ${[...called].join(', ')}.`,
      ),
      ...(listener !== undefined && called.size > 1
        ? [
            `The listener of the VPC link ${id} decides nothing: the link serves ${called.size} addresses; decide listeners.`,
          ]
        : []),
    ];
  });
}

function addressesByLink({ operations }: RestApi): Map<string, Set<string>> {
  const addresses = new Map<string, Set<string>>();
  for (const { integration } of operations) {
    if (integration?.vpcLink === undefined || !callsHttp(integration)) continue;
    const id = integration.vpcLink.id.text;
    const address = readBackendUrl(integration.uri?.text ?? '')?.address;
    if (address === undefined) continue;
    addresses.set(id, (addresses.get(id) ?? new Set()).add(address));
  }
  return addresses;
}
