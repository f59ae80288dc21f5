import type { Deployment } from '../../src/gateway/gateway.js';
import type { World } from '../../src/local-aws/world.js';

/** Where the cases happened: their ids, ARNs and names are of this account. */
const accountId = '111111111111';
const region = 'us-east-1';
const apiId = 'api0001';

/** @returns a world whose ids count up, so that every run gives the same */
export function countingWorld(): World {
  let count = 0;
  const newId = (length: number) => (++count).toString(36).padStart(length, '0');
  return { partition: 'aws', region, accountId, newId, now: () => new Date() };
}

/** @returns a deployment on a stage, with the real clock: tokens of cases expire */
export function deploymentOn(stage: string, rest: Partial<Deployment> & Pick<Deployment, 'requestId'>): Deployment {
  return { stage, stageVariables: {}, apiId, accountId, region, apiKeys: [], now: () => new Date(), ...rest };
}
