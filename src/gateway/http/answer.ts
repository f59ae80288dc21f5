import type { BackendCall, GatewayResponse } from '../gateway.js';
import type { RequestSource } from './expressions.js';

/** What an integration made of a request. */
export interface Answer {
  response: GatewayResponse;
  calls: BackendCall[];
  /** What the simulator does not have or cannot vouch for. */
  unsupported: string[];
}

/** An integration, opened: all that does not depend on the request has been read. */
export type Integrate = (source: RequestSource) => Promise<Answer>;
