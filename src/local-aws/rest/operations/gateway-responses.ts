import type { GatewayResponseItem } from '../control-plane.js';
import { type GatewayResponseType, gatewayResponseTypes, shownResponse } from '../gateway-response-defaults.js';
import type { Input } from '../input.js';
import { apiOf, put } from '../lookup.js';
import { pageOf, pageQuery } from '../pages.js';
import { type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest, notFound } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';

const at = '/restapis/{restApiId}/gatewayresponses';

/** All texts in this file are recorded. @see https://docs.aws.amazon.com/apigateway/latest/api/API_GatewayResponse.html */
export const gatewayResponseOperations: RestOperation[] = [
  restOperation({ name: 'PutGatewayResponse', at: `PUT ${at}/{responseType}`, run: putResponse }),
  restOperation({
    name: 'GetGatewayResponses',
    at: `GET ${at}`,
    query: pageQuery,
    run: (call) => {
      const set = apiOf(call).state.gatewayResponses;
      return pageOf(
        gatewayResponseTypes.map((type) => shownResponse(type, set)),
        ({ responseType }) => responseType,
        call.input,
      );
    },
  }),
  restOperation({
    name: 'GetGatewayResponse',
    at: `GET ${at}/{responseType}`,
    run: (call) => shownResponse(typeOf(call.input), apiOf(call).state.gatewayResponses),
  }),
  restOperation({ name: 'UpdateGatewayResponse', at: `PATCH ${at}/{responseType}`, run: update }),
  restOperation({ name: 'DeleteGatewayResponse', at: `DELETE ${at}/{responseType}`, run: remove }),
];

function typeOf(input: Input): GatewayResponseType {
  input.required('responseType');
  return input.oneOf('responseType', gatewayResponseTypes, true) ?? 'DEFAULT_4XX';
}

function putResponse(call: Call) {
  const { input } = call;
  const responseType = typeOf(input);
  const { state } = apiOf(call);
  const statusCode = input.text('statusCode');
  // Our inference.
  if (statusCode !== undefined && !/^[1-5]\d\d$/.test(statusCode)) throw badRequest('Invalid status code specified');
  put(
    state.gatewayResponses,
    {
      responseType,
      ...(statusCode !== undefined && { statusCode }),
      responseParameters: input.texts('responseParameters') ?? {},
      responseTemplates: input.texts('responseTemplates') ?? {},
      defaultResponse: false,
    },
    ({ responseType: one }) => one,
  );
  return shownResponse(responseType, state.gatewayResponses);
}

const rules: PatchRules = {
  wording: 'short',
  rules: [
    { path: '/statusCode', ops: ['replace'], kind: 'property' },
    { path: '/responseParameters/*', ops: ['add', 'remove', 'replace'], kind: 'entry' },
    { path: '/responseTemplates/*', ops: ['add', 'remove', 'replace'], kind: 'entry' },
  ],
};

/** One that is not set yet starts from what is shown for it. */
function update(call: Call) {
  const { input } = call;
  const responseType = typeOf(input);
  const { state } = apiOf(call);
  const { defaultResponse: _, ...shown } = shownResponse(responseType, state.gatewayResponses);
  const { responseParameters, responseTemplates, ...changed } = patched(shown, patchesOf(input), rules);
  const response: GatewayResponseItem = {
    ...changed,
    responseParameters: responseParameters ?? {},
    responseTemplates: responseTemplates ?? {},
    defaultResponse: false,
  };
  put(state.gatewayResponses, response, ({ responseType: one }) => one);
  return shownResponse(responseType, state.gatewayResponses);
}

function remove(call: Call) {
  const responseType = typeOf(call.input);
  const { state } = apiOf(call);
  const others = state.gatewayResponses.filter((one) => one.responseType !== responseType);
  if (others.length === state.gatewayResponses.length) throw notFound('Gateway response type not defined on api');
  state.gatewayResponses = others;
  return {};
}
