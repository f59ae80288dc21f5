import type { HttpApi, HttpIntegration, HttpRoute } from '../../model/index.js';
import type {
  AuthorizationResult,
  Backends,
  Deployment,
  Exchange,
  Gateway,
  GatewayRequest,
  GatewayResponse,
  Header,
} from '../gateway.js';
import { firstHeader, rewritten } from '../headers.js';
import { refusalBySize, refusedExchange } from '../refusals.js';
import type { TokenBucket } from '../token-bucket.js';
import type { Access, Decision } from './access.js';
import type { Answer, Integrate } from './answer.js';
import { type Authorize, openAuthorizers } from './authorizers.js';
import { isPreflight, preflightAnswer, withCors } from './cors.js';
import { notFound, tooManyRequests } from './errors.js';
import { openHttpProxy } from './http-proxy.js';
import { type Arrival, arrive, type Invocation } from './invocation.js';
import { openLambda } from './lambda.js';
import { openRoutes, type RouteMatch, type RouteTable } from './routes.js';
import { openService } from './services.js';
import { openThrottling } from './throttling.js';

/** An HTTP API, opened: what does not depend on the request. */
interface Opened {
  api: HttpApi;
  routes: RouteTable;
  /** A route is opened when its first request comes. */
  openedOf(match: RouteMatch): OpenedRoute;
}

interface OpenedRoute {
  bucket: TokenBucket | undefined;
  authorize: Authorize;
  integrate: Integrate;
}

type Served = Omit<Exchange, 'request'>;

/**
 * Opens one stage of a simulated HTTP API; `openHttpStages` opens several. A request passes AWS's steps in order: match,
 * preflight, throttle, authorize, map parameters, integrate, map response (facts runtime.md, section 1).
 *
 * @param backends what answers in place of functions, HTTP backends and services
 * @param deployment stage (`$default` has no prefix in paths), throttling, clock, ids, verifier of tokens
 */
export function openHttpGateway(api: HttpApi, backends: Backends, deployment: Deployment): Gateway {
  const opened: Opened = { api, routes: openRoutes(api.routes), openedOf: routeOpener(api, backends, deployment) };
  const handle = async (request: GatewayRequest): Promise<Exchange> => {
    const oversize = refusalBySize('http', request);
    if (oversize) return refusedExchange(request, oversize);
    const arrival = arrive(request, deployment);
    const served = await serve(opened, arrival);
    return { request, ...served, response: finished(api, arrival, served.response) };
  };
  return { kind: 'http', handle };
}

function routeOpener(api: HttpApi, backends: Backends, deployment: Deployment): Opened['openedOf'] {
  const authorizeRoute = openAuthorizers(api, backends, deployment);
  const known = new Map<HttpRoute, OpenedRoute>();
  return ({ route, routeKey }) => {
    const before = known.get(route);
    if (before) return before;
    const opened: OpenedRoute = {
      bucket: openThrottling(deployment, routeKey),
      authorize: authorizeRoute(route.authorization),
      integrate: openIntegration(route.integration, backends, deployment),
    };
    known.set(route, opened);
    return opened;
  };
}

function openIntegration(integration: HttpIntegration, backends: Backends, deployment: Deployment): Integrate {
  switch (integration.kind) {
    case 'lambda':
      return openLambda(integration, backends, deployment);
    case 'http-proxy':
      return openHttpProxy(integration, backends, deployment);
    case 'service':
      return openService(integration, backends, deployment);
  }
}

/**
 * The gateway answers a preflight by itself only where no route takes it: an `OPTIONS`, `ANY` or `$default` route goes first
 * (RT-CORS-OPTIONS-ROUTE, RT-CORS-DEFAULT-AUTH). What is throttled never gets to the authorizer; AWS does not say which
 * comes first (RT-PIPE-THROTTLE-VS-AUTH, U).
 */
async function serve({ api, routes, openedOf }: Opened, arrival: Arrival): Promise<Served> {
  const { request } = arrival;
  const match = routes.match(request.method, request.rawPath);
  if (!match) return unrouted(api.cors && isPreflight(request) ? preflightAnswer() : notFound());
  const { bucket, authorize, integrate } = openedOf(match);
  if (bucket && !bucket.take(arrival.time.getTime())) return { ...unrouted(tooManyRequests()), route: match.routeKey };
  const invocation = routed(arrival, match);
  const access = await authorize(invocation);
  if (access.kind === 'refused')
    return joined(match.routeKey, access, { response: access.response, calls: [], unsupported: [] });
  const caller = access.kind === 'allowed' ? access.caller : { kind: 'anonymous' as const };
  return joined(match.routeKey, access, await integrate({ invocation, caller }));
}

/** Field by field: a copy of two objects takes as long as finding the route. */
function routed(arrival: Arrival, match: RouteMatch): Invocation {
  const { request, deployment, requestId, time, path, domainName } = arrival;
  const { route, routeKey, resource, pathParameters } = match;
  return { request, deployment, requestId, time, path, domainName, route, routeKey, resource, pathParameters };
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
  const { status, headers, body } = withCors(api.cors, arrival.request, response);
  const own = new Map<string, Header>([['apigw-requestid', ['apigw-requestid', arrival.requestId]]]);
  // A backend's answer to HEAD has the length of a body that does not come (RT-RHDR-MAP-CLEN).
  const isKnown = arrival.request.method === 'HEAD' && firstHeader(headers, 'content-length') !== undefined;
  const hasLength = status !== 204 && status !== 304 && !isKnown;
  if (hasLength) own.set('content-length', ['content-length', String(body.length)]);
  return { status, headers: rewritten(headers, nothing, own), body };
}

const nothing: ReadonlySet<string> = new Set();
