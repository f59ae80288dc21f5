import type { StageItem } from './account.js';
import { type Input, known } from './input.js';
import { badRequest } from './refused-call.js';

/** @returns a stage with AWS's defaults and what CreateStage or CreateDeployment says; both use the same names */
export function stageFrom(
  { stageName, deploymentId }: Pick<StageItem, 'stageName' | 'deploymentId'>,
  input: Input,
  now: number,
): StageItem {
  const cacheClusterEnabled = input.boolean('cacheClusterEnabled') ?? false;
  return {
    deploymentId,
    stageName,
    cacheClusterEnabled,
    ...known({ cacheClusterSize: input.text('cacheClusterSize') }),
    cacheClusterStatus: cacheClusterEnabled ? 'AVAILABLE' : 'NOT_AVAILABLE',
    methodSettings: {},
    ...known({
      variables: input.texts('variables'),
      documentationVersion: input.text('documentationVersion'),
      canarySettings: input.object('canarySettings'),
      tags: input.texts('tags'),
    }),
    tracingEnabled: input.boolean('tracingEnabled') ?? false,
    createdDate: now,
    lastUpdatedDate: now,
  };
}

/** @throws RefusedCall for what no stage can have; the texts are from reports of users (C); NM-STAGE, NM-STVAR */
export function checkedStage(stage: StageItem): StageItem {
  if (!/^[\w-]+$/.test(stage.stageName)) throw badRequest('Stage name only allows a-zA-Z0-9_-');
  for (const [name, value] of Object.entries(stage.variables ?? {})) {
    if (!/^\w+$/.test(name)) throw badRequest('Stage variable name must be alphanumeric or underscores');
    if (!/^[\w\-.~:/?#&=,]*$/.test(value)) {
      throw badRequest(
        `Stage variable value contains invalid characters. Please use values with alphanumeric characters and the symbols -._~:/?#&=,`,
      );
    }
  }
  return stage;
}
