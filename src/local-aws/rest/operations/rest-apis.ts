import type { JsonObject } from '../../../model/index.js';
import type { World } from '../../world.js';
import type { RestApiRecord } from '../account.js';
import type { NewRestApi } from '../api-item.js';
import type { EndpointConfiguration, RestApiState } from '../control-plane.js';
import { createRestApi } from '../import-rest-api.js';
import { type Input, known } from '../input.js';
import { apiOf } from '../lookup.js';
import { pageOf, pageQuery } from '../pages.js';
import { type Patch, type PatchRules, patched, patchesOf } from '../patch.js';
import { escapedPolicy } from '../policy.js';
import { badRequest } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html */
export const restApiOperations: RestOperation[] = [
  restOperation({ name: 'CreateRestApi', at: 'POST /restapis', run: create }),
  restOperation({
    name: 'GetRestApis',
    at: 'GET /restapis',
    query: pageQuery,
    run: ({ account, input }) => pageOf(Object.values(account.apis).map(apiAnswer), ({ id }) => id, input),
  }),
  restOperation({ name: 'GetRestApi', at: 'GET /restapis/{restApiId}', run: (call) => apiAnswer(apiOf(call)) }),
  restOperation({ name: 'UpdateRestApi', at: 'PATCH /restapis/{restApiId}', run: update }),
  restOperation({ name: 'DeleteRestApi', at: 'DELETE /restapis/{restApiId}', run: remove }),
];

/** @returns what GetRestApi answers */
export function apiAnswer({ state, tags }: RestApiRecord) {
  return { ...state.api, ...(tags && Object.keys(tags).length > 0 && { tags }) };
}

function create(call: Call) {
  const { account, input, world } = call;
  const given = newApiOf(input);
  const cloned = input.text('cloneFrom');
  const made = createRestApi(given, world);
  const state = cloned === undefined ? made : clone(apiOf(call, cloned).state, made);
  const tags = input.texts('tags');
  const record: RestApiRecord = { state, ...(tags && { tags }), deployments: {}, stages: {} };
  account.apis[state.api.id] = record;
  return apiAnswer(record);
}

/** The parts of the other API under the new one; ids of parts are of their API alone, but for the root's. */
function clone(original: RestApiState, { api }: RestApiState): RestApiState {
  const root = original.api.rootResourceId;
  const text = JSON.stringify({ ...original, api: {} })
    .replaceAll(`/restapis/${original.api.id}/`, `/restapis/${api.id}/`)
    .replaceAll(`"${root}"`, `"${api.rootResourceId}"`);
  const parts: Omit<RestApiState, 'api'> = JSON.parse(text);
  return { ...parts, api };
}

function newApiOf(input: Input): NewRestApi {
  const name = input.required('name');
  // Our words, as far as the constraint goes.
  if (name === '') throw badRequest('API Name must not be empty');
  const endpoint = input.object('endpointConfiguration');
  return known({
    name,
    description: input.text('description') || undefined,
    version: input.text('version'),
    binaryMediaTypes: input.list('binaryMediaTypes'),
    minimumCompressionSize: compressionSize(input.number('minimumCompressionSize')),
    apiKeySource: input.oneOf('apiKeySource', ['HEADER', 'AUTHORIZER']),
    policy: input.has('policy') ? escapedPolicy(input.required('policy')) : undefined,
    disableExecuteApiEndpoint: input.boolean('disableExecuteApiEndpoint'),
    endpointConfiguration: endpoint && endpointOf(endpoint),
  });
}

/** The words are from reports of users (C). */
function compressionSize(size: number | undefined): number | undefined {
  if (size === undefined || (Number.isInteger(size) && size >= 0 && size <= 10_485_760)) return size;
  throw badRequest('Invalid minimum compression size, must be between 0 to 10485760');
}

function endpointOf(given: JsonObject): Partial<EndpointConfiguration> {
  const { types, vpcEndpointIds, ipAddressType } = given;
  return known({
    types: Array.isArray(types) && types.length > 0 ? types.map(endpointType) : undefined,
    vpcEndpointIds: Array.isArray(vpcEndpointIds) ? vpcEndpointIds.map(String) : undefined,
    ipAddressType: ipAddressType === 'dualstack' ? ('dualstack' as const) : undefined,
  });
}

function endpointType(type: unknown): string {
  if (type === 'EDGE' || type === 'REGIONAL' || type === 'PRIVATE') return type;
  // Our inference.
  throw badRequest(`Invalid endpoint type specified: ${String(type)}`);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateRestApi-Patch */
const rules: PatchRules = {
  // That `/binaryMediaTypes` alone is refused so is from reports of users (C).
  wording: 'short',
  rules: [
    { path: '/name', ops: ['replace'], kind: 'property', needed: true },
    { path: '/description', ops: ['replace', 'remove'], kind: 'property' },
    { path: '/version', ops: ['replace'], kind: 'property' },
    { path: '/binaryMediaTypes/*', ops: ['add', 'remove', 'replace'], kind: 'member' },
    { path: '/minimumCompressionSize', ops: ['replace'], kind: 'property', value: 'number' },
    { path: '/apiKeySource', ops: ['replace'], kind: 'property', needed: true },
    { path: '/policy', ops: ['replace', 'remove'], kind: 'property' },
    { path: '/disableExecuteApiEndpoint', ops: ['replace'], kind: 'property', value: 'boolean', needed: true },
    { path: '/endpointConfiguration/types/*', ops: ['replace'], kind: 'member' },
    { path: '/endpointConfiguration/ipAddressType', ops: ['replace'], kind: 'property', needed: true },
    { path: '/endpointConfiguration/vpcEndpointIds', ops: ['add', 'remove'], kind: 'values' },
  ],
};

function update(call: Call) {
  const record = apiOf(call);
  const patches = patchesOf(call.input);
  for (const patch of patches) checkPatch(patch);
  const api = patched(record.state.api, patches.map(withPlainValue), rules);
  record.state = { ...record.state, api: withTypes(api, patches) };
  return apiAnswer(record);
}

/** The words are from reports of users (C). */
function checkPatch({ path, op, value }: Patch): void {
  if (path !== '/minimumCompressionSize') return;
  if (op !== 'replace') throw badRequest('Invalid patch operation specified. Must be one of: [replace]');
  if (value !== undefined && value !== '') compressionSize(Number(value));
}

/** A policy is shown with its quotes escaped; media types may stand in the path alone. */
function withPlainValue(patch: Patch): Patch {
  if (patch.path === '/policy' && patch.value) return { ...patch, value: escapedPolicy(patch.value) };
  return patch;
}

/** `/endpointConfiguration/types/EDGE` or an index names what the value replaces. */
function withTypes(api: RestApiState['api'], patches: readonly Patch[]): RestApiState['api'] {
  const type = patches.findLast(({ path }) => path.startsWith('/endpointConfiguration/types/'))?.value;
  if (type === undefined) return api;
  return { ...api, endpointConfiguration: { ...api.endpointConfiguration, types: [endpointType(type)] } };
}

function remove(call: Call) {
  const { account, input } = call;
  apiOf(call);
  const id = input.required('restApiId');
  const isMapped = Object.values(account.domainNames).some(({ mappings }) =>
    Object.values(mappings).some((one) => one['apiId'] === id),
  );
  // From reports of users (C).
  if (isMapped) throw badRequest(`Please remove all base path mappings related to the API in your domains`);
  delete account.apis[id];
  // That plans forget the stages of an API that is gone is our inference.
  for (const { item } of Object.values(account.usagePlans))
    item.apiStages = item.apiStages.filter(({ apiId }) => apiId !== id);
  return {};
}

/** @returns an instant as the control plane shows it: seconds since 1970 */
export function secondsOf(world: World): number {
  return Math.floor(world.now().getTime() / 1000);
}
