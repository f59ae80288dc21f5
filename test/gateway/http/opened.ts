import type {
  Backends,
  Deployment,
  Exchange,
  GatewayRequest,
  GatewayResponse,
  LambdaOutcome,
  UpstreamOutcome,
} from '../../../src/gateway/gateway.js';
import { openHttpGateway } from '../../../src/gateway/http/http-gateway.js';
import {
  type HttpApi,
  type HttpAuthorizer,
  type HttpIntegration,
  type HttpLambdaIntegration,
  type HttpProxyIntegration,
  type HttpRoute,
  type HttpServiceIntegration,
  type Json,
  type Method,
  plain,
} from '../../../src/model/index.js';

export const deployment: Deployment = {
  stage: '$default',
  stageVariables: {},
  apiId: 'abc123',
  accountId: '123456789012',
  region: 'eu-west-1',
  apiKeys: [],
  now: () => new Date(Date.UTC(2026, 6, 10, 19, 19, 4)),
  requestId: () => 'NIKr1jmIFiAEJmw=',
};

export const lambda = (changes: Partial<HttpLambdaIntegration> = {}): HttpLambdaIntegration => ({
  kind: 'lambda',
  uri: plain('arn:aws:lambda:eu-west-1:123456789012:function:hello'),
  payloadFormatVersion: '2.0',
  timeoutInMillis: 30_000,
  requestParameters: {},
  responseParameters: {},
  ...changes,
});

export const proxy = (changes: Partial<HttpProxyIntegration> = {}): HttpProxyIntegration => ({
  kind: 'http-proxy',
  uri: plain('https://backend.example/base'),
  method: 'ANY',
  timeoutInMillis: 30_000,
  requestParameters: {},
  responseParameters: {},
  ...changes,
});

export const service: HttpServiceIntegration = {
  kind: 'service',
  subtype: 'SQS-SendMessage',
  timeoutInMillis: 30_000,
  arguments: {},
};

/** @returns a route of a key as AWS prints it. */
export function route(key: string, integration: HttpIntegration = lambda(), more: Partial<HttpRoute> = {}): HttpRoute {
  const [method, path = ''] = key.split(' ');
  return {
    key: key === '$default' ? key : { method: method as Method, path },
    authorization: { kind: 'none' },
    integration,
    ...more,
  };
}

export const behind = (name: string, ...scopes: string[]) =>
  ({ authorization: { kind: 'authorizer', name, scopes } }) as const;

export function api(routes: HttpRoute[], authorizers: HttpAuthorizer[] = [], more: Partial<HttpApi> = {}): HttpApi {
  return { name: plain('test'), routes, authorizers, ...more };
}

export const returned = (value: Json): LambdaOutcome => ({ kind: 'returned', value });

export const answered = (response: Partial<GatewayResponse> = {}): UpstreamOutcome => ({
  kind: 'answered',
  response: { status: 200, headers: [], body: new Uint8Array(), ...response },
});

export type Functions = Record<string, (event: Json) => LambdaOutcome | Promise<LambdaOutcome>>;

/** Backends made of functions by name (unknown ones answer `ok`) and one HTTP backend. */
export function backends(functions: Functions = {}, upstream: UpstreamOutcome = answered()): Backends {
  return {
    invokeLambda: async (name, event) => functions[name]?.(event) ?? returned({ statusCode: 200, body: 'ok' }),
    sendHttp: async () => upstream,
    callService: async () => upstream,
  };
}

export interface World {
  backends?: Backends;
  deployment?: Partial<Deployment>;
}

/** @returns a function that sends one request. */
export function sender(definition: HttpApi, world: World = {}) {
  const gateway = openHttpGateway(definition, world.backends ?? backends(), { ...deployment, ...world.deployment });
  return (line: string, more: Partial<GatewayRequest> = {}): Promise<Exchange> => {
    const [method = 'GET', target = '/'] = line.split(' ');
    const [rawPath = '/', rawQuery = ''] = target.split('?');
    return gateway.handle({ method, rawPath, rawQuery, headers: [], sourceIp: '203.0.113.7', ...more });
  };
}

export const textOf = (response: GatewayResponse): string => Buffer.from(response.body).toString('utf8');

export const headerOf = ({ headers }: GatewayResponse, name: string): string | undefined =>
  headers.find(([key]) => key.toLowerCase() === name)?.[1];

/** @returns the event or request of the last backend call. */
export function lastCall({ calls }: Exchange) {
  const call = calls.at(-1);
  if (!call) throw new Error('no backend was called');
  return call;
}

// biome-ignore lint/suspicious/noExplicitAny: an event is read by the test that knows its form
export function eventOf(exchange: Exchange): any {
  const call = lastCall(exchange);
  if (call.kind !== 'lambda') throw new Error('the last call was not of a function');
  return call.event;
}

export function upstreamOf(exchange: Exchange) {
  const call = lastCall(exchange);
  if (call.kind !== 'http') throw new Error('the last call was not of an HTTP backend');
  return call;
}
