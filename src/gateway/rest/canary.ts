import type { Canary, Deployment, Exchange, GatewayRequest } from '../gateway.js';

/** Takes requests. */
export type Handle = (request: GatewayRequest) => Promise<Exchange>;

/** Deployment of a stage, or of its canary. */
export interface Side {
  deployment: Deployment;
  isCanary: boolean;
}

/**
 * Splits the requests of a stage between its deployment and its canary. Without something to choose by, none goes to it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
 */
export function withCanary(canary: Canary, deployment: Deployment, open: (side: Side) => Handle): Handle {
  const stable = open({ deployment, isCanary: false });
  const overridden = { ...deployment.stageVariables, ...canary.stageVariableOverrides };
  const fresh = open({ deployment: { ...deployment, stageVariables: overridden }, isCanary: true });
  return (request) => {
    const chance = deployment.random?.() ?? 1;
    return chance * 100 < canary.percentTraffic ? fresh(request) : stable(request);
  };
}
