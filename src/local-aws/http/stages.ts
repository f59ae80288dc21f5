import { isObject, type JsonObject } from '../../model/index.js';
import { badRequest } from '../import-report.js';
import { accessLogSettings } from './access-logs.js';
import { type ApiRecord, at, lacking } from './account.js';
import { autoDeploy, putStage } from './auto-deploy.js';
import { type Call, done, type HttpOperation, onApi, textIn, timestamp } from './call.js';
import { type Collection, isRefusal, itemPathOf, named, pathOf, readOperations } from './collection.js';
import { mappingsTo } from './mapped.js';
import { membersOf, mergedMap, withoutEmpty } from './members.js';
import { conflict, notFound } from './refusals.js';
import { mergedRouteSettings, routeSettings } from './route-settings.js';
import { stageNameRefusal, stageRefusal, stageShape } from './stage-refusals.js';
import { tagRefusal, tagsIn } from './tag-maps.js';

export const stages: Collection = { noun: 'Stage', place: 'stages', id: 'stageName' };

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html */
export const stageOperations: HttpOperation[] = [
  ...readOperations(stages),
  { ...{ name: 'CreateStage', verb: 'POST', path: pathOf(stages), status: 201 }, run: onApi(createStage) },
  { ...{ name: 'UpdateStage', verb: 'PATCH', path: itemPathOf(stages), status: 200 }, run: onApi(updateStage) },
  { ...{ name: 'DeleteStage', verb: 'DELETE', path: itemPathOf(stages), status: 204 }, run: onApi(deleteStage) },
  {
    ...{ name: 'DeleteAccessLogSettings', verb: 'DELETE', status: 204 },
    path: `${itemPathOf(stages)}/accesslogsettings`,
    run: onApi((record, call) => onStage(record, call, ({ accessLogSettings: _, ...stage }) => stage)),
  },
  {
    ...{ name: 'DeleteRouteSettings', verb: 'DELETE', status: 204 },
    path: `${itemPathOf(stages)}/routesettings/{routeKey}`,
    run: onApi(deleteRouteSettings),
  },
  {
    // Nothing is cached here between two calls, so there is nothing to reset.
    ...{ name: 'ResetAuthorizersCache', verb: 'DELETE', status: 204 },
    path: `${itemPathOf(stages)}/cache/authorizers`,
    run: onApi((record, call) => onStage(record, call, (stage) => stage)),
  },
];

function createStage(record: ApiRecord, { input, world }: Call) {
  const stageName = textIn(input, 'stageName');
  const refusal = stageNameRefusal(stageName) ?? stageRefusal(record, input) ?? tagRefusal(input['tags']);
  if (refusal) return refusal;
  if (at(record.stages, stageName)) return conflict('Stage already exists');
  const createdDate = timestamp(world.now());
  const stage: JsonObject = {
    ...{ stageName, createdDate, lastUpdatedDate: createdDate },
    ...settledStage(membersOf(input, stageShape)),
    stageVariables: mergedMap({}, input['stageVariables']) ?? {},
    defaultRouteSettings: routeSettings(input['defaultRouteSettings']),
    routeSettings: mergedRouteSettings({}, input['routeSettings']),
    tags: tagsIn(input['tags']),
  };
  putStage(record, stage);
  if (stage['autoDeploy']) autoDeploy(record, world);
  return done(at(record.stages, stageName) ?? stage);
}

function updateStage(record: ApiRecord, { input, world }: Call) {
  const before = named(record, stages, input);
  if (isRefusal(before)) return before;
  const refusal = stageRefusal(record, input, before);
  if (refusal) return refusal;
  const { defaultRouteSettings } = input;
  const stage: JsonObject = {
    ...settledStage({ ...before, ...membersOf(input, stageShape) }),
    lastUpdatedDate: timestamp(world.now()),
    stageVariables: mergedMap(before['stageVariables'], input['stageVariables']) ?? {},
    defaultRouteSettings: isObject(defaultRouteSettings)
      ? { ...routeSettings(before['defaultRouteSettings']), ...defaultRouteSettings }
      : routeSettings(before['defaultRouteSettings']),
    routeSettings: mergedRouteSettings(before['routeSettings'], input['routeSettings']),
  };
  putStage(record, stage);
  if (stage['autoDeploy'] && !before['autoDeploy']) autoDeploy(record, world);
  return done(at(record.stages, textIn(input, 'stageName')) ?? stage);
}

/** AWS's own examples show `autoDeploy` only where it is on (D: get-stage). */
function settledStage(stage: JsonObject): JsonObject {
  const { autoDeploy: auto, accessLogSettings: logs, ...rest } = stage;
  return {
    ...withoutEmpty(rest, ['description', 'clientCertificateId', 'deploymentId']),
    ...(auto === true && { autoDeploy: true }),
    ...(isObject(logs) && Object.keys(logs).length > 0 && { accessLogSettings: accessLogSettings(logs) }),
  };
}

function deleteStage(record: ApiRecord, call: Call) {
  const stage = named(record, stages, call.input);
  if (isRefusal(stage)) return stage;
  const name = textIn(call.input, 'stageName');
  const domains = mappingsTo(call.account, textIn(call.input, 'apiId'), name);
  // As for the API itself, where the words are known (C); here they are not (I).
  if (domains.length > 0)
    return badRequest(
      `Deleting stage ${name} failed. Please remove all API mappings for the stage from your custom domain names.`,
    );
  record.stages = lacking(record.stages, name);
  return done({});
}

function deleteRouteSettings(record: ApiRecord, call: Call) {
  const key = textIn(call.input, 'routeKey');
  const stage = named(record, stages, call.input);
  if (isRefusal(stage)) return stage;
  const settings = isObject(stage['routeSettings']) ? stage['routeSettings'] : {};
  if (!Object.hasOwn(settings, key)) {
    return notFound(`Unable to find Route by key ${key} within the provided RouteSettings`);
  }
  return onStage(record, call, (before) => ({ ...before, routeSettings: lacking(settings, key) }));
}

function onStage(record: ApiRecord, { input, world }: Call, change: (stage: JsonObject) => JsonObject) {
  const before = named(record, stages, input);
  if (isRefusal(before)) return before;
  putStage(record, { ...change(before), lastUpdatedDate: timestamp(world.now()) });
  return done({});
}
