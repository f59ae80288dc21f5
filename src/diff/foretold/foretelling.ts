import { lacksAnswer, type Sighting, stuck } from '../sighting.js';
import { type Foretells, takenAlike } from './conditions.js';

/** What one rule of the catalogue says of requests. */
export type Foretelling =
  /** Such differences, and what a request has to meet so that one is seen. */
  | { kind: 'shown'; foretells: Foretells; needs: readonly Need[] }
  /** The method stays on REST, which is the difference (`routes/stays`). */
  | { kind: 'keeps-back'; reason: string }
  /** Something changes that no request to a simulated API can show. */
  | { kind: 'cannot-show'; reason: string; besides?: Foretells }
  /** No request is treated otherwise. */
  | { kind: 'unchanged'; reason: string };

/** Something without which a request does not show what a rule foretells. */
export interface Need {
  isMet(sighting: Sighting): boolean;
  /** Why nothing can be seen where no request meets it: a part of a sentence. */
  otherwise: string;
}

/** @returns a need, said with its opposite. */
export function need(otherwise: string, isMet: Need['isMet']): Need {
  return { otherwise, isMet };
}

const moved = need('the methods that it concerns stay on the REST API, for other reasons', takenAlike);

export const inFull = need(
  'the simulator lacks something that these methods need, see what was not compared',
  ({ rest, http }) => [rest, http].every((side) => !stuck(side) && !lacksAnswer(side)),
);

/** For what shows once a request was taken by the same route in both, and simulated to its end. */
export function onRoutes(foretells: Foretells, ...needs: Need[]): Foretelling {
  return { kind: 'shown', foretells, needs: [moved, inFull, ...needs] };
}

/** For what also shows where no route takes a request, or another one. */
export function anywhere(foretells: Foretells, ...needs: Need[]): Foretelling {
  return { kind: 'shown', foretells, needs };
}

export function keepsBack(reason: string): Foretelling {
  return { kind: 'keeps-back', reason };
}

/** @param besides what requests do show: an accepted loss takes the place of the integration's own entry, which foretells it */
export function cannotShow(reason: string, besides?: Foretells): Foretelling {
  return { kind: 'cannot-show', reason, ...(besides && { besides }) };
}

export function unchanged(reason: string): Foretelling {
  return { kind: 'unchanged', reason };
}
