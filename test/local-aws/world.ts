import type { World } from '../../src/local-aws/world.js';

/** @returns a world whose ids count up from 1 */
export function countingWorld(): World {
  let count = 0;
  return {
    partition: 'aws',
    region: 'eu-west-1',
    accountId: '111111111111',
    newId: (length) => String(++count).padStart(length, '0'),
    now: () => new Date('2024-01-01T00:00:00Z'),
  };
}
