import { localDeployment } from '../../gateway/backends/local-deployment.js';
import type { Backends, Deployment, Gateway, TokenVerifier } from '../../gateway/gateway.js';
import type { AwsAccount } from '../account.js';
import type { World } from '../world.js';

/** What the APIs of an account are invoked in. */
export interface Surroundings {
  account: AwsAccount;
  world: World;
  /** What answers in place of functions, HTTP backends and services. */
  backends: Backends;
  tokens: TokenVerifier;
}

/** A stage of an API, wherever its settings are kept. */
export interface DeployedAs {
  kind: Gateway['kind'];
  apiId: string;
  stageName: string;
  stageVariables: Record<string, string>;
}

/** @returns a deployment by the ids of the account, so that policies and events name the API as AWS would */
export function deploymentOf(deployed: DeployedAs, { world, tokens }: Surroundings): Deployment {
  const { kind, apiId, stageName, stageVariables } = deployed;
  const local = localDeployment(kind, { stage: 'stage', stageVariables, apiKeys: [], tokens });
  const { idsAreStandIns: _, ...deployment } = local;
  return { ...deployment, stage: stageName, apiId, accountId: world.accountId, region: world.region };
}
