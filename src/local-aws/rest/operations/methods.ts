import type { MethodAccess } from '../access.js';
import { invalidAuthorizer } from '../access.js';
import type { MethodItem, RestApiState } from '../control-plane.js';
import { known } from '../input.js';
import { invalid as unmappableParameter } from '../integration-responses.js';
import { apiOf, methodOf, resourceOf } from '../lookup.js';
import { verbs } from '../methods.js';
import { type Patch, type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest, conflict } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';

const at = '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Method.html */
export const methodOperations: RestOperation[] = [
  restOperation({ name: 'PutMethod', at: `PUT ${at}`, run: putMethod }),
  restOperation({ name: 'GetMethod', at: `GET ${at}`, run: methodOf }),
  restOperation({ name: 'UpdateMethod', at: `PATCH ${at}`, run: update }),
  restOperation({
    name: 'DeleteMethod',
    at: `DELETE ${at}`,
    status: 204,
    run: (call) => {
      const { httpMethod } = methodOf(call);
      delete resourceOf(call).resourceMethods[httpMethod];
      return {};
    },
  }),
];

const authorizationTypes = ['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'] as const;

/** The checks come in the order that the recording shows. */
function putMethod(call: Call): MethodItem {
  const { input } = call;
  const resource = resourceOf(call);
  const httpMethod = input.required('httpMethod');
  if (!verbs.includes(httpMethod)) {
    throw badRequest(`Invalid HttpMethod specified. Valid options are ${verbs.join(',')}`);
  }
  const method: MethodItem = known({
    httpMethod,
    authorizationType: typeOf(input.required('authorizationType')),
    authorizerId: input.text('authorizerId'),
    authorizationScopes: input.list('authorizationScopes'),
    apiKeyRequired: input.boolean('apiKeyRequired') ?? false,
    requestValidatorId: input.text('requestValidatorId'),
    operationName: input.text('operationName'),
    requestParameters: input.booleans('requestParameters'),
    requestModels: input.texts('requestModels'),
  });
  checkMethod(method, apiOf(call).state);
  // From reports of users (C).
  if (resource.resourceMethods[httpMethod]) throw conflict('Method already exists for this resource');
  resource.resourceMethods[httpMethod] = method;
  return method;
}

/** Upper and lower case are the same (recorded). The refusal's text is our inference. */
function typeOf(text: string): MethodAccess['authorizationType'] {
  const type = authorizationTypes.find((one) => one === text.toUpperCase());
  if (type === undefined) throw badRequest(`Invalid authorization type specified: ${text}`);
  return type;
}

function checkMethod(method: MethodItem, state: RestApiState): void {
  const { authorizationType, authorizerId, requestValidatorId, requestModels, requestParameters } = method;
  const isAuthorized = authorizationType === 'CUSTOM' || authorizationType === 'COGNITO_USER_POOLS';
  if (isAuthorized && !state.authorizers.some(({ id }) => id === authorizerId)) throw badRequest(invalidAuthorizer);
  if (requestValidatorId && !state.requestValidators.some(({ id }) => id === requestValidatorId)) {
    throw badRequest('Invalid Request Validator identifier specified');
  }
  checkModels(requestModels, state);
  const wrong = Object.keys(requestParameters ?? {}).find(
    (key) => !/^method\.request\.(path|querystring|header)\../.test(key),
  );
  if (wrong !== undefined) throw badRequest(unmappableParameter(wrong));
}

/** @throws RefusedCall for a model that is not there (recorded) */
export function checkModels(models: Record<string, string> | undefined, state: RestApiState): void {
  const missing = Object.values(models ?? {}).find((name) => !state.models.some((one) => one.name === name));
  if (missing !== undefined) throw badRequest(`Invalid model identifier specified: ${missing}`);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateMethod-Patch */
const rules: PatchRules = {
  wording: 'short',
  rules: [
    { path: '/authorizationScopes', ops: ['add', 'remove'], kind: 'values' },
    { path: '/authorizationType', ops: ['replace'], kind: 'property', needed: true },
    { path: '/authorizerId', ops: ['replace'], kind: 'property' },
    { path: '/apiKeyRequired', ops: ['replace'], kind: 'property', value: 'boolean', needed: true },
    { path: '/operationName', ops: ['replace'], kind: 'property' },
    { path: '/requestParameters/*', ops: ['add', 'remove', 'replace'], kind: 'entry', value: 'boolean' },
    { path: '/requestModels/*', ops: ['add', 'remove', 'replace'], kind: 'entry' },
    { path: '/requestValidatorId', ops: ['replace'], kind: 'property' },
  ],
};

function update(call: Call): MethodItem {
  const method = methodOf(call);
  const changed = withAuthorizer(patched(method, patchesOf(call.input).map(withType), rules));
  checkMethod(changed, apiOf(call).state);
  resourceOf(call).resourceMethods[method.httpMethod] = changed;
  return changed;
}

function withType(patch: Patch): Patch {
  return patch.path === '/authorizationType' && patch.value ? { ...patch, value: typeOf(patch.value) } : patch;
}

/** A method that nobody authorizes has no authorizer (our inference). */
function withAuthorizer(method: MethodItem): MethodItem {
  const { authorizerId: _, ...open } = method;
  return method.authorizationType === 'NONE' || method.authorizationType === 'AWS_IAM' ? open : method;
}
