import type { IntegrationResponseItem, MethodItem } from '../control-plane.js';
import { known } from '../input.js';
import { invalid } from '../integration-responses.js';
import { integrationOf, methodOf, responseOf } from '../lookup.js';
import { type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';
import { statusOf } from './method-responses.js';

const at = '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration/responses/{statusCode}';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_IntegrationResponse.html */
export const integrationResponseOperations: RestOperation[] = [
  restOperation({ name: 'PutIntegrationResponse', at: `PUT ${at}`, run: putResponse }),
  restOperation({
    name: 'GetIntegrationResponse',
    at: `GET ${at}`,
    run: (call) => responseOf(integrationOf(call).integrationResponses, call.input.required('statusCode')),
  }),
  restOperation({ name: 'UpdateIntegrationResponse', at: `PATCH ${at}`, run: update }),
  restOperation({ name: 'DeleteIntegrationResponse', at: `DELETE ${at}`, status: 204, run: remove }),
];

function putResponse(call: Call): IntegrationResponseItem {
  const { input } = call;
  const contentHandling = input.oneOf('contentHandling', ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT']);
  const integration = integrationOf(call);
  const response: IntegrationResponseItem = known({
    statusCode: statusOf(input.required('statusCode')),
    selectionPattern: input.text('selectionPattern'),
    responseParameters: input.texts('responseParameters'),
    // An empty map stays one (recorded).
    responseTemplates: input.templates('responseTemplates'),
    contentHandling,
  });
  check(response, methodOf(call));
  integration.integrationResponses = { ...integration.integrationResponses, [response.statusCode]: response };
  return response;
}

/** Targets must be declared by the method response, as an import demands too. */
function check({ statusCode, responseParameters }: IntegrationResponseItem, { methodResponses }: MethodItem): void {
  const declared = methodResponses?.[statusCode]?.responseParameters ?? {};
  const wrong = Object.keys(responseParameters ?? {}).find((target) => declared[target] === undefined);
  if (wrong !== undefined) throw badRequest(invalid(wrong));
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateIntegrationResponse-Patch */
const rules: PatchRules = {
  wording: 'short',
  rules: [
    { path: '/selectionPattern', ops: ['replace'], kind: 'property' },
    { path: '/contentHandling', ops: ['replace', 'remove'], kind: 'property' },
    { path: '/responseParameters/*', ops: ['add', 'remove', 'replace'], kind: 'entry' },
    { path: '/responseTemplates/*', ops: ['add', 'remove', 'replace'], kind: 'entry' },
  ],
};

function update(call: Call): IntegrationResponseItem {
  const integration = integrationOf(call);
  const response = responseOf(integration.integrationResponses, call.input.required('statusCode'));
  const changed = patched(response, patchesOf(call.input), rules);
  check(changed, methodOf(call));
  integration.integrationResponses = { ...integration.integrationResponses, [changed.statusCode]: changed };
  return changed;
}

/** Without the last there is no map any more (recorded). */
function remove(call: Call) {
  const integration = integrationOf(call);
  const { statusCode } = responseOf(integration.integrationResponses, call.input.required('statusCode'));
  const { [statusCode]: _, ...others } = integration.integrationResponses ?? {};
  if (Object.keys(others).length > 0) integration.integrationResponses = others;
  else delete integration.integrationResponses;
  return {};
}
