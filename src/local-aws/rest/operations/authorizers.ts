import type { AuthorizerItem } from '../control-plane.js';
import { known } from '../input.js';
import { apiOf, itemOf, put } from '../lookup.js';
import { pageOf, pageQuery } from '../pages.js';
import { type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest, conflict } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';

const at = '/restapis/{restApiId}/authorizers';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html */
export const authorizerOperations: RestOperation[] = [
  restOperation({ name: 'CreateAuthorizer', at: `POST ${at}`, run: create }),
  restOperation({
    name: 'GetAuthorizers',
    at: `GET ${at}`,
    query: pageQuery,
    run: (call) => pageOf(apiOf(call).state.authorizers, ({ id }) => id, call.input),
  }),
  restOperation({ name: 'GetAuthorizer', at: `GET ${at}/{authorizerId}`, run: authorizerOf }),
  restOperation({ name: 'UpdateAuthorizer', at: `PATCH ${at}/{authorizerId}`, run: update }),
  restOperation({ name: 'DeleteAuthorizer', at: `DELETE ${at}/{authorizerId}`, run: remove }),
];

/** The texts in this file are our inference, from the names of the fields and reports of users (C). */
function authorizerOf(call: Call): AuthorizerItem {
  const id = call.input.required('authorizerId');
  return itemOf(apiOf(call).state.authorizers, (one) => one.id === id, 'Invalid Authorizer identifier specified');
}

function create(call: Call): AuthorizerItem {
  const { input, world } = call;
  const name = input.required('name');
  input.required('type');
  const type = input.oneOf('type', ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS']) ?? 'TOKEN';
  const { state } = apiOf(call);
  const authorizer: AuthorizerItem = {
    id: world.newId(6),
    name,
    type,
    ...known({ providerARNs: input.list('providerARNs') }),
    authType: input.text('authType') ?? (type === 'COGNITO_USER_POOLS' ? 'cognito_user_pools' : 'custom'),
    ...known({
      authorizerUri: input.text('authorizerUri'),
      authorizerCredentials: input.text('authorizerCredentials'),
      identitySource: input.text('identitySource'),
      identityValidationExpression: input.text('identityValidationExpression'),
      authorizerResultTtlInSeconds: input.number('authorizerResultTtlInSeconds'),
    }),
  };
  if (state.authorizers.some((one) => one.name === name)) {
    throw badRequest(`Authorizer name must be unique. Authorizer ${name} already exists in this RestApi.`);
  }
  check(authorizer);
  put(state.authorizers, authorizer, (one) => one.name);
  return authorizer;
}

function check({ type, authorizerUri, providerARNs, authorizerResultTtlInSeconds: ttl = 300 }: AuthorizerItem): void {
  if (!Number.isInteger(ttl) || ttl < 0 || ttl > 3600) {
    throw badRequest('Invalid AuthorizerResultTtlInSeconds specified. Value must be between 0 and 3600');
  }
  if (type === 'COGNITO_USER_POOLS') {
    if (!providerARNs?.length) throw badRequest('Invalid provider ARNs specified');
  } else if (!authorizerUri?.startsWith('arn:')) {
    throw badRequest(
      `Invalid Authorizer URI: ${authorizerUri ?? ''}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`,
    );
  }
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateAuthorizer-Patch */
const rules: PatchRules = {
  wording: 'long',
  rules: [
    { path: '/name', ops: ['replace'], kind: 'property', needed: true },
    { path: '/type', ops: ['replace'], kind: 'property', needed: true },
    { path: '/authType', ops: ['replace'], kind: 'property', needed: true },
    { path: '/authorizerUri', ops: ['replace'], kind: 'property' },
    { path: '/authorizerCredentials', ops: ['replace'], kind: 'property' },
    { path: '/authorizerResultTtlInSeconds', ops: ['replace'], kind: 'property', value: 'number' },
    { path: '/identitySource', ops: ['replace'], kind: 'property' },
    { path: '/identityValidationExpression', ops: ['replace'], kind: 'property' },
    { path: '/providerARNs', ops: ['add', 'remove'], kind: 'values' },
  ],
};

function update(call: Call): AuthorizerItem {
  const changed = patched(authorizerOf(call), patchesOf(call.input), rules);
  check(changed);
  const { state } = apiOf(call);
  state.authorizers = state.authorizers.map((one) => (one.id === changed.id ? changed : one));
  return changed;
}

function remove(call: Call) {
  const { id } = authorizerOf(call);
  const { state } = apiOf(call);
  const isUsed = state.resources.some(({ resourceMethods }) =>
    Object.values(resourceMethods).some((one) => one.authorizerId === id),
  );
  if (isUsed) throw conflict('Cannot delete authorizer, is referenced in method');
  state.authorizers = state.authorizers.filter((one) => one.id !== id);
  return {};
}
