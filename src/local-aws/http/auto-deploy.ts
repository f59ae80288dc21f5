import type { JsonObject } from '../../model/index.js';
import type { World } from '../world.js';
import { type ApiConfiguration, type ApiRecord, having, lacking } from './account.js';
import { timestamp } from './call.js';

/** That there has to be a route is known of both kinds of API; the words are not recorded (I). */
export const noRoutes = 'At least one route is required before deploying the Api.';

/**
 * Takes the API as it is into a new deployment.
 *
 * @returns the deployment as GetDeployment answers it
 */
export function deploy(record: ApiRecord, more: JsonObject, world: World): JsonObject {
  const deploymentId = world.newId(6);
  const deployment = {
    ...{ autoDeployed: false, createdDate: timestamp(world.now()), deploymentId, deploymentStatus: 'DEPLOYED' },
    ...more,
  };
  record.deployments = having(record.deployments, deploymentId, deployment);
  record.snapshots = having(record.snapshots, deploymentId, configurationOf(record));
  return deployment;
}

function configurationOf({ api, routes, integrations, authorizers }: ApiRecord): ApiConfiguration {
  return { api, routes, integrations, authorizers };
}

/**
 * Deploys every stage with auto deploy, as each change of the configuration does (D). AWS takes a moment; here it is done with the
 * answer. The automatic deployment that a stage leaves is dropped when no other stage has it (U: AWS may list it longer).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
export function autoDeploy(record: ApiRecord, world: World): void {
  const stages = Object.values(record.stages).filter((stage) => stage['autoDeploy'] === true);
  if (stages.length === 0) return;
  if (Object.keys(record.routes).length === 0) {
    for (const stage of stages) putStage(record, { ...stage, lastDeploymentStatusMessage: failure });
    return;
  }
  const { deploymentId } = deploy(record, { autoDeployed: true, description: automatic }, world);
  for (const stage of stages) {
    const lastDeploymentStatusMessage = `Successfully deployed stage with deployment ID '${deploymentId}'`;
    putStage(record, { ...stage, deploymentId, lastDeploymentStatusMessage, lastUpdatedDate: timestamp(world.now()) });
  }
  dropUnused(record);
}

const automatic = 'Automatic deployment triggered by changes to the Api configuration';
const failure = `Deployment attempt failed: ${noRoutes}`;

function dropUnused(record: ApiRecord): void {
  const used = new Set(Object.values(record.stages).map((stage) => stage['deploymentId']));
  for (const [id, { autoDeployed }] of Object.entries(record.deployments)) {
    if (autoDeployed !== true || used.has(id)) continue;
    record.deployments = lacking(record.deployments, id);
    record.snapshots = lacking(record.snapshots, id);
  }
}

export function putStage(record: ApiRecord, stage: JsonObject): void {
  record.stages = having(record.stages, String(stage['stageName']), stage);
}
