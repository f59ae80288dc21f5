import { isObject, type JsonObject } from '../model/index.js';
import type { Bindings, WriteOperation } from '../plan/call.js';
import { tagNames } from '../plan/ownership.js';
import { type Account, readAll, readIfThere } from './account.js';
import { textsIn } from './observe.js';
import type { Input } from './operations.js';
import { troubleOf } from './trouble.js';

/** A call whose answer was lost. */
export interface LostCall {
  operation: WriteOperation;
  input: Input;
  run: string;
}

/**
 * Looks whether a call that makes something was done all the same: what this run made carries its mark.
 *
 * @returns what it made; `absent` where it made nothing; `unknown` for calls that leave no mark, and can be made again
 */
export async function settled(account: Account, lost: LostCall): Promise<Bindings | 'absent' | 'unknown'> {
  try {
    return await madeBy(account, lost);
  } catch (error) {
    // Without its API there is no stage and no deployment.
    if (troubleOf(error)?.kind === 'missing') return 'absent';
    throw error;
  }
}

async function madeBy(account: Account, { operation, input, run }: LostCall): Promise<Bindings | 'absent' | 'unknown'> {
  switch (operation) {
    case 'ImportApi': {
      const api = (await readAll(account, 'GetApis', {})).find(isOf(run));
      return api ? { apiId: String(api['ApiId']) } : 'absent';
    }
    case 'CreateStage': {
      const stages = await readAll(account, 'GetStages', { ApiId: input['ApiId'] ?? null });
      const stage = stages.find(({ StageName }) => StageName === input['StageName']);
      return stage && isOf(run)(stage) ? {} : 'absent';
    }
    case 'CreateDeployment': {
      const all = await readAll(account, 'GetDeployments', { ApiId: input['ApiId'] ?? null });
      const deployment = all.find(({ Description }) => String(Description).endsWith(run));
      return deployment ? { deploymentId: String(deployment['DeploymentId']) } : 'absent';
    }
    case 'AddPermission': {
      const answer = await readIfThere(account, 'GetPolicy', { FunctionName: input['FunctionName'] ?? null });
      return hasStatement(answer, String(input['StatementId'])) ? {} : 'absent';
    }
    default:
      return 'unknown';
  }
}

function isOf(run: string): (resource: JsonObject) => boolean {
  return ({ Tags }) => textsIn(Tags)[tagNames.run] === run;
}

function hasStatement(answer: JsonObject | undefined, sid: string): boolean {
  if (typeof answer?.['Policy'] !== 'string') return false;
  const policy: JsonObject = JSON.parse(answer['Policy']);
  return [policy['Statement'] ?? []].flat().some((statement) => isObject(statement) && statement['Sid'] === sid);
}
