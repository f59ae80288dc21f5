import { isObject, type JsonObject } from '../../../model/index.js';
import type { ApiStage, RestAccount, UsagePlanItem, UsagePlanRecord } from '../account.js';
import { known } from '../input.js';
import { itemOf, own } from '../lookup.js';
import { pageOf, pageQuery } from '../pages.js';
import { type Patch, type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest, notFound } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';

/** The texts in this file are from reports of users (C). @see https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlan.html */
export const usagePlanOperations: RestOperation[] = [
  restOperation({ name: 'CreateUsagePlan', at: 'POST /usageplans', run: create }),
  restOperation({
    name: 'GetUsagePlans',
    at: 'GET /usageplans',
    query: { ...pageQuery, keyId: 'keyId' },
    run: ({ account, input }) => {
      const keyId = input.text('keyId');
      const plans = Object.values(account.usagePlans).filter(({ keys }) => keyId === undefined || keys.includes(keyId));
      return pageOf(
        plans.map(({ item }) => item),
        ({ id }) => id,
        input,
      );
    },
  }),
  restOperation({ name: 'GetUsagePlan', at: 'GET /usageplans/{usagePlanId}', run: (call) => usagePlanOf(call).item }),
  restOperation({ name: 'UpdateUsagePlan', at: 'PATCH /usageplans/{usagePlanId}', run: update }),
  restOperation({ name: 'DeleteUsagePlan', at: 'DELETE /usageplans/{usagePlanId}', run: remove }),
];

/** @throws RefusedCall where the account has no such plan */
export function usagePlanOf({ account, input }: Call): UsagePlanRecord {
  const plan = own(account.usagePlans, input.required('usagePlanId'));
  if (!plan) throw notFound('Invalid Usage Plan ID specified');
  return plan;
}

function create({ account, input, world }: Call): UsagePlanItem {
  const name = input.required('name');
  if (name === '') throw badRequest('Usage plan name cannot be blank');
  const apiStages = input.objects('apiStages').map((one) => apiStageOf(one, account));
  const item: UsagePlanItem = {
    id: world.newId(6),
    name,
    ...known({ description: input.text('description') || undefined }),
    apiStages,
    ...known({
      throttle: limits(input.object('throttle')),
      quota: limits(input.object('quota')),
      tags: input.texts('tags'),
    }),
  };
  account.usagePlans[item.id] = { item, keys: [] };
  return item;
}

/** Limits that are not set are zero in what is shown: `offset`, samples of the documentation (D). */
function limits(given: JsonObject | undefined): JsonObject | undefined {
  if (given === undefined || given['period'] === undefined) return given;
  return { ...given, offset: given['offset'] ?? 0 };
}

function apiStageOf({ apiId, stage, throttle }: JsonObject, account: RestAccount): ApiStage {
  const found = { apiId: String(apiId ?? ''), stage: String(stage ?? '') };
  if (!own(own(account.apis, found.apiId)?.stages ?? {}, found.stage)) {
    throw notFound(`API Stage not found: ${found.apiId}:${found.stage}`);
  }
  return { ...found, ...(isObject(throttle) && { throttle: throttlesOf(throttle) }) };
}

function throttlesOf(throttle: JsonObject): Record<string, JsonObject> {
  return Object.fromEntries(Object.entries(throttle).map(([key, value]) => [key, isObject(value) ? value : {}]));
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateUsagePlan-Patch */
const rules: PatchRules = {
  wording: 'long',
  rules: [
    { path: '/name', ops: ['replace'], kind: 'property', needed: true },
    { path: '/description', ops: ['replace'], kind: 'property' },
    { path: '/productCode', ops: ['replace', 'remove'], kind: 'property' },
    { path: '/throttle', ops: ['remove'], kind: 'property' },
    { path: '/throttle/burstLimit', ops: ['add', 'replace'], kind: 'property', value: 'number' },
    { path: '/throttle/rateLimit', ops: ['add', 'replace'], kind: 'property', value: 'number' },
    { path: '/quota', ops: ['remove'], kind: 'property' },
    { path: '/quota/limit', ops: ['add', 'replace'], kind: 'property', value: 'number' },
    { path: '/quota/offset', ops: ['add', 'replace'], kind: 'property', value: 'number' },
    { path: '/quota/period', ops: ['add', 'replace'], kind: 'property' },
  ],
};

function update(call: Call): UsagePlanItem {
  const plan = usagePlanOf(call);
  plan.item = patchesOf(call.input).reduce((item, patch) => withPatch(item, patch, call.account), plan.item);
  return plan.item;
}

function withPatch(item: UsagePlanItem, patch: Patch, account: RestAccount): UsagePlanItem {
  if (patch.parts[0] !== 'apiStages') return patched(item, [patch], rules);
  return { ...item, apiStages: withApiStage(item, patch, account) };
}

/** `/apiStages` adds or removes `API:STAGE`; `/apiStages/API:STAGE/throttle/…` limits a method of it. */
function withApiStage({ apiStages }: UsagePlanItem, patch: Patch, account: RestAccount): ApiStage[] {
  const [apiId = '', stage = ''] = (patch.parts[1] ?? patch.value ?? '').split(':');
  const isMeant = (one: ApiStage) => one.apiId === apiId && one.stage === stage;
  const others = apiStages.filter((one) => !isMeant(one));
  if (patch.parts.length === 1 && patch.op === 'add') return [...others, apiStageOf({ apiId, stage }, account)];
  const found = itemOf(apiStages, isMeant, `API Stage not found: ${apiId}:${stage}`);
  if (patch.parts.length === 1 && patch.op === 'remove') return others;
  if (patch.parts[2] === 'throttle') return apiStages.map((one) => (one === found ? withThrottle(one, patch) : one));
  throw badRequest(
    `Invalid patch path  '${patch.path}' specified for op '${patch.op}'. Please choose supported operations`,
  );
}

function withThrottle(stage: ApiStage, { op, parts, value }: Patch): ApiStage {
  const [, , , resource = '', verb = '', limit] = parts;
  const key = `${resource}/${verb}`;
  const { throttle = {}, ...rest } = stage;
  const { [key]: existing, ...others } = throttle;
  if (op === 'remove') return parts.length === 3 ? rest : { ...rest, throttle: others };
  if (limit !== 'rateLimit' && limit !== 'burstLimit') throw badRequest('Invalid throttle setting specified');
  return { ...rest, throttle: { ...throttle, [key]: { ...existing, [limit]: Number(value) } } };
}

function remove(call: Call) {
  const { item } = usagePlanOf(call);
  if (item.apiStages.length > 0) {
    throw badRequest(`Cannot delete Usage Plan ${item.id} because there are API stages associated with it`);
  }
  delete call.account.usagePlans[item.id];
  return {};
}
