import { type HttpApi, httpRouteKey, isObject, type Json, type JsonObject } from '../model/index.js';
import { canonical, filled } from './canonical.js';
import { calledFunctions, functionOf } from './lambda-permissions.js';
import type { Place } from './observed.js';
import { type Origin, ownTags } from './ownership.js';
import { type AuthorizerResource, type IntegrationResource, resourcesOf } from './resources.js';
import type { WantedStage } from './stage.js';

/** What an import is to reach. */
export interface Desired {
  origin: Origin;
  /** The definition that ImportApi is given, as JSON text; tags are not in it yet. */
  definition: JsonObject;
  settings: Record<string, Json>;
  authorizers: Record<string, Record<string, Json>>;
  routes: Record<string, Record<string, Json>>;
  tags: Record<string, string>;
  stage: WantedStage;
  /** Functions that must let the API in, by name or ARN. */
  functions: string[];
  place: Place;
  /** What nobody but the user can do, in words. */
  notes: string[];
}

export interface DesiredSource {
  api: HttpApi;
  /** As it was read: values as ImportApi is to get them. */
  root: JsonObject;
  /** SHA-256 of the file. */
  sha256: string;
  /** Id of the REST API; default: the name of the API. */
  source?: string | undefined;
  stage: WantedStage;
  place: Place;
}

/** @returns what the account is to hold after the import, in the words in which it is read back */
export function desiredOf({ api, root, sha256, source, stage, place }: DesiredSource): Desired {
  const origin = { source: source ?? api.name.text, stage: stage.name };
  const { authorizers, integrations, routes } = imported(resourcesOf(api), place);
  const byId = new Map(integrations.map((integration) => [integration.id, integration]));
  const operations = new Map(api.routes.map((route) => [httpRouteKey(route.key), route.operationName]));
  const functions = namedFunctions(imported(calledFunctions(api), place), stage, place.region);
  return {
    origin,
    definition: root,
    settings: settingsOf(api, stage),
    authorizers: Object.fromEntries(authorizers.map((one) => [one.name, comparableAuthorizer(one)])),
    routes: Object.fromEntries(
      routes.map(({ key, integration, ...route }) => [
        key,
        filled({
          ...route,
          scopes: route.scopes.toSorted(),
          operationName: operations.get(key),
          integration: comparableIntegration(byId.get(integration)),
        }),
      ]),
    ),
    tags: { ...definitionTags(root), ...stage.api.tags, ...ownTags(origin, sha256) },
    stage: { ...stage, tags: { ...stage.tags, ...ownTags(origin, sha256) } },
    functions: functions.named,
    place,
    notes: [...stage.notes, ...functions.notes],
  };
}

/** ImportApi fills in where it runs (IM-VARS), so that is what is read back. */
function imported<T>(value: T, { partition, region, accountId }: Place): T {
  const text = JSON.stringify(value)
    .replaceAll('${AWS::Partition}', partition)
    .replaceAll('${AWS::Region}', region)
    .replaceAll('${AWS::AccountId}', accountId);
  // Names of regions and numbers of accounts need no quoting, so the structure is the same.
  return JSON.parse(text) as T;
}

function settingsOf(api: HttpApi, stage: WantedStage): Record<string, Json> {
  const { name, description, version, cors, disableExecuteApiEndpoint } = api;
  return filled({
    name: name.text,
    description: description?.text,
    version: version?.text,
    cors: cors && comparableCors({ ...cors }),
    disableExecuteApiEndpoint: disableExecuteApiEndpoint ?? false,
    ipAddressType: stage.api.ipAddressType,
  });
}

/** @returns CORS as it is compared: the order in lists means nothing, names of headers have no case */
export function comparableCors(cors: JsonObject): Record<string, Json> {
  const { allowCredentials, ...rest } = cors;
  const sorted = Object.entries(rest).map(([name, value]) => [name, setOf(value, /headers/i.test(name))]);
  return filled({ ...Object.fromEntries(sorted), ...(allowCredentials === true && { allowCredentials }) });
}

function setOf(value: Json | undefined, ignoresCase: boolean): Json | undefined {
  if (!Array.isArray(value)) return value;
  return value.map((one) => (ignoresCase ? String(one).toLowerCase() : String(one))).toSorted();
}

const authorizerMembers = [
  ...['authorizerType', 'jwtConfiguration', 'authorizerCredentialsArn', 'authorizerPayloadFormatVersion'],
  'authorizerResultTtlInSeconds',
];

/** @returns an authorizer as it is compared: a function by its name, however the uri is written */
export function comparableAuthorizer(authorizer: AuthorizerResource | Record<string, Json>): Record<string, Json> {
  const { authorizerUri, enableSimpleResponses, identitySource, authorizerType } = authorizer;
  return filled({
    ...only(authorizer, authorizerMembers),
    ...(typeof authorizerUri === 'string' && { authorizerUri: functionOf(authorizerUri) }),
    ...(Array.isArray(identitySource) && { identitySource: identitySource.map(String).toSorted() }),
    ...(enableSimpleResponses === true && { enableSimpleResponses }),
    // It means nothing for tokens, which are looked at each time.
    ...(authorizerType === 'JWT' && { authorizerResultTtlInSeconds: undefined }),
  });
}

const integrationMembers = [
  ...['integrationType', 'integrationSubtype', 'integrationMethod', 'connectionType', 'connectionId', 'credentialsArn'],
  ...['payloadFormatVersion', 'timeoutInMillis', 'requestParameters', 'responseParameters', 'tlsConfig'],
];

/** @returns an integration as it is compared, without its id, and a function by its name */
export function comparableIntegration(integration: IntegrationResource | Record<string, Json> | undefined) {
  if (!integration) return undefined;
  const { integrationUri: uri, integrationType, integrationSubtype } = integration;
  const isFunction = integrationType === 'AWS_PROXY' && integrationSubtype === undefined;
  const integrationUri = typeof uri === 'string' && isFunction ? functionOf(uri) : uri;
  return filled({ ...only(integration, integrationMembers), integrationUri });
}

function only(members: object, names: readonly string[]): Record<string, Json> {
  // What AWS reports beside them is not for an import to set.
  return Object.fromEntries(Object.entries(members).filter(([name]) => names.includes(name)));
}

/** Tags of the document become tags of the API (XT-TAG). */
function definitionTags({ tags }: JsonObject): Record<string, string> {
  const entries = Array.isArray(tags) ? tags.filter(isObject) : [];
  return Object.fromEntries(
    entries.map(({ name, 'x-amazon-apigateway-tag-value': value }) => [String(name), String(value ?? '')]),
  );
}

/** Stage variables in names of functions are filled in; a function that stays unknown is for the user (LP-ALIAS). */
function namedFunctions(functions: string[], { members }: WantedStage, region: string) {
  const variables = members?.stageVariables ?? {};
  const names = functions.map((name) =>
    name.replaceAll(/\$\{stageVariables\.(\w+)\}/g, (whole, variable: string) => variables[variable] ?? whole),
  );
  const isForUs = (name: string) => !name.includes('${') && (regionOf(name) ?? region) === region;
  return {
    named: [...new Set(names.filter(isForUs))].toSorted(),
    notes: names.filter((name) => !isForUs(name)).map(grantByHand),
  };
}

function regionOf(name: string): string | undefined {
  return /^arn:[^:]*:lambda:([^:]+):/.exec(name)?.[1];
}

function grantByHand(name: string): string {
  const which = name.includes('${') ? `each function that ${name} can name` : `${name}, which is in another region`;
  return `Let the API call ${which}: aws lambda add-permission.`;
}

/**
 * @param tags of the API; those of somebody else stay
 * @returns the text for ImportApi, with the tags in it: so the API is marked as ours from its first moment
 */
export function bodyWith(definition: JsonObject, tags: Record<string, string>): string {
  const written = (Array.isArray(definition['tags']) ? definition['tags'] : []).filter(
    (tag) => isObject(tag) && !(String(tag['name']) in tags),
  );
  const marks = Object.entries(tags).map(([name, value]) => ({ name, 'x-amazon-apigateway-tag-value': value }));
  return canonical({ ...definition, tags: [...written, ...marks] });
}
