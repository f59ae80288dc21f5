import type { RestApi } from '../../model/index.js';
import type { Backends, Deployment, GatewayResponse } from '../gateway.js';
import { invokeArn } from '../invoke-arn.js';
import { type Arrival, arrive, type RoutedRequest } from '../payload/rest-request.js';
import { refusalBySize, refusedExchange, type SizeLimits, sizeLimits } from '../refusals.js';
import { type Access, open } from './access.js';
import { type Calls, recordCalls } from './calls.js';
import type { Handle, Side } from './canary.js';
import { packed, unpacked } from './compression.js';
import { openEndings } from './endings.js';
import { isStop, type Stop } from './faults.js';
import { signingKeyOf, unsigned } from './iam.js';
import { integrate, noIntegration } from './integrations.js';
import type { Limits } from './limits.js';
import { type OpenMethod, openMethods } from './methods.js';
import type { AuthorizerScope } from './policy-call.js';
import { textResponse } from './replies.js';
import { openResourcePolicy } from './resource-policy.js';
import { buildResources, type MethodMatch, matchMethod } from './resources.js';
import { type ApiSettings, readSettings } from './settings.js';

/** What the deployment of an API shares with others on the same stage. */
export interface StageWorld {
  backends: Backends;
  limits?: Limits;
}

/**
 * Opens a deployment of an API: AWS's own stages in order, one request at a time or many at once. What the definition asks
 * for and the simulator lacks is named in `unsupported` of the exchange; where it decides the answer, the answer is 501.
 *
 * @param side whether it is the canary is told only on a stage that has one
 */
export function openDeployedApi(
  api: RestApi,
  { deployment, isCanary }: Pick<Side, 'deployment'> & Partial<Side>,
  { backends, limits }: StageWorld,
): Handle {
  const settings = readSettings(api, deployment);
  const scope = scopeOf(api, { deployment, settings });
  const resources = buildResources(api.operations);
  const methodOf = openMethods(api, scope);
  const close = openEndings(api, scope);
  const { minimumCompressionSize } = settings;
  const sizes = sizesOf(settings);

  return async (sent) => {
    const oversize = refusalBySize('rest', sent, sizes);
    if (oversize) return refusedExchange(sent, oversize);
    const plain = minimumCompressionSize === undefined ? sent : await unpacked(sent);
    const calls = recordCalls(backends);
    if (isStop(plain)) return close({ request: arrive(sent, deployment, isCanary), calls, end: plain });
    const arrival = arrive(plain, deployment, isCanary);
    if (plain !== sent) arrival.packed = sent;
    const match = matchMethod(resources, arrival.method, arrival.path);
    if (!match) return close({ request: arrival, calls, end: notFound(arrival) });
    const method = methodOf(match.operation);
    const request = routed(arrival, match);
    if (isTooLong(method, request, deployment)) return close({ request, calls, method, end: tooLong });
    const access = method.authorize ? await method.authorize(request, calls) : open;
    const end = access.fault ?? counted(method, request, access) ?? (await serve(method, request, { access, calls }));
    return close({ request, calls, method, access, end });
  };

  /** Whether AWS counts before or after the authorizer is not known (RT-PIPE-THROTTLE-VS-AUTH, U): it needs the key that one may give. */
  function counted({ operation }: OpenMethod, { method, time }: RoutedRequest, { caller }: Access): Stop | undefined {
    const { apiKey } = caller.identity;
    return limits?.({ operation, method, time, ...(apiKey !== undefined && { apiKey }) });
  }

  async function serve(
    { operation: { integration }, validate }: OpenMethod,
    request: RoutedRequest,
    { access: { caller }, calls }: { access: Access; calls: Calls },
  ): Promise<GatewayResponse | Stop> {
    const invalid = await validate?.(request);
    if (invalid) return invalid;
    if (!integration) return noIntegration;
    const answer = await integrate({ integration, request, caller, calls, deployment, settings });
    if (minimumCompressionSize === undefined || isStop(answer)) return answer;
    return packed(answer, request.sent.headers, minimumCompressionSize);
  }
}

function sizesOf({ isPrivate, edge }: ApiSettings): SizeLimits {
  if (isPrivate) return sizeLimits.restPrivate;
  return edge ? sizeLimits.restEdge : sizeLimits.rest;
}

function scopeOf(api: RestApi, scope: AuthorizerScope): AuthorizerScope {
  const judgeResource = openResourcePolicy(api, scope);
  return { ...scope, ...(judgeResource && { judgeResource }) };
}

function routed(arrival: Arrival, { operation, resource, pathParameters }: MethodMatch): RoutedRequest {
  // Field by field: a copy that grows costs several times as much.
  const { sent, method, path, query, requestId, extendedRequestId, traceId, time, isCanary, packed: wire } = arrival;
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
  if (wire) request.packed = wire;
  if (isCanary !== undefined) request.isCanary = isCanary;
  if (operation.operationId !== undefined) request.operationName = operation.operationId;
  return request;
}

/** An unknown path or verb looks like a missing signature; a signed request learns that there is nothing (RT-ROUTE-404-SIGNED, body unverified). */
function notFound(request: Arrival): Stop {
  if (signingKeyOf(request) === undefined) return unsigned(request);
  return { fault: 'RESOURCE_NOT_FOUND', message: 'Not Found' };
}

/** Bytes of the ARN of a method with authorization (RT-LIM-URI). */
const LONGEST_ARN = 1600;

/** Whether it is a gateway response is not known; this is none (I). */
const tooLong = textResponse(414, [], JSON.stringify({ message: 'Request URI too long' }));

function isTooLong({ asksWho }: OpenMethod, { method, path }: RoutedRequest, deployment: Deployment): boolean {
  // No byte is counted for paths that cannot be near it: percent-encoding has left only characters of one byte.
  if (!asksWho || path.length < LONGEST_ARN / 2) return false;
  return Buffer.byteLength(invokeArn(deployment, method, path)) > LONGEST_ARN;
}
