import { isObject, type JsonObject } from '../../model/index.js';
import { badRequest } from '../import-report.js';
import type { OperationOutcome, Refusal } from '../operation.js';
import type { World } from '../world.js';
import { type ApiRecord, type HttpAccount, having, lacking } from './account.js';
import { autoDeploy } from './auto-deploy.js';
import { type Call, done, type HttpOperation, onApi, textIn, timestamp } from './call.js';
import { corsOf, corsRefusal } from './cors.js';
import { mappingsTo } from './mapped.js';
import { flag, memberRefusal, membersOf, oneOf, type Shape, text, withoutEmpty } from './members.js';
import { page, pageQuery } from './pages.js';
import { quickCreate, quickCreateRefusal, updateQuickCreate } from './quick-create.js';
import { tagRefusal, tagsIn } from './tag-maps.js';

const shape: Shape = {
  apiKeySelectionExpression: text(),
  description: text(1024),
  disableExecuteApiEndpoint: flag,
  ipAddressType: oneOf('ipv4', 'dualstack'),
  name: text(128, 1),
  routeSelectionExpression: oneOf('$request.method $request.path', '${request.method} ${request.path}'),
  version: text(64),
};

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html */
export const apiOperations: HttpOperation[] = [
  { ...{ name: 'CreateApi', verb: 'POST', path: '/v2/apis', status: 201 }, run: createApi },
  {
    ...{ name: 'GetApi', verb: 'GET', path: '/v2/apis/{apiId}', status: 200 },
    run: onApi(({ api }) => done(api)),
  },
  {
    ...{ name: 'GetApis', verb: 'GET', path: '/v2/apis', status: 200, query: pageQuery },
    run: ({ apis }, input) =>
      page(
        Object.values(apis).map(({ api }) => api),
        input,
      ),
  },
  { ...{ name: 'UpdateApi', verb: 'PATCH', path: '/v2/apis/{apiId}', status: 200 }, run: onApi(updateApi) },
  { ...{ name: 'DeleteApi', verb: 'DELETE', path: '/v2/apis/{apiId}', status: 204 }, run: onApi(deleteApi) },
  {
    ...{ name: 'DeleteCorsConfiguration', verb: 'DELETE', path: '/v2/apis/{apiId}/cors', status: 204 },
    run: onApi((record, { world }) => {
      const { corsConfiguration: _, ...api } = record.api;
      record.api = api;
      autoDeploy(record, world);
      return done({});
    }),
  },
];

/** What every HTTP API has (D: example of create-api). */
export function apiDefaults(apiId: string, { region, now }: World): JsonObject {
  return {
    apiEndpoint: `https://${apiId}.execute-api.${region}.amazonaws.com`,
    apiId,
    apiKeySelectionExpression: '$request.header.x-api-key',
    createdDate: timestamp(now()),
    disableExecuteApiEndpoint: false,
    ipAddressType: 'ipv4',
    protocolType: 'HTTP',
    routeSelectionExpression: '$request.method $request.path',
  };
}

function createApi(account: HttpAccount, input: JsonObject, world: World): OperationOutcome {
  const refusal = newApiRefusal(input);
  if (refusal) return refusal;
  const apiId = world.newId(10);
  const api = settled({ ...apiDefaults(apiId, world), ...membersOf(input, shape), tags: tagsIn(input['tags']) }, input);
  const none = { routes: {}, integrations: {}, authorizers: {}, stages: {}, deployments: {}, snapshots: {} };
  const record: ApiRecord = { api, ...none };
  account.apis = having(account.apis, apiId, record);
  quickCreate(record, input, world);
  return done(record.api);
}

/** @returns the API without what was cleared, with the CORS configuration of the call if it has one */
function settled(api: JsonObject, { corsConfiguration: cors }: JsonObject): JsonObject {
  const merged = { ...api, ...(isObject(cors) && { corsConfiguration: corsOf(cors) }) };
  return withoutEmpty(merged, ['description', 'version', 'corsConfiguration']);
}

/** The message on the protocol is that of moto (C); that this endpoint has no WebSocket APIs is its own limit. */
function newApiRefusal(input: JsonObject): Refusal | undefined {
  const protocol = textIn(input, 'protocolType');
  if (textIn(input, 'name') === '') return badRequest('Name is required');
  if (protocol === 'WEBSOCKET') return badRequest('The embedded endpoint has no WebSocket APIs.');
  if (protocol !== 'HTTP') return badRequest('Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]');
  return apiRefusal(input) ?? tagRefusal(input['tags']) ?? quickCreateRefusal(input);
}

function apiRefusal(input: JsonObject): Refusal | undefined {
  return memberRefusal(input, shape) ?? corsRefusal(input['corsConfiguration']);
}

function updateApi(record: ApiRecord, { input, world }: Call): OperationOutcome {
  const refusal = apiRefusal(input) ?? updateQuickCreate(record, input);
  if (refusal) return refusal;
  record.api = settled({ ...record.api, ...membersOf(input, shape) }, input);
  autoDeploy(record, world);
  return done(record.api);
}

/** AWS's message (gruntwork-io/cloud-nuke#370, C). */
function deleteApi(_record: ApiRecord, { account, input }: Call): OperationOutcome {
  const apiId = textIn(input, 'apiId');
  if (mappingsTo(account, apiId).length > 0) {
    return badRequest(
      `Deleting API ${apiId} failed. Please remove all API mappings for the API from your custom domain names.`,
    );
  }
  account.apis = lacking(account.apis, apiId);
  return done({});
}
