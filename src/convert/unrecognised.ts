import type { RestApi } from '../model/index.js';
import type { Claim } from './claim.js';

/** What the reader has no word for is unknown, never dropped (promise 1). */
export function claimUnrecognised(api: RestApi): Claim[] {
  return api.unrecognised.map(({ at, key, route }) => ({
    construct: { kind: 'unrecognised', at, name: key, ...(route && { route }) },
    rule: 'unrecognised/extension',
    outcome: 'unknown',
    message: `This version does not know what ${key} does here, or cannot read its value.`,
  }));
}
