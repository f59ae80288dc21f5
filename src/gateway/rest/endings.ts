import type { RestApi } from '../../model/index.js';
import type { Exchange, GatewayResponse } from '../gateway.js';
import { restContext } from '../payload/rest-context.js';
import type { Arrival, RoutedRequest } from '../payload/rest-request.js';
import { type Access, open } from './access.js';
import type { Calls } from './calls.js';
import { isStop, type Stop } from './faults.js';
import { openGatewayResponses } from './gateway-responses.js';
import type { OpenMethod } from './methods.js';
import type { AuthorizerScope } from './policy-call.js';
import { completeResponse, textResponse } from './replies.js';

/** How a request ended: with an answer, or before there was one. */
export interface Ended {
  request: Arrival | RoutedRequest;
  calls: Calls;
  end: GatewayResponse | Stop;
  /** Absent when none took the request. */
  method?: OpenMethod;
  /** Absent before authorization. */
  access?: Access;
}

/** @returns what makes of an ending the exchange, with the answer that the client gets */
export function openEndings(
  { gatewayResponses }: RestApi,
  { deployment, settings }: Pick<AuthorizerScope, 'deployment' | 'settings'>,
): (ended: Ended) => Exchange {
  const respond = openGatewayResponses(gatewayResponses);

  function scopeFor({ request, access = open }: Ended) {
    const context = restContext(request, deployment, access.caller);
    return { request, context, stageVariables: deployment.stageVariables };
  }

  return (ended) => {
    const { request, calls, end, method, access = open } = ended;
    const answer = isStop(end) && 'fault' in end ? respond(end, scopeFor(ended)) : end;
    const missing = 'notSimulated' in answer ? [answer.notSimulated] : [];
    return {
      request: request.packed ?? request.sent,
      ...(method && { route: method.route }),
      authorization: access.result,
      calls: calls.made,
      response: completeResponse('notSimulated' in answer ? notSimulated(answer.notSimulated) : answer, request),
      unsupported: [...(method?.notSimulated ?? settings.notSimulated), ...access.notSimulated, ...missing],
    };
  };
}

/** Our own words with a status that API Gateway never sends, so that nobody takes them for AWS's. */
function notSimulated(feature: string): GatewayResponse {
  return textResponse(501, [], JSON.stringify({ message: `Not simulated: ${feature}`, unsupported: feature }));
}
