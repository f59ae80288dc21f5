import type { Evidence } from '../model/index.js';

/** How we know, in words. */
export const evidenceText: Record<Evidence, string> = {
  V: 'recorded from AWS',
  D: 'AWS documentation',
  C: 'community report',
  I: 'our inference',
  U: 'unverified',
};
