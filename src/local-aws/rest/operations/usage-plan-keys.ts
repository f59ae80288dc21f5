import type { ApiKeyItem } from '../account.js';
import { own } from '../lookup.js';
import { pageOf, pageQuery } from '../pages.js';
import { badRequest, conflict, notFound } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';
import { usagePlanOf } from './usage-plans.js';

const at = '/usageplans/{usagePlanId}/keys';

/** The texts in this file are from reports of users (C). @see https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlanKey.html */
export const usagePlanKeyOperations: RestOperation[] = [
  restOperation({ name: 'CreateUsagePlanKey', at: `POST ${at}`, run: create }),
  restOperation({
    name: 'GetUsagePlanKeys',
    at: `GET ${at}`,
    query: { ...pageQuery, nameQuery: 'name' },
    run: (call) => {
      const name = call.input.text('nameQuery') ?? '';
      const keys = usagePlanOf(call).keys.flatMap((id) => own(call.account.apiKeys, id) ?? []);
      const named = keys.filter((key) => (key.name ?? '').startsWith(name));
      return pageOf(named.map(keyAnswer), ({ id }) => id, call.input);
    },
  }),
  restOperation({ name: 'GetUsagePlanKey', at: `GET ${at}/{keyId}`, run: (call) => keyAnswer(keyOf(call)) }),
  restOperation({
    name: 'DeleteUsagePlanKey',
    at: `DELETE ${at}/{keyId}`,
    run: (call) => {
      const { id } = keyOf(call);
      const plan = usagePlanOf(call);
      plan.keys = plan.keys.filter((one) => one !== id);
      return {};
    },
  }),
];

function keyAnswer({ id, value, name }: ApiKeyItem) {
  return { id, type: 'API_KEY', value, ...(name !== undefined && { name }) };
}

function keyOf(call: Call): ApiKeyItem {
  const id = call.input.required('keyId');
  const key = usagePlanOf(call).keys.includes(id) ? own(call.account.apiKeys, id) : undefined;
  if (!key) throw notFound('Invalid API Key identifier specified');
  return key;
}

function create(call: Call) {
  const { account, input } = call;
  const plan = usagePlanOf(call);
  if (input.required('keyType') !== 'API_KEY')
    throw badRequest('Invalid key type specified. Valid options are API_KEY');
  const key = own(account.apiKeys, input.required('keyId'));
  if (!key) throw notFound('Invalid API Key identifier specified');
  if (plan.keys.includes(key.id)) throw conflict('Usage Plan Key already exists in this Usage Plan');
  plan.keys = [...plan.keys, key.id];
  return keyAnswer(key);
}
