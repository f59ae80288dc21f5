import { type Caller, type CallerOptions, openCaller } from './caller.js';
import { type AwsClients, type AwsTarget, openClients } from './clients.js';

/** One account in one region, and what was read of it already. */
export interface Region {
  name: string;
  clients: AwsClients;
  call: Caller;
  /** Reads what is the same for all APIs of the region once; a failure is kept like an answer. */
  once<Value>(key: string, read: () => Promise<Value>): Promise<Value>;
  /** @returns another region of the same account: functions and user pools may be there */
  at(name: string): Promise<Region>;
  close(): void;
}

/** @throws Failure (`usage`) when no region is set anywhere */
export async function openRegion(target: AwsTarget, options: CallerOptions = {}): Promise<Region> {
  const clients = await openClients(target);
  const known = new Map<string, Promise<unknown>>();
  const others = new Map<string, Promise<Region>>();
  const region: Region = {
    name: clients.region,
    clients,
    call: openCaller(options),
    once: <Value>(key: string, read: () => Promise<Value>) => {
      const found = known.get(key) ?? read();
      known.set(key, found);
      // A key stands for one kind of value.
      return found as Promise<Value>;
    },
    at: (name) => {
      if (name === clients.region) return Promise.resolve(region);
      const other = others.get(name) ?? openRegion({ ...target, region: name }, options);
      others.set(name, other);
      return other;
    },
    close: () => {
      clients.close();
      for (const other of others.values()) other.then(({ close }) => close());
    },
  };
  return region;
}
