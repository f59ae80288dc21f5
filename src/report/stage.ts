import {
  type HttpStage,
  hidden,
  isObject,
  isSecretName,
  type Json,
  type RouteSettings,
  withoutSecrets,
} from '../model/index.js';

/** @returns the stage as reports show it: values of stage variables that are secrets by their name stay hidden */
export function shownStage(stage: HttpStage): HttpStage {
  const variables = Object.entries(stage.stageVariables).map(([name, value]) => [name, shownValue(name, value)]);
  return { ...stage, stageVariables: Object.fromEntries(variables) };
}

function shownValue(name: string, value: Json): Json {
  if (isSecretName(name)) return hidden;
  return typeof value === 'string' ? withoutSecrets(value) : value;
}

/** @returns what the stage of the HTTP API needs, a line for each call member; empty where nothing is known of a stage */
export function stageLines(stage: HttpStage | undefined): string[] {
  if (stage === undefined) return [];
  const { name, description, stageVariables, defaultRouteSettings, routeSettings, accessLog, tags, api } =
    shownStage(stage);
  return [
    ...line('name', name),
    ...line('description', description),
    ...Object.entries(stageVariables).map(([key, value]) => `stage variable ${key} = ${text(value)}`),
    ...settingsLine('all routes', defaultRouteSettings),
    ...Object.entries(routeSettings).flatMap(([key, settings]) => settingsLine(key, settings)),
    ...line('access log to', accessLog?.destinationArn),
    ...line('access log format', accessLog?.format),
    ...Object.entries(tags).map(([key, value]) => `tag ${key} = ${text(value)}`),
    ...line('IP address type of the API', api.ipAddressType),
    ...Object.entries(api.tags).map(([key, value]) => `tag of the API ${key} = ${text(value)}`),
  ];
}

function line(label: string, value: Json | undefined): string[] {
  return value === undefined ? [] : [`${label} ${text(value)}`];
}

function settingsLine(label: string, settings: RouteSettings): string[] {
  const members = Object.entries(settings).map(([key, value]) => `${key} ${value}`);
  return members.length === 0 ? [] : [`${label}: ${members.join(', ')}`];
}

/** A function of CloudFormation is shown as it stands. */
function text(value: Json): string {
  return isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
}
