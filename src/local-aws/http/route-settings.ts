import { isObject, type Json, type JsonObject } from '../../model/index.js';
import { badRequest } from '../import-report.js';
import type { Refusal } from '../operation.js';
import type { ApiRecord } from './account.js';
import { flag, type Member, memberRefusal, membersOf, type Shape } from './members.js';
import { notFound } from './refusals.js';

const number: Member = { kind: 'number' };
const shape: Shape = { detailedMetricsEnabled: flag, throttlingBurstLimit: number, throttlingRateLimit: number };

/** Of WebSocket APIs only (CP-ROUTESET); what sets nothing is let through, since clients write it for both kinds (I). */
const ofWebSockets: Record<string, Json[]> = { loggingLevel: ['OFF', ''], dataTraceEnabled: [false] };

/** @returns settings as AWS reports them: metrics are off unless asked for (D: example of get-stage) */
export function routeSettings(input: Json | undefined): JsonObject {
  return { detailedMetricsEnabled: false, ...(isObject(input) && membersOf(input, shape)) };
}

export function routeSettingsRefusal(input: Json | undefined): Refusal | undefined {
  if (input === undefined || input === null) return undefined;
  if (!isObject(input)) return badRequest('Invalid value for route settings: expected an object.');
  const foreign = Object.entries(ofWebSockets).find(([name, values]) => sets(input[name], values));
  if (foreign) return badRequest(`${foreign[0]} is not supported for HTTP APIs.`);
  return memberRefusal(input, shape);
}

function sets(value: Json | undefined, nothing: Json[]): boolean {
  return value !== undefined && value !== null && !nothing.includes(value);
}

/** Settings by route key: only routes that are there have any. The message is AWS's (C). */
export function routeSettingsMapRefusal(record: ApiRecord, input: Json | undefined): Refusal | undefined {
  if (!isObject(input)) return undefined;
  const keys = new Set(Object.values(record.routes).map((route) => route['routeKey']));
  for (const [key, settings] of Object.entries(input)) {
    if (!keys.has(key)) return notFound(`Unable to find Route by key ${key} within the provided RouteSettings`);
    const refusal = routeSettingsRefusal(settings);
    if (refusal) return refusal;
  }
  return undefined;
}

/** @returns what an update makes of the settings by route: those that it names are replaced, the others stay (I) */
export function mergedRouteSettings(before: Json | undefined, update: Json | undefined): JsonObject {
  const named = isObject(update) ? Object.entries(update).map(([key, value]) => [key, routeSettings(value)]) : [];
  return { ...(isObject(before) ? before : {}), ...Object.fromEntries(named) };
}
