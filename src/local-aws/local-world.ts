import { randomInt } from 'node:crypto';
import type { World } from './world.js';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A world with real chance and the real clock, for an endpoint that people use. */
export function localWorld(place: Pick<World, 'partition' | 'region' | 'accountId'>): World {
  return {
    ...place,
    newId: (length) => Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join(''),
    now: () => new Date(),
  };
}
