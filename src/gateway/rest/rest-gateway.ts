import { type Operation, type RestApi, routeKey } from '../../model/index.js';
import type { Backends, Deployment, Exchange, Gateway, GatewayRequest, GatewayResponse } from '../gateway.js';
import { restContext } from '../payload/rest-context.js';
import { type Arrival, arrive, type RoutedRequest } from '../payload/rest-request.js';
import { refusalBySize, refusedExchange } from '../refusals.js';
import { type Access, nobody } from './access.js';
import { openAuthorizers } from './authorizers.js';
import { type Calls, recordCalls } from './calls.js';
import { isStop, type Stop } from './faults.js';
import { respondToFault } from './gateway-responses.js';
import { signingKeyOf, unsigned } from './iam.js';
import { integrate, noIntegration } from './integrations.js';
import { completeResponse, textResponse } from './replies.js';
import { buildResources, type MethodMatch, matchMethod } from './resources.js';
import { notSimulatedByMethod, readSettings } from './settings.js';
import { openValidation } from './validation.js';

/**
 * Opens a simulated REST API: AWS's own stages in order, one request at a time or many at once. What the definition asks
 * for and the simulator lacks is named in `unsupported` of the exchange; where it decides the answer, the answer is 501.
 *
 * @param deployment stage, ids, clock and API keys, which the definition does not hold
 */
export function openRestGateway(api: RestApi, backends: Backends, deployment: Deployment): Gateway {
  const settings = readSettings(api);
  const resources = buildResources(api.operations);
  const authorize = openAuthorizers(api, deployment, settings);
  const validate = openValidation();
  const missing = new Map<Operation, string[]>();

  async function handle(sent: GatewayRequest): Promise<Exchange> {
    const oversize = refusalBySize('rest', sent);
    if (oversize) return refusedExchange(sent, oversize);
    const arrival = arrive(sent, deployment);
    const calls = recordCalls(backends);
    const match = matchMethod(resources, arrival.method, arrival.path);
    if (!match) return close(arrival, calls, { end: notFound(arrival) });
    const request = routed(arrival, match);
    const access = await authorize(match.operation, request, calls);
    const end = access.fault ?? (await serve(match, request, { access, calls }));
    return close(request, calls, { end, match, access });
  }

  async function serve(
    { operation }: MethodMatch,
    request: RoutedRequest,
    { access: { caller }, calls }: { access: Access; calls: Calls },
  ): Promise<GatewayResponse | Stop> {
    const invalid = await validate(operation, request);
    if (invalid) return invalid;
    const { integration } = operation;
    if (!integration) return noIntegration;
    return integrate({ integration, request, caller, calls, deployment, settings });
  }

  function missingIn(operation: Operation): string[] {
    const features = missing.get(operation) ?? notSimulatedByMethod(api, operation);
    missing.set(operation, features);
    return features;
  }

  async function close(request: Arrival | RoutedRequest, calls: Calls, ended: Ended): Promise<Exchange> {
    const { end, match, access } = ended;
    const answer = isStop(end) && 'fault' in end ? await respondToFault(end, api.gatewayResponses, scope()) : end;
    return {
      request: request.sent,
      ...(match && { route: routeKey(match.operation.route) }),
      authorization: access?.result ?? { kind: 'open' },
      calls: calls.made,
      response: completeResponse('notSimulated' in answer ? notSimulated(answer.notSimulated) : answer, request),
      unsupported: [
        ...settings.notSimulated,
        ...(match ? missingIn(match.operation) : []),
        ...(access?.notSimulated ?? []),
        ...('notSimulated' in answer ? [answer.notSimulated] : []),
      ],
    };

    function scope() {
      const context = restContext(request, deployment, access?.caller ?? nobody);
      return { request, context, stageVariables: deployment.stageVariables };
    }
  }

  return { kind: 'rest', handle };
}

/** How a request ended: with an answer, or before there was one. */
interface Ended {
  end: GatewayResponse | Stop;
  match?: MethodMatch;
  access?: Access;
}

function routed(arrival: Arrival, { operation, resource, pathParameters }: MethodMatch): RoutedRequest {
  // Field by field: a copy that grows costs several times as much.
  const { sent, method, path, query, requestId, extendedRequestId, traceId, time } = arrival;
  const { id, path: resourcePath } = resource;
  const request: RoutedRequest = {
    sent,
    method,
    path,
    query,
    requestId,
    extendedRequestId,
    traceId,
    time,
    resource: { id, path: resourcePath },
    pathParameters,
  };
  if (operation.operationId !== undefined) request.operationName = operation.operationId;
  return request;
}

/** An unknown path or verb looks like a missing signature; a signed request learns that there is nothing (RT-ROUTE-404-SIGNED, body unverified). */
function notFound(request: Arrival): Stop {
  if (signingKeyOf(request) === undefined) return unsigned(request);
  return { fault: 'RESOURCE_NOT_FOUND', message: 'Not Found' };
}

/** Our own words with a status that API Gateway never sends, so that nobody takes them for AWS's. */
function notSimulated(feature: string): GatewayResponse {
  return textResponse(501, [], JSON.stringify({ message: `Not simulated: ${feature}`, unsupported: feature }));
}
