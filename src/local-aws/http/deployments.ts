import type { JsonObject } from '../../model/index.js';
import { badRequest } from '../import-report.js';
import type { Refusal } from '../operation.js';
import { type ApiRecord, at, having, lacking } from './account.js';
import { deploy, noRoutes, putStage } from './auto-deploy.js';
import { done, type HttpOperation, onApi, textIn, timestamp } from './call.js';
import { type Collection, isRefusal, itemPathOf, named, pathOf, readOperations } from './collection.js';
import { memberRefusal, membersOf, type Shape, text, withoutEmpty } from './members.js';
import { notFound } from './refusals.js';

export const deployments: Collection = { noun: 'Deployment', place: 'deployments', id: 'deploymentId' };

const shape: Shape = { description: text(1024) };

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html */
export const deploymentOperations: HttpOperation[] = [
  ...readOperations(deployments),
  {
    ...{ name: 'CreateDeployment', verb: 'POST', path: pathOf(deployments), status: 201 },
    run: onApi((record, { input, world }) => {
      const stage = stageOf(record, input);
      if (stage && isRefusal(stage)) return stage;
      const refusal = memberRefusal(input, shape) ?? emptiness(record);
      if (refusal) return refusal;
      const deployment = deploy(record, withoutEmpty(membersOf(input, shape), ['description']), world);
      const { deploymentId } = deployment;
      if (stage) putStage(record, { ...stage, deploymentId, lastUpdatedDate: timestamp(world.now()) });
      return done(deployment);
    }),
  },
  {
    ...{ name: 'UpdateDeployment', verb: 'PATCH', path: itemPathOf(deployments), status: 200 },
    run: onApi((record, { input }) => {
      const before = named(record, deployments, input);
      if (isRefusal(before)) return before;
      const refusal = memberRefusal(input, shape);
      if (refusal) return refusal;
      const deployment = withoutEmpty({ ...before, ...membersOf(input, shape) }, ['description']);
      record.deployments = having(record.deployments, textIn(input, 'deploymentId'), deployment);
      return done(deployment);
    }),
  },
  {
    ...{ name: 'DeleteDeployment', verb: 'DELETE', path: itemPathOf(deployments), status: 204 },
    run: onApi((record, { input }) => {
      const before = named(record, deployments, input);
      if (isRefusal(before)) return before;
      const id = textIn(input, 'deploymentId');
      const inUse = Object.values(record.stages).some((stage) => stage['deploymentId'] === id);
      if (inUse) return badRequest('Active stages pointing to this deployment must be moved or deleted');
      record.deployments = lacking(record.deployments, id);
      record.snapshots = lacking(record.snapshots, id);
      return done({});
    }),
  },
];

/** The stage that the new deployment goes to. One with auto deploy takes no other (CP-DEPLOY; words I). */
function stageOf(record: ApiRecord, input: JsonObject): JsonObject | Refusal | undefined {
  const name = textIn(input, 'stageName');
  if (name === '') return undefined;
  const stage = at(record.stages, name);
  if (!stage) return notFound('Invalid stage identifier specified');
  return stage['autoDeploy'] === true ? badRequest('Deployments cannot be made for a stage with auto deploy.') : stage;
}

function emptiness({ routes }: ApiRecord): Refusal | undefined {
  return Object.keys(routes).length === 0 ? badRequest(noRoutes) : undefined;
}
