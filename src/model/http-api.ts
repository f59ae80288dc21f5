import type { Pointer } from './location.js';
import type { Method } from './route.js';
import type { Templated } from './templated.js';

/** An HTTP API: what ImportApi makes of a definition, and what `convert` produces. */
export interface HttpApi {
  name: Templated;
  description?: Templated;
  version?: Templated;
  cors?: Cors;
  disableExecuteApiEndpoint?: boolean;
  authorizers: HttpAuthorizer[];
  routes: HttpRoute[];
}

/** CORS of an HTTP API: one configuration for all routes (facts import-export.md, cors object). */
export interface Cors {
  allowOrigins: string[];
  allowMethods: string[];
  allowHeaders: string[];
  exposeHeaders: string[];
  allowCredentials: boolean;
  /** Seconds, -1 to 86400. */
  maxAge?: number;
}

export type HttpAuthorizer = HttpLambdaAuthorizer | JwtAuthorizer;

export interface HttpLambdaAuthorizer {
  kind: 'request';
  name: string;
  uri: Templated;
  credentials?: Templated;
  payloadFormatVersion: '1.0' | '2.0';
  enableSimpleResponses: boolean;
  /** `$request.header.X` and so on. Empty: the function is always called. */
  identitySources: string[];
  /** Seconds, 0 to 3600. Absent only in definitions we did not write. */
  ttl?: number;
}

export interface JwtAuthorizer {
  kind: 'jwt';
  name: string;
  /** Exactly one (XA-ID). */
  identitySource: string;
  issuer: Templated;
  audience: Templated[];
}

/** A route and what it is connected to. */
export interface HttpRoute {
  /** Verb and path, or the catch-all `$default`. */
  key: HttpRouteKey;
  /** Place in the definition it was read from; absent for routes that `convert` made. */
  at?: Pointer;
  operationName?: string;
  summary?: string;
  description?: string;
  authorization: RouteAuthorization;
  integration: HttpIntegration;
}

export type HttpRouteKey = { method: Method; path: string } | '$default';

export type RouteAuthorization =
  | { kind: 'none' }
  | { kind: 'iam' }
  | { kind: 'authorizer'; name: string; scopes: string[] };

export type HttpIntegration = HttpLambdaIntegration | HttpProxyIntegration | HttpServiceIntegration;

export interface HttpLambdaIntegration {
  kind: 'lambda';
  uri: Templated;
  payloadFormatVersion: '1.0' | '2.0';
  credentials?: Templated;
  /** 50 to 30000. */
  timeoutInMillis: number;
  requestParameters: Record<string, string>;
  responseParameters: Record<string, Record<string, string>>;
}

export interface HttpProxyIntegration {
  kind: 'http-proxy';
  /** A URL, or a listener or Cloud Map service ARN when it goes through a VPC link. */
  uri: Templated;
  /** Verb towards the backend; `ANY` passes the client's on. */
  method: string;
  credentials?: Templated;
  timeoutInMillis: number;
  vpcLinkId?: Templated;
  serverNameToVerify?: string;
  /** Keys and values in HTTP API syntax: `overwrite:header.x` → `$request.header.y`. */
  requestParameters: Record<string, string>;
  /** By status, then as above: `200` → `overwrite:header.x` → `$response.header.y`. */
  responseParameters: Record<string, Record<string, string>>;
}

/** A first-class AWS service integration (facts import-export.md d). */
export interface HttpServiceIntegration {
  kind: 'service';
  subtype: string;
  credentials?: Templated;
  timeoutInMillis: number;
  /** What the action is called with, in the values of parameter mappings: `Input` → `$request.body`. */
  arguments: Record<string, Templated>;
}

/** @returns the route key as AWS prints it. */
export function httpRouteKey(key: HttpRouteKey): string {
  return key === '$default' ? key : `${key.method} ${key.path}`;
}

/** @returns what `requestParameters` of an integration says, as text: mappings of a proxy, or arguments of a service's action */
export function requestMappings(integration: HttpIntegration): Record<string, string> {
  if (integration.kind !== 'service') return integration.requestParameters;
  return Object.fromEntries(Object.entries(integration.arguments).map(([name, { text }]) => [name, text]));
}
