import type { Canary, Gateway } from '../../gateway/gateway.js';
import { openRestGateway } from '../../gateway/rest/rest-gateway.js';
import { stageSettings } from '../../gateway/stage-settings.js';
import type { JsonObject, RestApi } from '../../model/index.js';
import { parseDocument } from '../../openapi/parse.js';
import { readRestApi } from '../../openapi/rest/read-rest-api.js';
import type { StageItem } from '../rest/account.js';
import { own } from '../rest/lookup.js';
import { servedStage } from '../rest/served-stage.js';
import { deploymentOf, type Surroundings } from './surroundings.js';
import { usagePlansOf } from './usage-plans.js';

/** A stage of a REST API by its names. */
export interface RestStageName {
  restApiId: string;
  stageName: string;
}

/** @returns whatever a stage is opened with, as a text: another text is another gateway; undefined where there is no stage */
export function restStageState({ account }: Surroundings, name: RestStageName): string | undefined {
  const stage = own(own(account.rest.apis, name.restApiId)?.stages ?? {}, name.stageName);
  return stage && JSON.stringify([stage, plansOf(account.rest, name)]);
}

function plansOf(account: Surroundings['account']['rest'], { restApiId, stageName }: RestStageName) {
  return usagePlansOf(account, { apiId: restApiId, stage: stageName });
}

/**
 * Opens what is deployed on a stage, which is not the API as it is configured now: only CreateDeployment takes changes there.
 *
 * @returns undefined where there is no such stage
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
export async function openRestStage(around: Surroundings, name: RestStageName): Promise<Gateway | undefined> {
  const { account, world, backends } = around;
  const served = servedStage(account.rest, name, world);
  if (!served) return undefined;
  const { stage, definition } = served;
  const api = await apiOf(definition, stage);
  const { restApiId: apiId, stageName } = name;
  const deployed = { kind: 'rest' as const, apiId, stageName, stageVariables: stage.variables ?? {} };
  const { canary, ...limits } = stageSettings(api, []);
  return openRestGateway(api, backends, {
    ...deploymentOf(deployed, around),
    ...limits,
    usagePlans: plansOf(account.rest, name),
    ...(canary && { canary: { ...canary, ...(await canaryApi(around, name, stage)) } }),
  });
}

/** What the stage sets is read with the definition, so that the gateway names what it does not simulate. */
function apiOf(definition: JsonObject, stage: StageItem): Promise<RestApi> {
  const settings = { file: 'the stage', text: JSON.stringify({ stage }) };
  return readRestApi(parseDocument({ file: 'the deployment', text: JSON.stringify(definition), settings }));
}

/** The canary has a deployment of its own. */
async function canaryApi(
  { account, world }: Surroundings,
  name: RestStageName,
  stage: StageItem,
): Promise<Pick<Canary, 'api'>> {
  const deploymentId = stage.canarySettings?.['deploymentId'];
  const record = own(account.rest.apis, name.restApiId);
  if (typeof deploymentId !== 'string' || !record) return {};
  const stages = { [name.stageName]: { ...stage, deploymentId } };
  const released = servedStage({ ...account.rest, apis: { [name.restApiId]: { ...record, stages } } }, name, world);
  return released ? { api: await apiOf(released.definition, stage) } : {};
}
