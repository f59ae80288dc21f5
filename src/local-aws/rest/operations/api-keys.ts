import type { ApiKeyItem } from '../account.js';
import { known } from '../input.js';
import { own } from '../lookup.js';
import { pageOf, pageQuery } from '../pages.js';
import { type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest, conflict, notFound } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';
import { secondsOf } from './rest-apis.js';

/** The texts in this file are from reports of users (C). @see https://docs.aws.amazon.com/apigateway/latest/api/API_ApiKey.html */
export const apiKeyOperations: RestOperation[] = [
  restOperation({ name: 'CreateApiKey', at: 'POST /apikeys', run: create }),
  restOperation({
    name: 'GetApiKeys',
    at: 'GET /apikeys',
    query: { ...pageQuery, nameQuery: 'name', customerId: 'customerId', includeValues: 'includeValues' },
    run: ({ account, input }) => {
      const [name, customer] = [input.text('nameQuery') ?? '', input.text('customerId')];
      const keys = Object.values(account.apiKeys)
        .filter((key) => (key.name ?? '').startsWith(name) && (customer === undefined || key.customerId === customer))
        .map((key) => keyAnswer(key, input.boolean('includeValues') ?? false));
      return pageOf(keys, ({ id }) => id, input);
    },
  }),
  restOperation({
    name: 'GetApiKey',
    at: 'GET /apikeys/{apiKey}',
    query: { includeValue: 'includeValue' },
    run: (call) => keyAnswer(apiKeyOf(call), call.input.boolean('includeValue') ?? false),
  }),
  restOperation({ name: 'UpdateApiKey', at: 'PATCH /apikeys/{apiKey}', run: update }),
  restOperation({ name: 'DeleteApiKey', at: 'DELETE /apikeys/{apiKey}', run: remove }),
];

function keyAnswer(key: ApiKeyItem, withValue: boolean): Omit<ApiKeyItem, 'value'> & { value?: string } {
  const { value, ...shown } = key;
  return withValue ? { ...shown, value } : shown;
}

function apiKeyOf({ account, input }: Call): ApiKeyItem {
  const key = own(account.apiKeys, input.required('apiKey'));
  if (!key) throw notFound('Invalid API Key identifier specified');
  return key;
}

function create({ account, input, world }: Call): ApiKeyItem {
  const value = input.text('value') || world.newId(40);
  if (value.length < 20) throw badRequest('API Key value should be at least 20 characters');
  if (Object.values(account.apiKeys).some((one) => one.value === value)) throw conflict('API Key already exists');
  const now = secondsOf(world);
  const key: ApiKeyItem = {
    id: world.newId(10),
    value,
    ...known({
      name: input.text('name'),
      customerId: input.text('customerId'),
      description: input.text('description'),
    }),
    enabled: input.boolean('enabled') ?? false,
    createdDate: now,
    lastUpdatedDate: now,
    stageKeys: input.objects('stageKeys').map(({ restApiId, stageName }) => `${restApiId}/${stageName}`),
    ...known({ tags: input.texts('tags') }),
  };
  account.apiKeys[key.id] = key;
  return key;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateApiKey-Patch */
const rules: PatchRules = {
  wording: 'long',
  rules: [
    { path: '/name', ops: ['replace'], kind: 'property' },
    { path: '/customerId', ops: ['replace'], kind: 'property' },
    { path: '/description', ops: ['replace'], kind: 'property' },
    { path: '/enabled', ops: ['replace'], kind: 'property', value: 'boolean', needed: true },
    { path: '/stages', ops: ['add', 'remove'], kind: 'values' },
  ],
};

function update(call: Call) {
  // Its stages are `stageKeys` where it is shown.
  const { stageKeys, ...rest } = apiKeyOf(call);
  const { stages, ...changed } = patched({ ...rest, stages: stageKeys }, patchesOf(call.input), rules);
  const key: ApiKeyItem = { ...changed, stageKeys: stages ?? [], lastUpdatedDate: secondsOf(call.world) };
  call.account.apiKeys[key.id] = key;
  return keyAnswer(key, false);
}

function remove(call: Call) {
  const { id } = apiKeyOf(call);
  for (const plan of Object.values(call.account.usagePlans)) plan.keys = plan.keys.filter((one) => one !== id);
  delete call.account.apiKeys[id];
  return {};
}
