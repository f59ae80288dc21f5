import {
  below,
  callsHttp,
  type Decisions,
  type NoticeRule,
  type Pointer,
  type RestApi,
  readBackendUrl,
} from '../model/index.js';

/** A decision without effect, and the way to it in its file. */
export interface Idle {
  rule: NoticeRule;
  subject: string;
  message: string;
  at?: Pointer;
}

/** @returns each listener that stands for no address of its link, or for more than one listener can */
export function unusedListeners({ vpcLinks }: Decisions, api: RestApi): Idle[] {
  const addresses = addressesByLink(api);
  return Object.entries(vpcLinks).flatMap(([id, { listener, listeners = {} }]) => {
    const called = addresses.get(id);
    if (called === undefined) return [];
    const at = below('/vpcLinks', id);
    const strangers = Object.keys(listeners).filter((address) => !called.has(address));
    return [
      ...strangers.map((address) => ({
        ...idle(`vpcLinks.${id}.listeners.${address}`, below(at, 'listeners', address)),
        message: `The listener of the VPC link ${id} for ${address} decides nothing: its integrations call ${[...called].join(', ')}.`,
      })),
      ...(listener !== undefined && called.size > 1
        ? [
            {
              ...idle(`vpcLinks.${id}.listener`, below(at, 'listener')),
              message: `The listener of the VPC link ${id} decides nothing: the link serves ${called.size} addresses; decide listeners.`,
            },
          ]
        : []),
    ];
  });
}

function idle(subject: string, at: Pointer): Omit<Idle, 'message'> {
  return { rule: 'decisions/unused', subject, at };
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
