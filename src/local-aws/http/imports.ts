import type { JsonObject } from '../../model/index.js';
import type { RouteResource } from '../../plan/resources.js';
import { badRequest } from '../import-report.js';
import type { OperationOutcome, Refusal } from '../operation.js';
import type { World } from '../world.js';
import { type ApiConfiguration, type ApiRecord, type HttpAccount, having, type Resources } from './account.js';
import { apiDefaults } from './apis.js';
import { autoDeploy } from './auto-deploy.js';
import { type Call, done, type HttpOperation, onApi, textIn } from './call.js';
import { corsOf } from './cors.js';
import {
  type HttpApiState,
  type HttpImportOutcome,
  type HttpImportRequest,
  importApi,
  reimportApi,
} from './import-api.js';
import { withoutEmpty } from './members.js';

const query = { basepath: 'basepath', failOnWarnings: 'failOnWarnings' };

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html */
export const importOperations: HttpOperation[] = [
  { ...{ name: 'ImportApi', verb: 'PUT', path: '/v2/apis', status: 201, query }, run: runImport },
  { ...{ name: 'ReimportApi', verb: 'PUT', path: '/v2/apis/{apiId}', status: 201, query }, run: onApi(runReimport) },
];

function runImport(account: HttpAccount, input: JsonObject, world: World): OperationOutcome {
  const outcome = requestRefusal(input) ?? importApi(requestOf(input), world);
  if (outcome.kind === 'refused') return outcome;
  const { apiId } = outcome.state;
  // Neither a stage nor a deployment comes with it (IM-STAGE, U).
  const record = { ...configurationOf(outcome, world), stages: {}, deployments: {}, snapshots: {} };
  account.apis = having(account.apis, apiId, record);
  return done(record.api);
}

/** Routes, integrations and authorizers are new ones, with new ids; stages stay, and those with auto deploy serve it at once (IM-REIMP). */
function runReimport(record: ApiRecord, { input, world }: Call): OperationOutcome {
  const existing = textIn(input, 'apiId');
  const outcome = requestRefusal(input) ?? reimportApi({ apiId: existing }, requestOf(input), world);
  if (outcome.kind === 'refused') return outcome;
  const { api, ...configuration } = configurationOf(outcome, world);
  Object.assign(record, configuration, { api: { ...api, createdDate: record.api['createdDate'] } });
  autoDeploy(record, world);
  return done(record.api);
}

/** Words I. */
function requestRefusal({ body, basepath = 'ignore' }: JsonObject): Refusal | undefined {
  if (typeof body !== 'string') return badRequest('Body is required');
  const modes = ['ignore', 'prepend', 'split'];
  return modes.includes(String(basepath))
    ? undefined
    : badRequest(`Invalid basepath. Must be one of [${modes.join(', ')}]`);
}

/** A flag of the query is a text on the wire. */
function requestOf(input: JsonObject): HttpImportRequest {
  const basepath = textIn(input, 'basepath');
  return {
    body: textIn(input, 'body'),
    failOnWarnings: textIn(input, 'failOnWarnings') === 'true',
    ...((basepath === 'prepend' || basepath === 'split') && { basepath }),
  };
}

type Made = Extract<HttpImportOutcome, { kind: 'made' }>;

/** @returns what an import made, as the Get operations answer it */
function configurationOf({ state, warnings, importInfo }: Made, world: World): ApiConfiguration {
  const integrationIds = new Map(state.integrations.map(({ id }) => [id, world.newId(7)]));
  const authorizers = byId('authorizerId', state.authorizers, world);
  const { corsConfiguration: cors, ...api } = state.api;
  return {
    api: {
      ...{ ...apiDefaults(state.apiId, world), ...api, tags: state.tags },
      ...(state.ipAddressType !== undefined && { ipAddressType: state.ipAddressType }),
      ...(cors && { corsConfiguration: corsOf({ ...cors }) }),
      ...(importInfo.length > 0 && { importInfo }),
      ...(warnings.length > 0 && { warnings }),
    },
    authorizers,
    integrations: Object.fromEntries(
      state.integrations.map(({ id, ...integration }) => {
        const integrationId = integrationIds.get(id) ?? id;
        const cleared = ['requestParameters', 'responseParameters', 'tlsConfig'];
        return [integrationId, withoutEmpty({ ...integration, integrationId }, cleared)];
      }),
    ),
    routes: byId(
      'routeId',
      state.routes.map((route) => routeOf(route, state, { integrationIds, authorizers })),
      world,
    ),
  };
}

interface Ids {
  integrationIds: ReadonlyMap<string, string>;
  authorizers: Resources;
}

function routeOf(
  route: RouteResource,
  { operationNames }: HttpApiState,
  { integrationIds, authorizers }: Ids,
): JsonObject {
  const { key, authorization, authorizer, scopes, integration } = route;
  const authorizerId = Object.values(authorizers).find(({ name }) => name === authorizer)?.['authorizerId'];
  const operationName = operationNames[key];
  return {
    ...{ apiKeyRequired: false, authorizationType: authorization, routeKey: key },
    ...(authorizerId !== undefined && { authorizerId }),
    ...(scopes.length > 0 && { authorizationScopes: scopes }),
    ...(operationName !== undefined && { operationName }),
    target: `integrations/${integrationIds.get(integration) ?? integration}`,
  };
}

function byId(member: string, resources: readonly JsonObject[], world: World): Resources {
  return Object.fromEntries(
    resources.map((resource) => {
      const id = world.newId(member === 'routeId' ? 7 : 6);
      const cleared = withoutEmpty(resource, ['identitySource']);
      return [id, { ...cleared, [member]: id }];
    }),
  );
}
