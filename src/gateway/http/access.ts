import type { BackendCall, GatewayResponse } from '../gateway.js';
import type { Caller } from './caller.js';

/** How a route's authorization ended, with what it took to find out. */
export type Access = Decision & {
  calls: BackendCall[];
  /** What the simulator could not check. */
  unsupported: string[];
};

/** `by` is the authorizer's name, or what stands in for one. */
export type Decision =
  | { kind: 'open' }
  | { kind: 'allowed'; by: string; caller: Caller }
  | { kind: 'refused'; by: string; reason: string; response: GatewayResponse };

/** @returns a decision that needed no call. */
export function decided(decision: Decision, unsupported: string[] = []): Access {
  return { ...decision, calls: [], unsupported };
}
