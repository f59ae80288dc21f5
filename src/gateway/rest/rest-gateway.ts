import type { RestApi } from '../../model/index.js';
import type { Backends, Deployment, Gateway } from '../gateway.js';
import { withCanary } from './canary.js';
import { openDeployedApi, type StageWorld } from './deployed-api.js';
import { openLimits } from './limits.js';

/**
 * Opens a simulated REST API on a stage, with its canary where it has one: both count for the same limits.
 *
 * @param deployment stage, ids, clock, API keys and limits, which the definition does not hold
 */
export function openRestGateway(api: RestApi, backends: Backends, deployment: Deployment): Gateway {
  const limits = openLimits(deployment);
  const world: StageWorld = { backends, ...(limits && { limits }) };
  const { canary } = deployment;
  const handle = canary
    ? withCanary(canary, deployment, (side) => openDeployedApi((side.isCanary && canary.api) || api, side, world))
    : openDeployedApi(api, { deployment }, world);
  return { kind: 'rest', handle };
}
