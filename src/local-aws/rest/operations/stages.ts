import type { StageItem } from '../account.js';
import { known } from '../input.js';
import { apiOf, own, stageOf } from '../lookup.js';
import { withMethodSetting } from '../method-settings.js';
import { type Patch, type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest, conflict, notFound } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';
import { checkedStage, stageFrom } from '../stage.js';
import { secondsOf } from './rest-apis.js';

const at = '/restapis/{restApiId}/stages';

/** The texts in this file are from reports of users (C). @see https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html */
export const stageOperations: RestOperation[] = [
  restOperation({ name: 'CreateStage', at: `POST ${at}`, run: create }),
  restOperation({
    name: 'GetStages',
    at: `GET ${at}`,
    query: { deploymentId: 'deploymentId' },
    run: (call) => {
      const deployment = call.input.text('deploymentId');
      const stages = Object.values(apiOf(call).stages);
      return { item: stages.filter(({ deploymentId }) => deployment === undefined || deploymentId === deployment) };
    },
  }),
  restOperation({ name: 'GetStage', at: `GET ${at}/{stageName}`, run: stageOf }),
  restOperation({ name: 'UpdateStage', at: `PATCH ${at}/{stageName}`, run: update }),
  restOperation({ name: 'DeleteStage', at: `DELETE ${at}/{stageName}`, run: remove }),
];

function create(call: Call): StageItem {
  const { input, world } = call;
  const [stageName, deploymentId] = [input.required('stageName'), input.required('deploymentId')];
  const record = apiOf(call);
  if (!own(record.deployments, deploymentId)) throw notFound('Invalid Deployment identifier specified');
  if (own(record.stages, stageName)) throw conflict('Stage already exists');
  const description = input.text('description');
  const stage = checkedStage({
    ...stageFrom({ stageName, deploymentId }, input, secondsOf(world)),
    ...known({ description }),
  });
  record.stages[stageName] = stage;
  return stage;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateStage-Patch */
const rules: PatchRules = {
  wording: 'long',
  rules: [
    { path: '/deploymentId', ops: ['replace'], kind: 'property', needed: true },
    { path: '/description', ops: ['replace'], kind: 'property' },
    { path: '/cacheClusterEnabled', ops: ['replace'], kind: 'property', value: 'boolean', needed: true },
    { path: '/cacheClusterSize', ops: ['replace'], kind: 'property' },
    { path: '/clientCertificateId', ops: ['replace', 'remove'], kind: 'property' },
    { path: '/documentationVersion', ops: ['replace', 'remove'], kind: 'property' },
    { path: '/tracingEnabled', ops: ['replace'], kind: 'property', value: 'boolean', needed: true },
    { path: '/accessLogSettings/destinationArn', ops: ['add', 'replace', 'remove'], kind: 'property' },
    { path: '/accessLogSettings/format', ops: ['add', 'replace', 'remove'], kind: 'property' },
    { path: '/accessLogSettings', ops: ['remove'], kind: 'property' },
    { path: '/canarySettings', ops: ['remove'], kind: 'property' },
    { path: '/canarySettings/percentTraffic', ops: ['add', 'replace'], kind: 'property', value: 'number' },
    { path: '/canarySettings/deploymentId', ops: ['add', 'replace'], kind: 'property' },
    { path: '/canarySettings/useStageCache', ops: ['add', 'replace'], kind: 'property', value: 'boolean' },
    { path: '/canarySettings/stageVariableOverrides/*', ops: ['add', 'replace', 'remove'], kind: 'property' },
    { path: '/variables/*', ops: ['add', 'replace', 'remove'], kind: 'property' },
  ],
};

function update(call: Call): StageItem {
  const record = apiOf(call);
  const before = stageOf(call);
  const changed = patchesOf(call.input).reduce(withPatch, before);
  if (!own(record.deployments, changed.deploymentId)) throw notFound('Invalid Deployment identifier specified');
  const stage: StageItem = checkedStage({
    ...changed,
    cacheClusterStatus: changed.cacheClusterEnabled ? 'AVAILABLE' : 'NOT_AVAILABLE',
    lastUpdatedDate: secondsOf(call.world),
  });
  record.stages[stage.stageName] = stage;
  return stage;
}

/** A path of four parts that is no member of the stage sets something for methods. */
function withPatch(stage: StageItem, patch: Patch): StageItem {
  const [first = ''] = patch.parts;
  if (rules.rules.some(({ path }) => path.split('/')[1] === first)) return patched(stage, [patch], rules);
  const methodSettings = withMethodSetting(stage.methodSettings, patch);
  if (methodSettings) return { ...stage, methodSettings };
  const valid = rules.rules.map(({ path }) => path);
  throw badRequest(`Invalid method setting path: ${patch.path}. Must be one of: [${valid.join(', ')}]`);
}

/** Plans forget a stage that is gone: our inference. */
function remove(call: Call) {
  const { stageName } = stageOf(call);
  const apiId = call.input.required('restApiId');
  delete apiOf(call).stages[stageName];
  for (const { item } of Object.values(call.account.usagePlans)) {
    item.apiStages = item.apiStages.filter((one) => one.apiId !== apiId || one.stage !== stageName);
  }
  return {};
}
