import type {
  Backends,
  Deployment,
  Exchange,
  GatewayRequest,
  Header,
  LambdaOutcome,
} from '../../../src/gateway/gateway.js';
import { openRestGateway } from '../../../src/gateway/rest/rest-gateway.js';
import {
  type Integration,
  isObject,
  type Json,
  type JsonObject,
  type LambdaAuthorizer,
  type MappingTemplate,
  type Method,
  type Operation,
  plain,
  type Requirement,
  type RestApi,
} from '../../../src/model/index.js';
import { formOf } from '../../../src/openapi/rest/templates/form.js';

/** A REST API of these operations and parts. */
export function restApi(operations: Operation[], more: Partial<RestApi> = {}): RestApi {
  return {
    format: 'openapi-3.0',
    name: plain('sample'),
    operations,
    authorizers: [],
    validators: [],
    gatewayResponses: [],
    settings: [],
    unrecognised: [],
    ...more,
  };
}

/** A method such as `GET /pets`, with a Lambda proxy integration to a function named after it unless told otherwise. */
export function operation(key: string, more: Partial<Operation> = {}): Operation {
  const [method = '', path = ''] = key.split(' ');
  return {
    at: `/paths${path}`,
    route: { method: method as Method, path },
    parameters: [],
    bodyModels: [],
    access: { requirements: [] },
    integration: lambdaProxy(key.replaceAll(/\W+/g, '-')),
    ...more,
  };
}

export function lambdaProxy(functionName: string, more: Partial<Integration> = {}): Integration {
  const arn = `arn:aws:lambda:eu-west-1:123456789012:function:${functionName}`;
  return integration('aws_proxy', {
    target: { kind: 'lambda', streaming: false },
    uri: plain(`arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`),
    httpMethod: 'POST',
    ...more,
  });
}

export function httpProxy(url: string, more: Partial<Integration> = {}): Integration {
  return integration('http_proxy', { target: { kind: 'url' }, uri: plain(url), httpMethod: 'ANY', ...more });
}

/** A mock whose request template and default response template are these. */
export function mock(request: string, response: string, more: Partial<Integration> = {}): Integration {
  return integration('mock', {
    templates: [template('application/json', request)],
    responses: [
      {
        at: '',
        pattern: 'default',
        statusCode: '200',
        headers: [],
        templates: [template('application/json', response)],
      },
    ],
    ...more,
  });
}

export function integration(type: Integration['type'], more: Partial<Integration> = {}): Integration {
  return {
    at: '',
    type,
    writtenType: type,
    target: { kind: 'none' },
    parameters: [],
    templates: [],
    responses: [],
    extras: [],
    ...more,
  };
}

export function template(contentType: string, text: string): MappingTemplate {
  return { at: '', contentType, template: plain(text), form: formOf(plain(text)) };
}

export function lambdaAuthorizer(kind: 'token' | 'request', more: Partial<LambdaAuthorizer> = {}): LambdaAuthorizer {
  return {
    kind,
    at: '',
    name: 'auth',
    uri: plain('arn:aws:lambda:eu-west-1:123456789012:function:auth'),
    identitySources: [{ kind: 'header', name: 'Authorization' }],
    ...more,
  };
}

export function byAuthorizer(scheme: string, scopes: string[] = []): Requirement {
  return { kind: 'authorizer', at: '', scheme, scopes, inherited: false };
}

export function policy(effect: 'Allow' | 'Deny', resource = '*', more: JsonObject = {}): JsonObject {
  const statement = { Effect: effect, Action: 'execute-api:Invoke', Resource: resource };
  return { principalId: 'user|7', policyDocument: { Version: '2012-10-17', Statement: [statement] }, ...more };
}

export const deployment: Deployment = {
  stage: 'prod',
  stageVariables: {},
  apiId: 'abc123',
  accountId: '123456789012',
  region: 'eu-west-1',
  apiKeys: [],
  now: () => new Date('2026-07-10T19:19:04.000Z'),
  requestId: () => 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
};

type Answer = Json | ((event: JsonObject) => LambdaOutcome);

export function failing(errorMessage: string): Answer {
  return () => ({ kind: 'threw', errorType: 'Error', errorMessage });
}

/** Backends of functions by name; a function without an answer returns 200 with its own name. */
export function backends(functions: Record<string, Answer> = {}, more: Partial<Backends> = {}): Backends {
  return {
    async invokeLambda(functionName, event) {
      const answer = functions[functionName];
      if (typeof answer === 'function') return isObject(event) ? answer(event) : { kind: 'timed-out' };
      return { kind: 'returned', value: answer === undefined ? { statusCode: 200, body: functionName } : answer };
    },
    async sendHttp() {
      return { kind: 'answered', response: { status: 200, headers: [], body: Buffer.from('upstream') } };
    },
    async callService() {
      return { kind: 'answered', response: { status: 200, headers: [], body: Buffer.from('{}') } };
    },
    ...more,
  };
}

/** What a test sends: a key such as `GET /pets?x=1`, and the rest where it matters. */
export interface Sent {
  headers?: Header[];
  body?: string | Uint8Array;
}

export function request(key: string, { headers = [], body }: Sent = {}): GatewayRequest {
  const [, method = '', rawPath = '', rawQuery = ''] = /^(\S+) ([^?]*)\??(.*)$/.exec(key) ?? [];
  const bytes = body === undefined ? undefined : Buffer.from(body);
  return {
    method,
    rawPath,
    rawQuery,
    headers: [['Host', 'api.example.com'], ...headers],
    ...(bytes && bytes.length > 0 && { body: bytes }),
    sourceIp: '203.0.113.7',
  };
}

/** A request through an API, without a gateway kept. */
export function send(
  api: RestApi,
  key: string,
  sent: Sent & { world?: Backends; deployed?: Partial<Deployment> } = {},
) {
  const { world = backends(), deployed = {} } = sent;
  return openRestGateway(api, world, { ...deployment, ...deployed }).handle(request(key, sent));
}

export function bodyOf(exchange: Exchange): string {
  return Buffer.from(exchange.response.body).toString('utf8');
}

export function headersOf(exchange: Exchange): Record<string, string> {
  return Object.fromEntries(exchange.response.headers.map(([name, value]) => [name.toLowerCase(), value]));
}

/** The event of the first call to an integration's function. */
export function eventOf(exchange: Exchange): JsonObject {
  const call = exchange.calls.find((one) => one.kind === 'lambda' && one.purpose === 'integration');
  if (call?.kind !== 'lambda' || !isObject(call.event)) throw new Error('no function was called');
  return call.event;
}

/** @returns a part of a JSON object, for reading events. */
export function part(value: JsonObject, key: string): JsonObject {
  const found = value[key];
  if (!isObject(found)) throw new Error(`${key} is no object`);
  return found;
}
