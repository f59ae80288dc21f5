import type { HttpProxyIntegration } from '../../model/index.js';
import type { Backends, GatewayResponse, UpstreamCall, UpstreamOutcome, UpstreamRequest } from '../gateway.js';
import { withoutHeaders } from '../headers.js';
import { fillStageVariables } from '../stage-variables.js';
import type { Answer } from './answer.js';
import { serverError, unavailable } from './errors.js';
import { unmapped } from './invocation.js';
import { mapRequest, mapResponse, type RequestSource } from './parameters.js';
import { hopByHop, upstreamHeaders } from './upstream-headers.js';
import { upstreamUrl } from './upstream-url.js';

/**
 * Sends the request on to an HTTP backend, public or behind a VPC link, and hands its answer back: status and headers
 * unchanged (RT-HTTP-STATUS, RT-HTTP-RHDR), redirects not followed (RT-HTTP-3XX, U).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
 */
export async function integrateHttpProxy(
  integration: HttpProxyIntegration,
  source: RequestSource,
  backends: Backends,
): Promise<Answer> {
  const call = callOf(integration, source);
  const outcome = await backends.sendHttp(call.request, integration.timeoutInMillis);
  return { response: responseOf(outcome, integration, source), calls: [call], unsupported: [] };
}

function callOf(integration: HttpProxyIntegration, source: RequestSource): UpstreamCall {
  const request = upstreamRequest(integration, source);
  if (integration.vpcLinkId === undefined) return { kind: 'http', request };
  const { stageVariables } = source.invocation.deployment;
  return { kind: 'http', vpcLinkId: fillStageVariables(integration.vpcLinkId.text, stageVariables), request };
}

/** The integration's verb, `ANY` standing for the client's (RT-HTTP-METHOD). */
function upstreamRequest(integration: HttpProxyIntegration, source: RequestSource): UpstreamRequest {
  const { invocation } = source;
  const { body } = invocation.request;
  const headers = upstreamHeaders(integration, invocation);
  const outgoing = mapRequest(integration.requestParameters, { ...unmapped(invocation), headers }, source);
  return {
    method: integration.method === 'ANY' ? invocation.request.method : integration.method,
    url: upstreamUrl(integration, invocation, outgoing),
    headers: outgoing.headers.map(([name, value]) => [name.toLowerCase(), value]),
    ...(body ? { body } : {}),
  };
}

/**
 * A backend that is too slow: 503 (RT-ERR-TIMEOUT, recorded). One that cannot be reached: 503 too, AWS's own answer is not
 * known (RT-HTTP-DNS, U). An address that is none: 500 (RT-HTTP-BADURI, I).
 */
function responseOf(
  outcome: UpstreamOutcome,
  integration: HttpProxyIntegration,
  source: RequestSource,
): GatewayResponse {
  switch (outcome.kind) {
    case 'answered': {
      const headers = withoutHeaders(outcome.response.headers, hopByHop);
      return mapResponse(integration.responseParameters, { ...outcome.response, headers }, source);
    }
    case 'unreachable':
      return outcome.reason === 'not-an-address' ? serverError() : unavailable();
    case 'timed-out':
      return unavailable();
  }
}
