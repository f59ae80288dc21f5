import { isObject, type Json, type JsonObject } from '../../model/index.js';
import type { Backends, LambdaOutcome, ServiceCall, UpstreamOutcome, UpstreamRequest } from '../gateway.js';

/**
 * Backends that return what they received, so that an API can be tried, and two gateways compared, with nothing behind them.
 * In process and without memory: the same call always gets the same answer.
 *
 * - A function: status 200 and the event as JSON in the body.
 * - An HTTP backend: status 200 and the request as JSON: method, url, headers, body (`text`, or `base64` where it is not UTF-8).
 * - An AWS service: the same, with the service and its action, where they are known, in front.
 * - A Lambda authorizer, told by `methodArn` or `routeArn` in its event: a policy that allows everything if an identity source
 *   is the literal `allow`, else one that denies everything. The identity sources are the token or `identitySource`; a REST
 *   REQUEST event does not name them, so there any header or query parameter counts, as it does for an HTTP authorizer
 *   without identity sources. In format 2.0 the answer is a simple response as well.
 */
export function echoBackends(): Backends {
  return {
    invokeLambda: async (_functionName, event) => echoLambda(event),
    sendHttp: async (request) => echoHttp(request),
    callService: async (call) => echoService(call),
  };
}

/** @returns what an echo function answers to this event. */
export function echoLambda(event: Json): LambdaOutcome {
  if (isObject(event) && isAuthorizerEvent(event)) return { kind: 'returned', value: authorizerAnswer(event) };
  const headers = { 'content-type': 'application/json' };
  return { kind: 'returned', value: { statusCode: 200, headers, body: JSON.stringify(event) } };
}

function isAuthorizerEvent(event: JsonObject): boolean {
  return typeof event['methodArn'] === 'string' || typeof event['routeArn'] === 'string';
}

function authorizerAnswer(event: JsonObject): JsonObject {
  const isAuthorized = identityOf(event).includes('allow');
  const statement = { Action: 'execute-api:Invoke', Effect: isAuthorized ? 'Allow' : 'Deny', Resource: '*' };
  const policy = { principalId: 'echo', policyDocument: { Version: '2012-10-17', Statement: [statement] } };
  return event['version'] === '2.0' ? { isAuthorized, ...policy } : policy;
}

function identityOf(event: JsonObject): Json[] {
  const told = event['authorizationToken'] ?? event['identitySource'];
  if (typeof told === 'string') return [told, ...told.split(',')];
  if (Array.isArray(told)) return told;
  return [event['headers'], event['queryStringParameters']].flatMap((map) =>
    isObject(map) ? Object.values(map).map((value) => value ?? null) : [],
  );
}

/** @returns what an echo HTTP backend answers to this request. */
export function echoHttp(request: UpstreamRequest): UpstreamOutcome {
  return answered(told(request));
}

/** @returns what an echo of an AWS service answers: the call that would have been sent. */
export function echoService({ service, action, parameters, request }: ServiceCall): UpstreamOutcome {
  return answered({ service, action, parameters, ...told(request) });
}

function answered(content: object): UpstreamOutcome {
  const body = Buffer.from(JSON.stringify(content));
  return { kind: 'answered', response: { status: 200, headers: [['content-type', 'application/json']], body } };
}

function told(request: UpstreamRequest) {
  const { method, url, headers } = request;
  return { method, url, headers, body: bodyOf(request) };
}

function bodyOf({ body }: UpstreamRequest): JsonObject | null {
  if (!body) return null;
  const text = Buffer.from(body).toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(body);
  return isText ? { text } : { base64: Buffer.from(body).toString('base64') };
}
