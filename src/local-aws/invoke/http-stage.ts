import type { Gateway } from '../../gateway/gateway.js';
import { openHttpGateway } from '../../gateway/http/http-gateway.js';
import { type HttpStage, isObject, type Json, type JsonObject, type RouteSettings } from '../../model/index.js';
import { readHttpApi } from '../../openapi/http/read-http-api.js';
import { parseDocument } from '../../openapi/parse.js';
import { type ApiConfiguration, at } from '../http/account.js';
import { exportDocument } from '../http/export-document.js';
import { deploymentOf, type Surroundings } from './surroundings.js';

/** A stage of an HTTP API by its names. */
export interface HttpStageName {
  apiId: string;
  stageName: string;
  /** Of the API mapping that it is called by, with a slash in front, or empty; absent: by its default endpoint. */
  basePath?: string;
}

/** @returns whatever a stage is opened with, as a text: another text is another gateway; undefined where there is no stage */
export function httpStageState(around: Surroundings, name: HttpStageName): string | undefined {
  const stage = stageOf(around, name);
  return stage && JSON.stringify(stage);
}

function stageOf({ account }: Surroundings, { apiId, stageName }: HttpStageName): JsonObject | undefined {
  const record = at(account.http.apis, apiId);
  return record && at(record.stages, stageName);
}

/** @returns what is deployed on a stage; undefined where nothing is */
export function deployedOn(around: Surroundings, name: HttpStageName): ApiConfiguration | undefined {
  const record = at(around.account.http.apis, name.apiId);
  const stage = stageOf(around, name);
  return record && stage && at(record.snapshots, String(stage['deploymentId']));
}

/**
 * Opens what is deployed on a stage. With auto deploy each change is deployed at once.
 *
 * @returns undefined where there is no such stage, or nothing deployed on it
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
export function openHttpStage(around: Surroundings, name: HttpStageName): Gateway | undefined {
  const [stage, configuration] = [stageOf(around, name), deployedOn(around, name)];
  if (!stage || !configuration) return undefined;
  const { basePath, apiId, stageName } = name;
  const text = JSON.stringify(exportDocument(configuration, ''));
  const { httpApi } = readHttpApi(parseDocument({ file: 'the deployment', text }));
  const deployed = { kind: 'http' as const, apiId, stageName, stageVariables: textsOf(stage['stageVariables']) };
  return openHttpGateway(httpApi, around.backends, {
    ...deploymentOf(deployed, around),
    routeThrottling: throttlingOf(stage),
    ...(basePath !== undefined && { basePath }),
  });
}

function throttlingOf(stage: JsonObject): Pick<HttpStage, 'defaultRouteSettings' | 'routeSettings'> {
  const routes = isObject(stage['routeSettings']) ? stage['routeSettings'] : {};
  return {
    defaultRouteSettings: routeSettingsOf(stage['defaultRouteSettings']),
    routeSettings: Object.fromEntries(Object.entries(routes).map(([key, value]) => [key, routeSettingsOf(value)])),
  };
}

function routeSettingsOf(value: Json | undefined): RouteSettings {
  const { throttlingBurstLimit: burst, throttlingRateLimit: rate } = isObject(value) ? value : {};
  return {
    ...(typeof burst === 'number' && { throttlingBurstLimit: burst }),
    ...(typeof rate === 'number' && { throttlingRateLimit: rate }),
  };
}

function textsOf(value: Json | undefined): Record<string, string> {
  const entries = Object.entries(isObject(value) ? value : {});
  return Object.fromEntries(entries.map(([name, text]) => [name, String(text)]));
}
