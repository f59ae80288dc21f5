import { Failure, isObject, type Json, type JsonObject, type RouteSettings } from '../model/index.js';
import { filled } from '../plan/canonical.js';
import { comparableAuthorizer, comparableCors, comparableIntegration } from '../plan/desired.js';
import { functionOf } from '../plan/lambda-permissions.js';
import type { FunctionPolicy, Observed, ObservedApi, ObservedStage } from '../plan/observed.js';
import { isOwnedBy, type Origin } from '../plan/ownership.js';
import { type Account, readAll, readIfThere } from './account.js';
import { send } from './operations.js';

/** What to look at. */
export interface Sight {
  /** Default: the API that an import of this origin has made. */
  apiId?: string | undefined;
  origin: Origin;
  /** Functions that the API is to call. */
  functions: readonly string[];
}

/**
 * Reads what an import may change, and nothing else.
 *
 * @throws Failure (`usage`) where the API is not there, is no HTTP API, or several could be meant
 */
export async function observe(account: Account, { apiId, origin, functions }: Sight): Promise<Observed> {
  const api = apiId === undefined ? await ownApi(account, origin) : await givenApi(account, apiId);
  const observed = api && (await observeApi(account, api, origin.stage));
  const called = observed ? functionsOf(observed) : [];
  const names = [...new Set([...functions, ...called])].filter((name) => !name.includes('${')).toSorted();
  const policies: Record<string, FunctionPolicy> = {};
  for (const name of names) policies[name] = await policyOf(account, name);
  return { ...(observed && { api: observed }), policies };
}

async function givenApi(account: Account, apiId: string): Promise<JsonObject> {
  const api = await readIfThere(account, 'GetApi', { ApiId: apiId });
  if (!api)
    throw new Failure(
      'usage',
      `There is no HTTP API ${apiId} in this account and region.`,
      'List them: aws apigatewayv2 get-apis',
    );
  if (api['ProtocolType'] === 'HTTP') return api;
  throw new Failure('usage', `API ${apiId} is no HTTP API.`, 'Name an HTTP API, or leave --api-id out to make one.');
}

/** An API that is found by its tags needs no id: so a second run knows what the first one made. */
async function ownApi(account: Account, origin: Origin): Promise<JsonObject | undefined> {
  const apis = await readAll(account, 'GetApis', {});
  const own = apis.filter((api) => isOwnedBy(textsIn(api['Tags']), origin));
  if (own.length <= 1) return own[0];
  const ids = own.map((api) => String(api['ApiId'])).join(', ');
  throw new Failure('usage', `Several APIs were made of ${origin.source}: ${ids}.`, 'Say which one with --api-id.');
}

/** @returns an HTTP API as it is compared with what is wanted */
async function observeApi(account: Account, api: JsonObject, stageName: string): Promise<ObservedApi> {
  const apiId = String(api['ApiId']);
  const [routes, integrations, authorizers, stages] = [
    await readAll(account, 'GetRoutes', { ApiId: apiId }),
    await readAll(account, 'GetIntegrations', { ApiId: apiId }),
    await readAll(account, 'GetAuthorizers', { ApiId: apiId }),
    await readAll(account, 'GetStages', { ApiId: apiId }),
  ];
  const byId = { integrations: by('IntegrationId', integrations), authorizers: by('AuthorizerId', authorizers) };
  const stage = stages.find((one) => one['StageName'] === stageName);
  return {
    apiId,
    settings: settingsOf(api),
    tags: tagsIn(api['Tags']),
    authorizers: Object.fromEntries(authorizers.map((one) => [String(one['Name']), authorizerOf(one)])),
    routes: Object.fromEntries(routes.map((route) => [String(route['RouteKey']), routeOf(route, byId)])),
    ...(stage && { stage: await stageOf(account, apiId, stage) }),
    definition: await definitionOf(account, apiId),
  };
}

function settingsOf(api: JsonObject): Record<string, Json> {
  const cors = api['CorsConfiguration'];
  return filled({
    name: api['Name'],
    description: api['Description'],
    version: api['Version'],
    cors: isObject(cors) ? comparableCors(uncapitalised(cors)) : undefined,
    disableExecuteApiEndpoint: api['DisableExecuteApiEndpoint'] ?? false,
    ipAddressType: api['IpAddressType'],
  });
}

function authorizerOf(authorizer: JsonObject): Record<string, Json> {
  const { AuthorizerId: _, JwtConfiguration: jwt, ...rest } = authorizer;
  return comparableAuthorizer(
    filled({ ...uncapitalised(rest), jwtConfiguration: isObject(jwt) ? uncapitalised(jwt) : undefined }),
  );
}

interface ById {
  integrations: Map<string, JsonObject>;
  authorizers: Map<string, JsonObject>;
}

function routeOf(route: JsonObject, { integrations, authorizers }: ById): Record<string, Json> {
  const target = String(route['Target'] ?? '').replace(/^integrations\//, '');
  const integration = integrations.get(target);
  const scopes = Array.isArray(route['AuthorizationScopes']) ? route['AuthorizationScopes'].map(String) : [];
  return filled({
    authorization: route['AuthorizationType'] ?? 'NONE',
    authorizer: authorizers.get(String(route['AuthorizerId']))?.['Name'],
    scopes: scopes.toSorted(),
    operationName: route['OperationName'],
    integration: integration && integrationOf(integration),
  });
}

function integrationOf(integration: JsonObject): Record<string, Json> | undefined {
  const { IntegrationId: _, ApiGatewayManaged: managed, TlsConfig: tls, ...rest } = integration;
  return comparableIntegration(
    filled({ ...uncapitalised(rest), tlsConfig: isObject(tls) ? uncapitalised(tls) : undefined }),
  );
}

async function stageOf(account: Account, apiId: string, stage: JsonObject): Promise<ObservedStage> {
  const { Description: description, DeploymentId: deploymentId, AccessLogSettings: logs } = stage;
  const autoDeploy = stage['AutoDeploy'] === true;
  const settings = isObject(stage['RouteSettings']) ? stage['RouteSettings'] : {};
  const deployment = autoDeploy ? undefined : await deploymentOf(account, apiId, deploymentId);
  return {
    autoDeploy,
    ...(typeof description === 'string' && description !== '' && { description }),
    ...(typeof deploymentId === 'string' && !autoDeploy && { deploymentId }),
    ...(deployment !== undefined && { deployment }),
    stageVariables: textsIn(stage['StageVariables']),
    defaultRouteSettings: routeSettingsOf(stage['DefaultRouteSettings']),
    routeSettings: Object.fromEntries(Object.entries(settings).map(([key, one]) => [key, routeSettingsOf(one)])),
    ...(isObject(logs) &&
      logs['DestinationArn'] !== undefined && {
        accessLog: { destinationArn: String(logs['DestinationArn']), format: String(logs['Format']) },
      }),
    tags: tagsIn(stage['Tags']),
  };
}

/** The description without the run: which definition was deployed. */
async function deploymentOf(account: Account, apiId: string, id: Json | undefined): Promise<string | undefined> {
  if (id === undefined) return undefined;
  const all = await readAll(account, 'GetDeployments', { ApiId: apiId });
  const description = all.find((one) => one['DeploymentId'] === id)?.['Description'];
  return typeof description === 'string' ? description.split(' ').slice(0, 2).join(' ') : undefined;
}

/** What AWS keeps of a setting that is off is no setting. */
function routeSettingsOf(value: Json | undefined): RouteSettings {
  const settings: JsonObject = isObject(value) ? value : {};
  const { ThrottlingBurstLimit: burst, ThrottlingRateLimit: rate, DetailedMetricsEnabled: metrics } = settings;
  return {
    ...(typeof burst === 'number' && { throttlingBurstLimit: burst }),
    ...(typeof rate === 'number' && { throttlingRateLimit: rate }),
    ...(metrics === true && { detailedMetricsEnabled: true }),
  };
}

/** The latest configuration, not what a stage serves (CP-EXP): an undo puts it back. */
async function definitionOf({ clients, call }: Account, apiId: string): Promise<string> {
  const input = { ApiId: apiId, Specification: 'OAS30', OutputType: 'JSON' };
  const answer = await call('apigateway', () => send(clients, 'ExportApi', input));
  return 'body' in answer && answer.body instanceof Uint8Array ? new TextDecoder().decode(answer.body) : '{}';
}

/** A function without a policy, or that is not there, has no statements; AddPermission tells the two apart. */
async function policyOf(account: Account, name: string): Promise<FunctionPolicy> {
  const answer = await readIfThere(account, 'GetPolicy', { FunctionName: name });
  const text = typeof answer?.['Policy'] === 'string' ? answer['Policy'] : '';
  if (text === '') return { statements: {}, size: 0 };
  const policy: JsonObject = JSON.parse(text);
  const statements = [policy['Statement'] ?? []].flat().filter(isObject);
  return {
    statements: Object.fromEntries(statements.map((statement) => [String(statement['Sid']), statement])),
    size: Buffer.byteLength(text),
  };
}

/** Functions that the API calls now, in its own name. */
function functionsOf({ routes, authorizers }: ObservedApi): string[] {
  const integrations = Object.values(routes).map(({ integration }) => (isObject(integration) ? integration : {}));
  return [
    ...integrations
      .filter((one) => one['integrationType'] === 'AWS_PROXY' && one['integrationSubtype'] === undefined)
      .filter((one) => one['credentialsArn'] === undefined)
      .map((one) => functionOf(String(one['integrationUri']))),
    ...Object.values(authorizers)
      .filter((one) => one['authorizerUri'] !== undefined && one['authorizerCredentialsArn'] === undefined)
      .map((one) => functionOf(String(one['authorizerUri']))),
  ];
}

/** Tags that begin with `aws:` are AWS's own; nobody can set them. */
function tagsIn(value: Json | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(textsIn(value)).filter(([name]) => !name.toLowerCase().startsWith('aws:')));
}

/** @returns tags, or another map of texts */
export function textsIn(value: Json | undefined): Record<string, string> {
  const entries = Object.entries(isObject(value) ? value : {});
  return Object.fromEntries(entries.map(([key, text]) => [key, String(text ?? '')]));
}

function by(member: string, items: JsonObject[]): Map<string, JsonObject> {
  return new Map(items.map((item) => [String(item[member]), item]));
}

/** Names of members only: what stands under them is the user's. */
function uncapitalised(members: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
}
