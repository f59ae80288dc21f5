import type { HttpRoute } from '../../model/index.js';
import { domainNameOf } from '../domain-name.js';
import type { Deployment, GatewayRequest, Header } from '../gateway.js';
import { pathPrefix } from '../path-prefix.js';
import { decodePath } from './path.js';

/** A request that has reached the gateway, with what every stage reads from it. */
export interface Arrival {
  /** As the client sent it. */
  request: GatewayRequest;
  deployment: Deployment;
  requestId: string;
  time: Date;
  /** Decoded, without the stage. */
  path: string;
  /** Name the API was called by; the default endpoint where the client sent no `Host`. */
  domainName: string;
}

/** An arrival that a route has taken. */
export interface Invocation extends Arrival {
  route: HttpRoute;
  /** `GET /pets/{id}` or `$default`. */
  routeKey: string;
  /** The path of the route key; `$default` for the default route (RT-EVT-RESOURCE). */
  resource: string;
  /** Decoded. */
  pathParameters: Record<string, string>;
}

/** What goes on to the backend after parameter mapping. */
export interface Outgoing {
  headers: readonly Header[];
  rawQuery: string;
  /** Decoded, with the stage; another one if `overwrite:path` says so. */
  path: string;
  /** Whether it does: it then takes the place of the path in the uri too, even when it says the same as the request. */
  isPathMapped: boolean;
}

/** @returns the request with clock, id and names of this deployment. */
export function arrive(request: GatewayRequest, deployment: Deployment): Arrival {
  return {
    request,
    deployment,
    requestId: deployment.requestId(),
    time: deployment.now(),
    path: decodePath(request.rawPath),
    domainName: domainNameOf(request.headers, deployment),
  };
}

/** @returns the path with the stage in front, or what stands in its place. */
export function pathWithStage({ path, deployment }: Arrival): string {
  const prefix = pathPrefix(deployment);
  return prefix === '' ? path : `${prefix}${path}`;
}

/** @returns what goes on when nothing is mapped. */
export function unmapped(invocation: Invocation): Outgoing {
  const { headers, rawQuery } = invocation.request;
  return { headers, rawQuery, path: pathWithStage(invocation), isPathMapped: false };
}
