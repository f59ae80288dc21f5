import type { HttpProxyIntegration } from '../../model/index.js';
import type { Backends, Deployment, GatewayResponse, UpstreamCall, UpstreamOutcome } from '../gateway.js';
import { withoutHeaders } from '../headers.js';
import { fillStageVariables } from '../stage-variables.js';
import type { Integrate } from './answer.js';
import { serverError, unavailable } from './errors.js';
import type { RequestSource } from './expressions.js';
import { unmapped } from './invocation.js';
import { type MapRequest, openRequestMapping, openResponseMapping } from './parameters.js';
import { hopByHop, upstreamHeaders } from './upstream-headers.js';
import { upstreamUrl } from './upstream-url.js';

/**
 * Opens an integration that sends the request on to an HTTP backend, public or behind a VPC link, and hands its answer back:
 * status and headers unchanged (RT-HTTP-STATUS, RT-HTTP-RHDR), redirects not followed (RT-HTTP-3XX, U).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
 */
export function openHttpProxy(
  integration: HttpProxyIntegration,
  backends: Backends,
  deployment: Deployment,
): Integrate {
  const mapRequest = openRequestMapping(integration.requestParameters);
  const mapResponse = openResponseMapping(integration.responseParameters);
  const vpcLinkId = integration.vpcLinkId && fillStageVariables(integration.vpcLinkId.text, deployment.stageVariables);
  return async (source) => {
    const request = upstreamRequest(integration, mapRequest, source);
    const call: UpstreamCall = { kind: 'http', ...(vpcLinkId !== undefined && { vpcLinkId }), request };
    const outcome = await backends.sendHttp(request, integration.timeoutInMillis);
    const answer = answerOf(outcome);
    const response = outcome.kind === 'answered' ? mapResponse(answer, source) : answer;
    return { response, calls: [call], unsupported: [] };
  };
}

/** The integration's verb, `ANY` standing for the client's (RT-HTTP-METHOD). */
function upstreamRequest(integration: HttpProxyIntegration, mapRequest: MapRequest, source: RequestSource) {
  const { invocation } = source;
  const { body, method } = invocation.request;
  const headers = upstreamHeaders(integration, invocation);
  const outgoing = mapRequest({ ...unmapped(invocation), headers }, source);
  return {
    method: integration.method === 'ANY' ? method : integration.method,
    url: upstreamUrl(integration, invocation, outgoing),
    headers: outgoing.headers.map(([name, value]) => [name.toLowerCase(), oneLine(value)] as const),
    ...(body ? { body } : {}),
  };
}

/** A mapped value may hold a decoded line break, which would forge a header; what AWS does with one is not known (U). */
function oneLine(value: string): string {
  return /[\r\n\0]/.test(value) ? value.replace(/[\r\n\0]+/g, ' ') : value;
}

/**
 * @returns what a backend's outcome is to the client, before it is mapped. One that is too slow: 503 (RT-ERR-TIMEOUT,
 *   recorded). One that cannot be reached: 503 too, AWS's own answer is not known (RT-HTTP-DNS, U). An address that is none:
 *   500 (RT-HTTP-BADURI, I).
 */
export function answerOf(outcome: UpstreamOutcome): GatewayResponse {
  switch (outcome.kind) {
    case 'answered':
      return { ...outcome.response, headers: withoutHeaders(outcome.response.headers, hopByHop) };
    case 'unreachable':
      return outcome.reason === 'not-an-address' ? serverError() : unavailable();
    case 'timed-out':
      return unavailable();
  }
}
