import type { HttpStage, Json, JsonObject, RestApi } from '../model/index.js';

/**
 * A request as it arrives on the wire. Not the web's `Request`: that type throws away letter case, order and
 * repetition of headers and the raw path, which is just where the two kinds of API differ.
 */
export interface GatewayRequest {
  /** In upper case. */
  method: string;
  /** Path as sent, percent-encoding kept, without the stage. Starts with a slash. */
  rawPath: string;
  /** Query string as sent, without `?`; empty when there is none. */
  rawQuery: string;
  /** In order, names in the case they were sent. */
  headers: Header[];
  /** Absent when there is no body; never an empty array. */
  body?: Uint8Array;
  sourceIp: string;
  /** The VPC endpoint of a private REST API that it came by; `vpcId` where it is known. */
  vpcEndpoint?: { id: string; vpcId?: string };
}

export type Header = readonly [name: string, value: string];

export interface GatewayResponse {
  status: number;
  /** In order; a name may repeat (`Set-Cookie`). */
  headers: Header[];
  body: Uint8Array;
}

/**
 * Everything that happened to one request: what each backend received as well as what the client got, so that `diff`
 * sees a changed Lambda event even when the reply is equal.
 */
export interface Exchange {
  request: GatewayRequest;
  /** Route key or `METHOD /resource` that took the request; absent when none did. */
  route?: string;
  authorization: AuthorizationResult;
  /** Calls to backends, authorizer functions first, in order. */
  calls: BackendCall[];
  response: GatewayResponse;
  /** Features of the definition that the simulator does not have, by name. Never empty silently. */
  unsupported: string[];
}

/** How the gateway decided about the caller. */
export type AuthorizationResult =
  /** The route asks for nothing, or no route took the request. */
  { kind: 'open' } | { kind: 'allowed'; by: string } | { kind: 'refused'; by: string; reason: string };

export type BackendCall = LambdaCall | UpstreamCall | ServiceCall;

export interface LambdaCall {
  kind: 'lambda';
  /** `authorizer` when it was asked who may pass. */
  purpose: 'integration' | 'authorizer';
  /** Function as the definition names it. */
  functionName: string;
  event: Json;
  /** Nobody waits for what the function returns (`X-Amz-Invocation-Type: Event`, RT-INV-ASYNC). */
  asynchronous?: true;
}

export interface UpstreamCall {
  kind: 'http';
  /** Set for private integrations. */
  vpcLinkId?: string;
  request: UpstreamRequest;
}

/** A call of an AWS service: `aws` integrations of a REST API, service subtypes of an HTTP API. */
export interface ServiceCall {
  kind: 'service';
  /** As its endpoint is called: `sqs`, `dynamodb`, `states`. */
  service: string;
  /** `SendMessage`; absent where the service is called by path and the action is not told. */
  action?: string;
  /** What the action is called with, where the request can be read: so both kinds of API can be compared. */
  parameters?: JsonObject;
  /** On the wire, without its signature. */
  request: UpstreamRequest;
}

/** What an HTTP backend is sent. */
export interface UpstreamRequest {
  method: string;
  url: string;
  headers: Header[];
  body?: Uint8Array;
}

/** A simulated API. One request at a time or many at once: `handle` keeps nothing between calls except authorizer caches. */
export interface Gateway {
  kind: 'rest' | 'http';
  handle(request: GatewayRequest): Promise<Exchange>;
}

/** The world behind the gateways. `gateway/backends` has the real ones; tests pass their own. */
export interface Backends {
  /**
   * @param asynchronous whether nobody waits: Lambda has taken the event once this resolves, and the outcome says nothing more
   * @returns what the function returned, or how it failed. Never throws for a failure of the function.
   */
  invokeLambda(functionName: string, event: Json, asynchronous?: boolean): Promise<LambdaOutcome>;
  /** @returns the upstream's answer, or why there is none. */
  sendHttp(request: UpstreamRequest, timeoutInMillis: number): Promise<UpstreamOutcome>;
  /** @returns the service's answer, or why there is none. Who forwards the call signs it. */
  callService(call: ServiceCall, timeoutInMillis: number): Promise<UpstreamOutcome>;
}

export type LambdaOutcome =
  | { kind: 'returned'; value: Json }
  /** A function error. `trace` as Lambda's runtime reports it; `payload` where the runtime reports more, or by other names. */
  | { kind: 'threw'; errorType: string; errorMessage: string; trace?: string[]; payload?: JsonObject }
  /** Lambda itself did not run the function: no permission, no such function, too many at once. */
  | { kind: 'not-invoked'; status: number; errorType: string; message: string }
  /** Slower than the integration may be. That a function's own time is up is `threw`. */
  | { kind: 'timed-out' };

export type UpstreamOutcome =
  | { kind: 'answered'; response: GatewayResponse }
  | { kind: 'unreachable'; reason: string }
  | { kind: 'timed-out' };

/** Where and as what the simulated API is deployed; the values show up in events. */
export interface Deployment {
  /** REST: any name. HTTP: a name, or `$default`. */
  stage: string;
  /** Under a custom domain: what stands in front of paths in place of the stage, `/orders` or nothing. Absent: the default endpoint. */
  basePath?: string;
  /** Values of `${stageVariables.x}`. */
  stageVariables: Record<string, string>;
  apiId: string;
  accountId: string;
  region: string;
  /** Limits of the routes (HTTP only); absent: none. */
  routeThrottling?: Pick<HttpStage, 'defaultRouteSettings' | 'routeSettings'>;
  /** API keys of a usage plan of this stage (REST only). */
  apiKeys: string[];
  /** Limits of callers by their API keys, besides what the settings of the API say (REST only). */
  usagePlans?: UsagePlan[];
  /** Limits of methods for all callers together, by `METHOD /resource`, or `every method`, which means each by itself (REST only). */
  methodThrottling?: Record<string, Throttle>;
  /** A second deployment on the same stage that takes a part of the requests (REST only). */
  canary?: Canary;
  /** From 0 to less than 1: chooses the requests that go to the canary. Absent: none does. */
  random?(): number;
  /** Those who may sign requests, by access key id. Absent: whoever signs is let through, unverified. */
  callers?: Record<string, IamCaller>;
  /** `apiId`, `accountId` and `region` were made up: a policy of the definition that names others means this API by them. */
  idsAreStandIns?: boolean;
  /** Verifies tokens in the name of Cognito or an OIDC issuer; absent: no token can be verified, and every one is refused. */
  tokens?: TokenVerifier;
  /** Clock and ids, so that a test or `diff` can hold them still. */
  now(): Date;
  requestId(): string;
}

/** A token bucket: full at first, a request takes one token, and none is left for more than `burst` + `rate` × seconds requests. */
export interface Throttle {
  /** Requests a second in the long run. */
  rate: number;
  /** Requests at once. */
  burst: number;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html */
export interface UsagePlan {
  name: string;
  /** Values of its keys. */
  apiKeys: string[];
  throttle?: Throttle;
  /** By `METHOD /resource`, for each key by itself. */
  methodThrottles?: Record<string, Throttle>;
  quota?: Quota;
}

/** Requests that each key has in a period of the calendar (UTC). */
export interface Quota {
  limit: number;
  /** Taken off the limit in the first period. */
  offset?: number;
  period: 'DAY' | 'WEEK' | 'MONTH';
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html */
export interface Canary {
  /** 0 to 100. */
  percentTraffic: number;
  stageVariableOverrides?: Record<string, string>;
  /** What is deployed there; absent: the same definition. */
  api?: RestApi;
}

/** Somebody who signs requests with an access key. */
export interface IamCaller {
  /** Of the user, or of the session of a role: `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`. */
  arn: string;
  accountId: string;
  /** Unique id: `AIDA…`, or `AROA…:SESSION`. */
  userId?: string;
  /** All identity policies; without one nothing is allowed by them. */
  policies: Json[];
  /** Absent: signatures are not verified. */
  secretAccessKey?: string;
  /** Temporary credentials: a request has to bring it. */
  sessionToken?: string;
  /** When temporary credentials end. */
  expires?: Date;
  /** More condition keys, such as `aws:PrincipalOrgID` or `aws:PrincipalTag/team`. */
  conditionKeys?: Record<string, string | string[]>;
}

/** Checks signature, issuer and times of a JWT against the keys of one issuer. */
export interface TokenVerifier {
  /** @returns the claims, or why the token is not good. */
  verify(token: string, issuer: string): Promise<TokenOutcome>;
}

export type TokenOutcome =
  | { kind: 'valid'; claims: Record<string, Json> }
  /** `keys`: those of the issuer cannot be had, so nothing it signed is good. */
  | {
      kind: 'invalid';
      reason: 'malformed' | 'signature' | 'keys' | 'issuer' | 'expired' | 'not-yet-valid';
      /** More about it, for the user; nothing of the token. */
      detail?: string;
    };
