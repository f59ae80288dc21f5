import type { Integration } from '../model/index.js';
import type { Verdict } from './claim.js';

/** @returns whether the backend is called with the credentials of the caller (FE-INT-CRED), whatever the partition */
export function callsAsCaller({ credentials }: Pick<Integration, 'credentials'>): boolean {
  return credentials !== undefined && /:iam::\*:user\/\*$/.test(credentials.text);
}

export const callerCredentials: Verdict = {
  rule: 'integrations/caller-credentials',
  outcome: 'unknown',
  message:
    'The backend is called with the credentials of the caller; the service model of HTTP APIs has the same value, but nothing shows what it does.',
};
