import type { JsonObject } from '../../model/index.js';
import type { World } from '../world.js';
import type { RestAccount, StageItem } from './account.js';
import { exportedStage, extensionsOf } from './export/exported-api.js';
import { writeOas30 } from './export/oas30.js';
import { own } from './lookup.js';

/**
 * What answers calls to a stage: its settings, and the definition of the API as it was deployed, in OpenAPI 3.0 with all extensions. A gateway
 * is opened with what the reader of definitions makes of it.
 *
 * @returns undefined where the account has no such API, or the API no such stage
 */
export function servedStage(
  account: RestAccount,
  { restApiId, stageName }: { restApiId: string; stageName: string },
  world: World,
): { stage: StageItem; definition: JsonObject } | undefined {
  const record = own(account.apis, restApiId);
  const stage = record && own(record.stages, stageName);
  const api = stage && exportedStage(record, stage, world);
  return api && { stage, definition: writeOas30({ ...api, extensions: extensionsOf('apigateway') }) };
}
