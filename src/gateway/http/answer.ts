import type { BackendCall, GatewayResponse } from '../gateway.js';

/** What an integration made of a request. */
export interface Answer {
  response: GatewayResponse;
  calls: BackendCall[];
  /** What the simulator does not have or cannot vouch for. */
  unsupported: string[];
}
