import { isObject, type JsonObject } from '../../model/index.js';
import { badRequest } from '../import-report.js';
import type { Refusal } from '../operation.js';
import { accessLogRefusal } from './access-logs.js';
import { type ApiRecord, at } from './account.js';
import { textIn } from './call.js';
import { flag, map, memberRefusal, type Shape, structure, text } from './members.js';
import { notFound } from './refusals.js';
import { routeSettingsMapRefusal, routeSettingsRefusal } from './route-settings.js';

/** Members of CreateStage and UpdateStage that a stage keeps as they are. */
export const stageShape: Shape = {
  accessLogSettings: structure,
  autoDeploy: flag,
  clientCertificateId: text(1024),
  deploymentId: text(),
  description: text(1024),
  stageVariables: map,
};

/** Letters, digits, hyphen and underscore, or `$default` (NM-STAGE). */
export function stageNameRefusal(name: string): Refusal | undefined {
  if (name === '') return badRequest('Stage name is required');
  if (name === '$default' || /^[\w-]{1,128}$/.test(name)) return undefined;
  return badRequest('Stage name only allows a-zA-Z0-9_- or $default');
}

/** That a stage with auto deploy takes no deployment is recorded (C); the words are not (I). */
export function stageRefusal(record: ApiRecord, input: JsonObject, before: JsonObject = {}): Refusal | undefined {
  const deploymentId = textIn(input, 'deploymentId');
  const auto = input['autoDeploy'] ?? before['autoDeploy'];
  if (deploymentId !== '' && auto === true)
    return badRequest('Deployment ID cannot be set for a stage with auto deploy.');
  if (deploymentId !== '' && !at(record.deployments, deploymentId)) {
    return notFound(`Invalid Deployment identifier specified ${deploymentId}`);
  }
  return (
    memberRefusal(input, stageShape) ??
    variableRefusal(input) ??
    accessLogRefusal(input['accessLogSettings']) ??
    routeSettingsRefusal(input['defaultRouteSettings']) ??
    routeSettingsMapRefusal(record, input['routeSettings'])
  );
}

/** NM-STVAR. */
function variableRefusal({ stageVariables }: JsonObject): Refusal | undefined {
  if (!isObject(stageVariables)) return undefined;
  for (const [name, value] of Object.entries(stageVariables)) {
    if (!/^\w+$/.test(name)) return badRequest(`Stage variable name ${name} is invalid: expected [A-Za-z0-9_]+.`);
    if (!/^[\w\-.~:/?#&=,]{0,2048}$/.test(String(value)))
      return badRequest(`The value of stage variable ${name} is invalid.`);
  }
  return undefined;
}
