import type { Account } from './account.js';
import { type CallerOptions, openCaller } from './caller.js';
import { type AwsTarget, openClients } from './clients.js';

/** @throws Failure (`usage`) when no region is set anywhere */
export async function openAccount(target: AwsTarget, options: CallerOptions = {}): Promise<Account> {
  return { clients: await openClients(target), call: openCaller(options) };
}
