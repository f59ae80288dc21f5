import type { Gateway } from '../../gateway/gateway.js';
import { own } from '../rest/lookup.js';
import { deployedOn, httpStageState, openHttpStage } from './http-stage.js';
import { openRestStage, restStageState } from './rest-stage.js';
import type { Surroundings } from './surroundings.js';
import type { StageTarget } from './target.js';

/** Finds the gateway of a stage. @returns undefined where there is no such stage, nothing on it, or it may not be called so */
export type FindStage = (target: StageTarget) => Promise<Gateway | undefined>;

/**
 * Gateways are opened when they are first called, and stay open, with their caches and counters, until what they were opened with
 * changes.
 */
export function openStages(around: Surroundings): FindStage {
  const opened = new Map<string, { state: string; gateway: Promise<Gateway | undefined> }>();
  return async (target) => {
    if (target.isDefaultEndpoint && isDisabled(around, target)) return undefined;
    const key = JSON.stringify([target.kind, target.apiId, target.stageName, target.basePath]);
    const state = stateOf(around, target);
    const before = opened.get(key);
    if (before && before.state === state) return before.gateway;
    if (state === undefined) {
      opened.delete(key);
      return undefined;
    }
    const gateway = open(around, target);
    opened.set(key, { state, gateway });
    return gateway;
  };
}

function stateOf(around: Surroundings, target: StageTarget): string | undefined {
  const { kind, apiId: restApiId, stageName } = target;
  return kind === 'rest' ? restStageState(around, { restApiId, stageName }) : httpStageState(around, target);
}

async function open(around: Surroundings, target: StageTarget): Promise<Gateway | undefined> {
  const { kind, apiId: restApiId, stageName } = target;
  return kind === 'rest' ? openRestStage(around, { restApiId, stageName }) : openHttpStage(around, target);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html */
function isDisabled(around: Surroundings, target: StageTarget): boolean {
  const { kind, apiId, stageName } = target;
  if (kind === 'http') return deployedOn(around, target)?.api['disableExecuteApiEndpoint'] === true;
  const record = own(around.account.rest.apis, apiId);
  const stage = record && own(record.stages, stageName);
  return (stage && own(record.deployments, stage.deploymentId))?.snapshot.api.disableExecuteApiEndpoint === true;
}
