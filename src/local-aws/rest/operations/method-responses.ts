import type { MethodResponseItem } from '../control-plane.js';
import { known } from '../input.js';
import { apiOf, methodOf, responseOf } from '../lookup.js';
import { type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest, conflict } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';
import { checkModels } from './methods.js';

const at = '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/responses/{statusCode}';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_MethodResponse.html */
export const methodResponseOperations: RestOperation[] = [
  restOperation({ name: 'PutMethodResponse', at: `PUT ${at}`, run: putResponse }),
  restOperation({
    name: 'GetMethodResponse',
    at: `GET ${at}`,
    run: (call) => responseOf(methodOf(call).methodResponses, call.input.required('statusCode')),
  }),
  restOperation({ name: 'UpdateMethodResponse', at: `PATCH ${at}`, status: 201, run: update }),
  restOperation({ name: 'DeleteMethodResponse', at: `DELETE ${at}`, status: 204, run: remove }),
];

function putResponse(call: Call): MethodResponseItem {
  const { input } = call;
  const method = methodOf(call);
  const response: MethodResponseItem = known({
    statusCode: statusOf(input.required('statusCode')),
    responseParameters: input.booleans('responseParameters'),
    responseModels: input.texts('responseModels'),
  });
  checkModels(response.responseModels, apiOf(call).state);
  // From reports of users (C).
  if (method.methodResponses?.[response.statusCode]) throw conflict('Response already exists for this resource');
  method.methodResponses = { ...method.methodResponses, [response.statusCode]: response };
  return response;
}

/** The text is our inference. */
export function statusOf(text: string): string {
  if (!/^[1-5]\d\d$/.test(text)) throw badRequest('Invalid status code specified');
  return text;
}

const rules: PatchRules = {
  wording: 'short',
  rules: [
    { path: '/responseParameters/*', ops: ['add', 'remove', 'replace'], kind: 'entry', value: 'boolean' },
    { path: '/responseModels/*', ops: ['add', 'remove', 'replace'], kind: 'entry' },
  ],
};

function update(call: Call): MethodResponseItem {
  const method = methodOf(call);
  const response = responseOf(method.methodResponses, call.input.required('statusCode'));
  const changed = patched(response, patchesOf(call.input), rules);
  checkModels(changed.responseModels, apiOf(call).state);
  method.methodResponses = { ...method.methodResponses, [changed.statusCode]: changed };
  return changed;
}

function remove(call: Call) {
  const method = methodOf(call);
  const { statusCode } = responseOf(method.methodResponses, call.input.required('statusCode'));
  const { [statusCode]: _, ...others } = method.methodResponses ?? {};
  if (Object.keys(others).length > 0) method.methodResponses = others;
  else delete method.methodResponses;
  return {};
}
