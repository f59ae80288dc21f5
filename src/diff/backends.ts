import type { Backends, LambdaOutcome } from '../gateway/gateway.js';
import { isObject, type Json, type JsonObject } from '../model/index.js';
import { functionOutcome, upstreamOutcome } from './backend-answers.js';
import { misbehaveHeader, passingIdentity } from './caller.js';

/**
 * The world behind both gateways: every backend answers the same, whatever it is asked, so that a reply differs only by
 * what a gateway did to it, unless a request header tells it to misbehave. (An echo would repeat each difference of the event in the body.) An authorizer function
 * lets the passing identity and the owner of the API key through, and nobody else.
 *
 * @param apiKey where an authorizer reads the API key's header, it finds this; and what authorizer functions return as usage identifier key (RT-AUTH-USAGEKEY)
 */
export function fixedBackends(apiKey: string): Backends {
  return {
    async invokeLambda(_functionName, event) {
      if (!isObject(event)) return functionOutcome(undefined);
      return isAuthorizerEvent(event) ? { kind: 'returned', value: verdictOn(event, apiKey) } : lambdaOutcome(event);
    },
    async sendHttp({ headers }, timeoutInMillis) {
      const behaviour = headers.find(([name]) => name.toLowerCase() === misbehaves)?.[1];
      return upstreamOutcome(behaviour === 'longer' && timeoutInMillis <= longestHttp ? 'slow' : behaviour);
    },
    async callService() {
      return upstreamOutcome(undefined);
    },
  };
}

const misbehaves = misbehaveHeader.toLowerCase();

/** Milliseconds that an HTTP API waits at most (RT-LIM-TIMEOUT). */
const longestHttp = 30_000;

function lambdaOutcome({ headers, version }: JsonObject): LambdaOutcome {
  const names = isObject(headers) ? Object.entries(headers) : [];
  const told = names.find(([name]) => name.toLowerCase() === misbehaves)?.[1];
  // Only events of HTTP APIs have a version (RT-EVT-VERSION).
  if (told === 'longer') return functionOutcome(version === undefined ? undefined : 'slow');
  return functionOutcome(typeof told === 'string' ? told : undefined);
}

/** RT-AUTH-EV-ARN: only authorizer events name the ARN that is asked for. */
function isAuthorizerEvent(event: JsonObject): boolean {
  return 'methodArn' in event || 'routeArn' in event;
}

/**
 * Both forms in one for payload 2.0, where the event does not tell which one the authorizer is set to. The policy names
 * every resource: a cached one must not refuse the next route (RT-AUTH-CACHE-403).
 */
function verdictOn(event: JsonObject, usageIdentifierKey: string): Json {
  const allowed = presented(event).some(
    (text) => text === usageIdentifierKey || namesPassing(text) || namesPassing(payloadOf(text)),
  );
  const policyDocument = {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: allowed ? 'Allow' : 'Deny', Resource: '*' }],
  };
  if (event['version'] === '2.0') return { isAuthorized: allowed, principalId: 'caller', policyDocument };
  return { principalId: 'caller', policyDocument, ...(allowed ? { usageIdentifierKey } : {}) };
}

function namesPassing(text: string): boolean {
  return text.split(/[^A-Za-z]+/).includes(passingIdentity);
}

/** What a JWT says, for functions that check one: the subject is the identity. Empty for any other text. */
function payloadOf(text: string): string {
  const payload = /^(?:\w+ )?[\w-]+\.([\w-]+)\.[\w-]+$/.exec(text)?.[1] ?? '';
  return Buffer.from(payload, 'base64url').toString();
}

function presented(event: JsonObject): string[] {
  const maps = [event['headers'], event['queryStringParameters']].filter(isObject);
  return [event['authorizationToken'], ...maps.flatMap((map) => Object.values(map))].filter(
    (value): value is string => typeof value === 'string',
  );
}
