import type { JsonObject } from '../../../model/index.js';
import type { BasePathMappingItem, RestAccount } from '../account.js';
import { httpMapping, restMapping } from '../domain-forms.js';
import { itemOf, own } from '../lookup.js';
import { pageOf, pageQuery } from '../pages.js';
import { type Patch, type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest, conflict } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';
import { domainOf } from './domain-names.js';

const at = '/domainnames/{domainName}/basepathmappings';

/** The texts in this file are from reports of users (C). @see https://docs.aws.amazon.com/apigateway/latest/api/API_BasePathMapping.html */
export const basePathMappingOperations: RestOperation[] = [
  restOperation({ name: 'CreateBasePathMapping', at: `POST ${at}`, run: create }),
  restOperation({
    name: 'GetBasePathMappings',
    at: `GET ${at}`,
    query: pageQuery,
    run: (call) => pageOf(mappingsOf(call), ({ basePath }) => basePath, call.input),
  }),
  restOperation({
    name: 'GetBasePathMapping',
    at: `GET ${at}/{basePath}`,
    run: (call) => restMapping(mappingOf(call)),
  }),
  restOperation({ name: 'UpdateBasePathMapping', at: `PATCH ${at}/{basePath}`, run: update }),
  restOperation({
    name: 'DeleteBasePathMapping',
    at: `DELETE ${at}/{basePath}`,
    run: (call) => {
      delete domainOf(call).mappings[idOf(mappingOf(call))];
      return {};
    },
  }),
];

/** The mapping that a call names, in the words of v2. */
function mappingOf(call: Call): JsonObject {
  const path = basePathOf(call.input.required('basePath'));
  const isMeant = (mapping: JsonObject) => restMapping(mapping).basePath === path;
  return itemOf(Object.values(domainOf(call).mappings), isMeant, 'Invalid base path mapping identifier specified');
}

function mappingsOf(call: Call): BasePathMappingItem[] {
  return Object.values(domainOf(call).mappings).map(restMapping);
}

function idOf({ apiMappingId }: JsonObject): string {
  return String(apiMappingId);
}

function basePathOf(text: string | undefined): string {
  return text === undefined || text === '' ? '(none)' : text;
}

function create(call: Call): BasePathMappingItem {
  const { account, input, world } = call;
  const { mappings } = domainOf(call);
  const stage = input.text('stage') || undefined;
  const mapping: BasePathMappingItem = {
    basePath: basePathOf(input.text('basePath')),
    restApiId: input.required('restApiId'),
    ...(stage !== undefined && { stage }),
  };
  check(mapping, account);
  checkFree(mapping.basePath, mappingsOf(call));
  const id = world.newId(6);
  mappings[id] = httpMapping(mapping, id);
  return mapping;
}

/** Base paths of v1 are one segment; several need an API mapping of v2. */
function check({ basePath, restApiId, stage }: BasePathMappingItem, account: RestAccount): void {
  if (basePath !== '(none)' && !/^[\w\-.+$!*'(),~@:%]+$/.test(basePath)) {
    throw badRequest(
      "API Gateway V1 doesn't support the slash character (/) in base path mappings. To create a multi-level base path mapping, use API Gateway V2.",
    );
  }
  const api = own(account.apis, restApiId);
  if (!api) throw badRequest('Invalid REST API identifier specified');
  if (stage !== undefined && !own(api.stages, stage)) throw badRequest('Invalid stage identifier specified');
}

function checkFree(basePath: string, others: readonly BasePathMappingItem[]): void {
  if (others.some((one) => one.basePath === basePath)) throw conflict('Base path already exists for this domain name');
}

/** `/restapiId` is spelled so (D). @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateBasePathMapping-Patch */
const rules: PatchRules = {
  wording: 'long',
  rules: [
    { path: '/basePath', ops: ['replace'], kind: 'property' },
    { path: '/restApiId', ops: ['replace'], kind: 'property', needed: true },
    { path: '/stage', ops: ['replace'], kind: 'property' },
  ],
};

function update(call: Call): BasePathMappingItem {
  const written = mappingOf(call);
  const before = restMapping(written);
  const changed = patched(before, patchesOf(call.input).map(spelled), rules);
  const mapping = { ...changed, basePath: basePathOf(changed.basePath) };
  check(mapping, call.account);
  checkFree(
    mapping.basePath,
    mappingsOf(call).filter(({ basePath }) => basePath !== before.basePath),
  );
  domainOf(call).mappings[idOf(written)] = httpMapping(mapping, idOf(written));
  return mapping;
}

function spelled(patch: Patch): Patch {
  return patch.path === '/restapiId' ? { ...patch, path: '/restApiId', parts: ['restApiId'] } : patch;
}
