import type { Json, RouteSettings } from '../model/index.js';
import { type Call, placeholders, type UndoOperation, type WriteStep } from './call.js';
import { type Change, deploymentMark } from './changes.js';
import type { Desired } from './desired.js';
import type { Observed, ObservedStage } from './observed.js';
import type { StageMembers } from './stage.js';
import { tagWrites } from './tag-writes.js';

type Input = Record<string, Json>;

/** @returns the calls that make the stage, or change it member by member */
export function stageWrites(desired: Desired, { api }: Observed, changes: Change[]): WriteStep[] {
  const { stage: wanted } = desired;
  const apiId = api?.apiId ?? placeholders.apiId;
  const differences = changes.find(({ kind }) => kind === 'stage')?.differences ?? [];
  const deploys = !wanted.autoDeploy && (!api?.stage || differences.some(({ member }) => member === 'deployment'));
  const deployment = deploys ? [deploymentStep(desired, apiId)] : [];
  if (!api?.stage) return [...deployment, createStep(desired, apiId)];
  const { stage } = api;
  const input = { ApiId: apiId, StageName: wanted.name };
  const arn = `arn:${desired.place.partition}:apigateway:${desired.place.region}::/apis/${apiId}/stages/${wanted.name}`;
  return [
    ...deployment,
    ...(differences.length > 0 ? [...updateStep(desired, stage, input), ...removals(desired, stage, input)] : []),
    ...tagWrites({ arn, title: `tags of stage ${wanted.name}`, wanted: wanted.tags, before: stage.tags }),
  ];
}

function deploymentStep(desired: Desired, apiId: string): WriteStep {
  const description = `${deploymentMark(desired)} ${placeholders.run}`;
  return {
    title: 'deployment',
    call: { operation: 'CreateDeployment', input: { ApiId: apiId, Description: description } },
    undo: [{ operation: 'DeleteDeployment', input: { ApiId: apiId, DeploymentId: placeholders.deploymentId } }],
  };
}

function createStep({ stage }: Desired, apiId: string): WriteStep {
  const { name, autoDeploy, members, tags, notes } = stage;
  const input = { ApiId: apiId, StageName: name };
  return {
    title: `stage ${name}${autoDeploy ? ', deployed automatically' : ''}`,
    call: {
      operation: 'CreateStage',
      input: { ...input, ...deploying(autoDeploy), ...(members && inputOf(members)), Tags: tags },
    },
    undo: [{ operation: 'DeleteStage', input }],
    ...(notes.length > 0 && { note: notes.join(' ') }),
  };
}

function deploying(autoDeploy: boolean): Input {
  return autoDeploy ? { AutoDeploy: true } : { AutoDeploy: false, DeploymentId: placeholders.deploymentId };
}

function inputOf({ description, stageVariables, defaultRouteSettings, routeSettings, accessLog }: StageMembers): Input {
  return {
    ...(description !== undefined && { Description: description }),
    ...(Object.keys(stageVariables).length > 0 && { StageVariables: stageVariables }),
    ...(Object.keys(defaultRouteSettings).length > 0 && { DefaultRouteSettings: settingsInput(defaultRouteSettings) }),
    ...(Object.keys(routeSettings).length > 0 && {
      RouteSettings: Object.fromEntries(Object.entries(routeSettings).map(([key, one]) => [key, settingsInput(one)])),
    }),
    ...(accessLog && { AccessLogSettings: { DestinationArn: accessLog.destinationArn, Format: accessLog.format } }),
  };
}

function settingsInput({ throttlingBurstLimit, throttlingRateLimit, detailedMetricsEnabled }: RouteSettings): Input {
  return {
    ...(throttlingBurstLimit !== undefined && { ThrottlingBurstLimit: throttlingBurstLimit }),
    ...(throttlingRateLimit !== undefined && { ThrottlingRateLimit: throttlingRateLimit }),
    ...(detailedMetricsEnabled !== undefined && { DetailedMetricsEnabled: detailedMetricsEnabled }),
  };
}

/** UpdateStage merges, and an empty value takes a variable away (PM-UNSET; for stages I). */
function updateStep({ stage: wanted }: Desired, before: ObservedStage, input: Input): WriteStep[] {
  const { members } = wanted;
  const redeployed = wanted.autoDeploy ? {} : { DeploymentId: placeholders.deploymentId };
  const turned = wanted.autoDeploy !== before.autoDeploy;
  const own = { AutoDeploy: wanted.autoDeploy, ...redeployed };
  const old = {
    AutoDeploy: before.autoDeploy,
    ...(!before.autoDeploy && before.deploymentId !== undefined && { DeploymentId: before.deploymentId }),
  };
  const call = (others: Input): Call<'UpdateStage'> => ({ operation: 'UpdateStage', input: { ...input, ...others } });
  return [
    {
      title: `stage ${wanted.name}`,
      call: call({ ...(turned || !wanted.autoDeploy ? own : {}), ...(members && overwriting(members, before)) }),
      undo: [
        call({ ...(turned || !before.autoDeploy ? old : {}), ...(members && overwriting(before, members)) }),
        ...(members ? takenAway(before, members, input) : []),
      ],
    },
  ];
}

/** @returns the input that puts `next` over `before`, as far as UpdateStage can take something away */
function overwriting(next: StageMembers, before: StageMembers): Input {
  const gone = Object.keys(before.stageVariables).filter((name) => !(name in next.stageVariables));
  const variables = { ...Object.fromEntries(gone.map((name) => [name, ''])), ...next.stageVariables };
  return {
    ...inputOf(next),
    ...(next.description === undefined && before.description !== undefined && { Description: '' }),
    ...(Object.keys(variables).length > 0 && { StageVariables: variables }),
  };
}

/** What has a call of its own to be taken away: settings of routes, and access logs. */
function removals({ stage: wanted }: Desired, before: ObservedStage, input: Input): WriteStep[] {
  const { members } = wanted;
  if (!members) return [];
  return takenAway(members, before, input).map((call) => ({ title: `stage ${wanted.name}`, call, undo: [] }));
}

function takenAway(next: StageMembers, before: StageMembers, input: Input): Call<UndoOperation>[] {
  const keys = Object.keys(before.routeSettings).filter((key) => !(key in next.routeSettings));
  return [
    ...keys.map((key) => ({ operation: 'DeleteRouteSettings' as const, input: { ...input, RouteKey: key } })),
    ...(before.accessLog && !next.accessLog ? [{ operation: 'DeleteAccessLogSettings' as const, input }] : []),
  ];
}
