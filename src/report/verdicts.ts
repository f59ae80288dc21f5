import type { Verdict } from '../model/index.js';

/** What each verdict means to a person. */
export const verdictText: Record<Verdict, string> = {
  ready: 'ready',
  'ready-with-changes': 'ready, with changes that callers or backends will notice',
  'needs-decisions': 'needs decisions',
  'stay-on-rest': 'not as a whole: some of it has to stay on REST',
  unknown: 'unknown: the file does not tell enough',
};

/** What each verdict means for one method. */
export const routeState: Record<Verdict, string> = {
  ready: 'moves as it is',
  'ready-with-changes': 'moves, with changes',
  'needs-decisions': 'waits for a decision',
  'stay-on-rest': 'stays on REST',
  unknown: 'unknown',
};

/** Verdicts from the worst to the best, the order of reports. */
export const verdictOrder: Verdict[] = ['stay-on-rest', 'needs-decisions', 'unknown', 'ready-with-changes', 'ready'];
