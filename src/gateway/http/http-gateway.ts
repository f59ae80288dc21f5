import type { HttpApi } from '../../model/index.js';
import type {
  AuthorizationResult,
  Backends,
  Deployment,
  Exchange,
  Gateway,
  GatewayRequest,
  GatewayResponse,
} from '../gateway.js';
import { firstHeader, withHeader } from '../headers.js';
import { refusalBySize, refusedExchange } from '../refusals.js';
import type { Access, Decision } from './access.js';
import type { Answer } from './answer.js';
import { type Authorize, openAuthorizers } from './authorizers.js';
import { isPreflight, preflightAnswer, withCors } from './cors.js';
import { notFound } from './errors.js';
import { integrateHttpProxy } from './http-proxy.js';
import { type Arrival, arrive } from './invocation.js';
import { integrateLambda } from './lambda.js';
import type { RequestSource } from './parameters.js';
import { openRoutes, type RouteTable } from './routes.js';
import { integrateService } from './services.js';

/** An HTTP API, opened: what does not depend on the request. */
interface Opened {
  api: HttpApi;
  routes: RouteTable;
  authorize: Authorize;
  backends: Backends;
}

type Served = Omit<Exchange, 'request'>;

/**
 * Opens a simulated HTTP API. A request passes AWS's stages in order: match, preflight, authorize, map parameters,
 * integrate, map response (facts runtime.md, section 1).
 *
 * @param backends what answers in place of functions and HTTP backends
 * @param deployment stage (`$default` has no prefix in paths), clock, ids, verifier of tokens
 */
export function openHttpGateway(api: HttpApi, backends: Backends, deployment: Deployment): Gateway {
  const opened: Opened = {
    api,
    routes: openRoutes(api.routes),
    authorize: openAuthorizers(api, backends, deployment),
    backends,
  };
  const handle = async (request: GatewayRequest): Promise<Exchange> => {
    const oversize = refusalBySize('http', request);
    if (oversize) return refusedExchange(request, oversize);
    const arrival = arrive(request, deployment);
    const served = await serve(opened, arrival);
    return { request, ...served, response: finished(api, arrival, served.response) };
  };
  return { kind: 'http', handle };
}

/** The gateway answers a preflight by itself only where no route takes it: an `OPTIONS`, `ANY` or `$default` route goes first (RT-CORS-OPTIONS-ROUTE, RT-CORS-DEFAULT-AUTH). */
async function serve(opened: Opened, arrival: Arrival): Promise<Served> {
  const { request } = arrival;
  const match = opened.routes.match(request.method, request.rawPath);
  if (!match) return unrouted(opened.api.cors && isPreflight(request) ? preflightAnswer() : notFound());
  const invocation = { ...arrival, ...match };
  const access = await opened.authorize(invocation);
  if (access.kind === 'refused')
    return joined(match.routeKey, access, { response: access.response, calls: [], unsupported: [] });
  const caller = access.kind === 'allowed' ? access.caller : { kind: 'anonymous' as const };
  return joined(match.routeKey, access, await integrate({ invocation, caller }, opened.backends));
}

function integrate(source: RequestSource, backends: Backends): Promise<Answer> | Answer {
  const { integration } = source.invocation.route;
  switch (integration.kind) {
    case 'lambda':
      return integrateLambda(integration, source, backends);
    case 'http-proxy':
      return integrateHttpProxy(integration, source, backends);
    case 'service':
      return integrateService(integration);
  }
}

function unrouted(response: GatewayResponse): Served {
  return { authorization: { kind: 'open' }, calls: [], response, unsupported: [] };
}

function joined(route: string, access: Access, answer: Answer): Served {
  return {
    route,
    authorization: resultOf(access),
    calls: [...access.calls, ...answer.calls],
    response: answer.response,
    unsupported: [...access.unsupported, ...answer.unsupported],
  };
}

function resultOf(decision: Decision): AuthorizationResult {
  switch (decision.kind) {
    case 'open':
      return { kind: 'open' };
    case 'allowed':
      return { kind: 'allowed', by: decision.by };
    case 'refused':
      return { kind: 'refused', by: decision.by, reason: decision.reason };
  }
}

/** CORS headers, the length, and the request id, the one header HTTP APIs put on every answer (RT-RHDR-REQID). */
function finished(api: HttpApi, arrival: Arrival, response: GatewayResponse): GatewayResponse {
  const { headers, ...rest } = withCors(api.cors, arrival.request, response);
  const named = withHeader(headers, 'apigw-requestid', arrival.requestId);
  // A backend's answer to HEAD has the length of a body that does not come (RT-RHDR-MAP-CLEN).
  const isKnown = arrival.request.method === 'HEAD' && firstHeader(named, 'content-length') !== undefined;
  const hasLength = response.status !== 204 && response.status !== 304 && !isKnown;
  return { ...rest, headers: hasLength ? withHeader(named, 'content-length', String(response.body.length)) : named };
}
