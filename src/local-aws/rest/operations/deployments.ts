import type { JsonObject } from '../../../model/index.js';
import type { DeploymentItem, DeploymentRecord, RestApiRecord } from '../account.js';
import type { RestApiState } from '../control-plane.js';
import { known } from '../input.js';
import { apiOf, own } from '../lookup.js';
import { pageOf, pageQuery } from '../pages.js';
import { type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest, notFound } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';
import { checkedStage, stageFrom } from '../stage.js';
import { secondsOf } from './rest-apis.js';

const at = '/restapis/{restApiId}/deployments';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Deployment.html */
export const deploymentOperations: RestOperation[] = [
  restOperation({ name: 'CreateDeployment', at: `POST ${at}`, run: create }),
  restOperation({
    name: 'GetDeployments',
    at: `GET ${at}`,
    query: pageQuery,
    run: (call) =>
      pageOf(
        Object.values(apiOf(call).deployments).map(({ item }) => item),
        ({ id }) => id,
        call.input,
      ),
  }),
  restOperation({
    name: 'GetDeployment',
    at: `GET ${at}/{deploymentId}`,
    query: { embed: 'embed' },
    run: getDeployment,
  }),
  restOperation({ name: 'UpdateDeployment', at: `PATCH ${at}/{deploymentId}`, run: update }),
  restOperation({ name: 'DeleteDeployment', at: `DELETE ${at}/{deploymentId}`, run: remove }),
];

function deploymentOf(call: Call): DeploymentRecord {
  const deployment = own(apiOf(call).deployments, call.input.required('deploymentId'));
  // The texts in this file are from reports of users (C).
  if (!deployment) throw notFound('Invalid Deployment identifier specified');
  return deployment;
}

/** With the name of a stage that exists it moves the stage, with a new one it makes it. */
function create(call: Call): DeploymentItem {
  const { input, world } = call;
  const record = apiOf(call);
  checkDeployable(record.state);
  const stageName = input.text('stageName') || undefined;
  const item: DeploymentItem = {
    id: world.newId(6),
    ...known({ description: input.text('description') || undefined }),
    createdDate: secondsOf(world),
  };
  const stage = stageName === undefined ? undefined : stageAfter(record, stageName, item.id, call);
  record.deployments[item.id] = { item, snapshot: structuredClone(record.state) };
  if (stage) record.stages[stage.stageName] = stage;
  return item;
}

function stageAfter(record: RestApiRecord, stageName: string, deploymentId: string, { input, world }: Call) {
  const existing = own(record.stages, stageName);
  const description = input.text('stageDescription');
  const given = { ...stageFrom({ stageName, deploymentId }, input, secondsOf(world)), ...known({ description }) };
  if (!existing) return checkedStage(given);
  const lastUpdatedDate = secondsOf(world);
  return { ...existing, deploymentId, lastUpdatedDate, ...known({ description, variables: input.texts('variables') }) };
}

function checkDeployable({ resources }: RestApiState): void {
  const methods = resources.flatMap(({ resourceMethods }) => Object.values(resourceMethods));
  if (methods.length === 0) throw badRequest("The REST API doesn't contain any methods");
  if (methods.some(({ methodIntegration }) => !methodIntegration))
    throw badRequest('No integration defined for method');
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_GetDeployment.html (`embed=apisummary`) */
function getDeployment(call: Call) {
  const { item, snapshot } = deploymentOf(call);
  const embeds = (call.input.list('embed') ?? []).flatMap((one) => one.split(','));
  return embeds.includes('apisummary') ? { ...item, apiSummary: summaryOf(snapshot) } : item;
}

function summaryOf({ resources }: RestApiState): JsonObject {
  const withMethods = resources.filter(({ resourceMethods }) => Object.keys(resourceMethods).length > 0);
  return Object.fromEntries(
    withMethods.map(({ path, resourceMethods }) => [
      path,
      Object.fromEntries(
        Object.entries(resourceMethods).map(([verb, { authorizationType, apiKeyRequired }]) => [
          verb,
          { authorizationType, apiKeyRequired },
        ]),
      ),
    ]),
  );
}

const rules: PatchRules = {
  wording: 'long',
  rules: [{ path: '/description', ops: ['replace'], kind: 'property' }],
};

function update(call: Call): DeploymentItem {
  const deployment = deploymentOf(call);
  deployment.item = patched(deployment.item, patchesOf(call.input), rules);
  return deployment.item;
}

function remove(call: Call) {
  const { id } = deploymentOf(call).item;
  const { stages, deployments } = apiOf(call);
  if (Object.values(stages).some(({ deploymentId }) => deploymentId === id)) {
    throw badRequest('Active stages pointing to this deployment must be moved or deleted');
  }
  delete deployments[id];
  return {};
}
