import type { RequestValidatorItem } from '../control-plane.js';
import { apiOf, itemOf, own, put } from '../lookup.js';
import { pageOf, pageQuery } from '../pages.js';
import { type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';

const at = '/restapis/{restApiId}/requestvalidators';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_RequestValidator.html */
export const requestValidatorOperations: RestOperation[] = [
  restOperation({ name: 'CreateRequestValidator', at: `POST ${at}`, run: create }),
  restOperation({
    name: 'GetRequestValidators',
    at: `GET ${at}`,
    query: pageQuery,
    run: (call) => pageOf(apiOf(call).state.requestValidators, ({ id }) => id, call.input),
  }),
  restOperation({ name: 'GetRequestValidator', at: `GET ${at}/{requestValidatorId}`, run: validatorOf }),
  restOperation({ name: 'UpdateRequestValidator', at: `PATCH ${at}/{requestValidatorId}`, run: update }),
  restOperation({ name: 'DeleteRequestValidator', at: `DELETE ${at}/{requestValidatorId}`, run: remove }),
];

/** In the words of PutMethod (recorded); that they are the same here is our inference. */
const unknown = 'Invalid Request Validator identifier specified';

/** In an API that does not exist there is none: our inference from resources. */
function validatorOf({ account, input }: Call): RequestValidatorItem {
  const id = input.required('requestValidatorId');
  const validators = own(account.apis, input.required('restApiId'))?.state.requestValidators ?? [];
  return itemOf(validators, (one) => one.id === id, unknown);
}

function create(call: Call): RequestValidatorItem {
  const { account, input, world } = call;
  const record = own(account.apis, input.required('restApiId'));
  // From reports of users (C).
  if (!record) throw badRequest('Invalid REST API identifier specified');
  const validator: RequestValidatorItem = {
    id: world.newId(6),
    name: input.text('name') ?? '',
    validateRequestBody: input.boolean('validateRequestBody') ?? false,
    validateRequestParameters: input.boolean('validateRequestParameters') ?? false,
  };
  put(record.state.requestValidators, validator, ({ id }) => id);
  record.state.requestValidators.sort((one, other) => (one.name < other.name ? -1 : 1));
  return validator;
}

const rules: PatchRules = {
  wording: 'long',
  rules: [
    // From reports of users (C).
    { path: '/name', ops: ['replace'], kind: 'property', needed: 'Request Validator name cannot be blank' },
    { path: '/validateRequestParameters', ops: ['replace'], kind: 'property', value: 'boolean', needed: true },
    { path: '/validateRequestBody', ops: ['replace'], kind: 'property', value: 'boolean', needed: true },
  ],
};

function update(call: Call): RequestValidatorItem {
  const changed = patched(validatorOf(call), patchesOf(call.input), rules);
  const { state } = apiOf(call);
  state.requestValidators = state.requestValidators.map((one) => (one.id === changed.id ? changed : one));
  return changed;
}

/** Methods that used it are no longer validated (our inference). */
function remove(call: Call) {
  const { id } = validatorOf(call);
  const { state } = apiOf(call);
  state.requestValidators = state.requestValidators.filter((one) => one.id !== id);
  for (const method of state.resources.flatMap(({ resourceMethods }) => Object.values(resourceMethods))) {
    if (method.requestValidatorId === id) delete method.requestValidatorId;
  }
  return {};
}
