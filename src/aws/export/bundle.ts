import { Failure, isObject, type Json, type JsonObject, jsonOf } from '../../model/index.js';
import type { Region } from '../region.js';
import { readDomains } from './domains.js';
import { readFunctions } from './functions.js';
import { hideCredentials, hideVariables } from './hidden.js';
import { namedIn } from './named.js';
import {
  readAccount,
  readAuthorizers,
  readDefinition,
  readGatewayResponses,
  readRequestValidators,
  readRestApi,
  readStage,
} from './rest-api.js';
import { attempt, type Scope, type StageName, type UnknownPart } from './scope.js';
import { readUsage } from './usage.js';
import { readKeyCount, readUsagePlans } from './usage-plans.js';
import { readUserPools } from './user-pools.js';
import { readVpcLinks } from './vpc-links.js';

/** A stage of a REST API, read whole. */
export interface Bundle {
  /** What GetExport wrote, as `openapi.json`. */
  definition: string;
  /** As `schemas/settings.schema.json` describes it. */
  settings: JsonObject;
  unknown: UnknownPart[];
  /** Where secrets were that the bundle does not have, in words. */
  hidden: string[];
}

export interface BundleOptions {
  keepSecrets: boolean;
  now: Date;
  /** The stage, where it has been read already. */
  stage?: JsonObject | undefined;
}

/**
 * Reads a stage: the definition that it serves, and what stands around it.
 *
 * @throws what GetExport threw, for without a definition there is no bundle; and where nobody is signed in
 */
export async function readBundle(region: Region, of: StageName, options: BundleOptions): Promise<Bundle> {
  const text = await readDefinition(region, of);
  const definition = parsed(text);
  const scope: Scope = { region, of, unknown: [] };
  const stage = options.stage ?? (await part(scope, 'stage', () => readStage(region, of)));
  const shown = options.keepSecrets || stage === undefined ? { value: stage, places: [] } : hideVariables(stage);
  const safe = options.keepSecrets ? { value: text, places: [] } : hideCredentials(text, definition);
  const own = await ownParts(scope);
  const around = await partsAround(scope, { definition, stage, ...own, now: options.now });
  const unknown = scope.unknown.sort((one, other) => (one.part < other.part ? -1 : 1));
  return {
    definition: safe.value,
    settings: settingsOf({
      ...own,
      stage: shown.value,
      ...around,
      unknown: listed([...unknown, ...safe.places.map(withheld)]),
    }),
    unknown,
    hidden: [...safe.places, ...shown.places],
  };
}

/**
 * A credential that stands in the definition would be in that of the HTTP API too: whoever converts has to know that it
 * is not. A stage variable is read where it is used, so hiding its value changes no definition.
 */
function withheld(place: string): UnknownPart {
  const reason = 'it looks like a secret and was taken out; --keep-secrets keeps it';
  return { part: `definition/${place}`, reason };
}

function listed(parts: UnknownPart[]): JsonObject[] {
  return parts.map((each) => ({ ...each }));
}

function part<Value>(scope: Scope, name: string, read: () => Promise<Value>): Promise<Value | undefined> {
  return attempt(scope, { name, permission: 'apigateway:GET' }, read);
}

/** What API Gateway knows of the API itself. */
async function ownParts(scope: Scope) {
  const [restApi, authorizers, gatewayResponses, requestValidators] = await Promise.all([
    part(scope, 'restApi', () => readRestApi(scope.region, scope.of.apiId)),
    part(scope, 'authorizers', () => readAuthorizers(scope)),
    part(scope, 'gatewayResponses', () => readGatewayResponses(scope)),
    part(scope, 'requestValidators', () => readRequestValidators(scope)),
  ]);
  return { restApi, authorizers, gatewayResponses, requestValidators };
}

interface Known {
  definition: Json;
  restApi: JsonObject | undefined;
  stage: JsonObject | undefined;
  authorizers: JsonObject[] | undefined;
  now: Date;
}

/** What others know of it. */
async function partsAround(scope: Scope, { definition, restApi, stage, authorizers = [], now }: Known) {
  const variables = isObject(stage?.['variables']) ? stage['variables'] : {};
  const named = namedIn(definition, authorizers, variables);
  const name = String(restApi?.['name'] ?? titleOf(definition));
  const cloudWatch = { name: 'usage', permission: 'cloudwatch:GetMetricData' };
  const [usagePlans, apiKeys, domains, vpcLinks, functions, userPools, account, usage] = await Promise.all([
    part(scope, 'usagePlans', () => readUsagePlans(scope)),
    part(scope, 'apiKeys', () => readKeyCount(scope)),
    part(scope, 'domains', () => readDomains(scope)),
    readVpcLinks(scope, named.vpcLinks),
    readFunctions(scope, named.functions),
    readUserPools(scope, named.userPools),
    part(scope, 'account', () => readAccount(scope)),
    attempt(scope, cloudWatch, () => readUsage(scope, name, now)),
  ]);
  return { usagePlans, apiKeys, domains, vpcLinks, functions, userPools, account, usage };
}

function titleOf(definition: Json): Json {
  const info = isObject(definition) ? definition['info'] : undefined;
  return isObject(info) ? (info['title'] ?? '') : '';
}

/** @returns the parts that were read, in the order of the schema; an empty list of what could not be read says nothing */
function settingsOf(parts: Record<string, Json | undefined>): JsonObject {
  const { unknown, ...read } = parts;
  const known = Object.entries(read).filter(([, value]) => value !== undefined);
  const isWhole = Array.isArray(unknown) && unknown.length === 0;
  return { version: 1, ...Object.fromEntries(known), ...(!isWhole && unknown !== undefined && { unknown }) };
}

/** @throws Failure (`aws`) for an export that is no JSON */
function parsed(text: string): Json {
  const definition = jsonOf(text);
  if (definition !== undefined) return definition;
  throw new Failure('aws', 'GetExport answered with something that is no JSON.', 'Try again, or check --endpoint-url.');
}
