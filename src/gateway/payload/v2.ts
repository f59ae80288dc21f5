import type { JsonObject } from '../../model/index.js';
import { domainPrefixOf } from '../domain-name.js';
import type { Header } from '../gateway.js';
import { firstHeader, headerValues } from '../headers.js';
import type { Caller, IamIdentity } from '../http/caller.js';
import { type Invocation, type Outgoing, pathWithStage } from '../http/invocation.js';
import { headersForLambda } from '../http/lambda-headers.js';
import { readQuery } from '../query.js';
import { requestTime } from '../request-time.js';
import { joinedValues, orNull } from './multi-values.js';
import { eventBody } from './v1-v2-body.js';

/**
 * Builds the event of payload format 2.0. Keys without a value are left out (RT-EVT-*, null-versus-absent rule).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventV2(invocation: Invocation, outgoing: Outgoing, caller: Caller): JsonObject {
  const event: JsonObject = { version: '2.0', ...requestV2(invocation, outgoing) };
  event['requestContext'] = Object.assign(contextV2(invocation), authorizerV2(caller));
  return Object.assign(event, eventBody(invocation.request.body, firstHeader(outgoing.headers, 'content-type')));
}

/** @returns what the event of a function and that of an authorizer have in common. */
export function requestV2(invocation: Invocation, outgoing: Outgoing): JsonObject {
  const request: JsonObject = {
    routeKey: invocation.routeKey,
    rawPath: outgoing.path,
    rawQueryString: outgoing.rawQuery,
  };
  const cookies = cookiesOf(outgoing);
  if (cookies.length > 0) request['cookies'] = cookies;
  request['headers'] = headersV2(invocation, outgoing);
  putPresent(request, 'queryStringParameters', joinedValues(readQuery(outgoing.rawQuery)));
  putPresent(request, 'pathParameters', invocation.pathParameters);
  putPresent(request, 'stageVariables', invocation.deployment.stageVariables);
  return request;
}

/** One item a cookie (RT-EVT-COOKIES). */
function cookiesOf({ headers }: Outgoing): string[] {
  const values = headerValues(headers, 'cookie');
  if (values.length === 0) return values;
  return values
    .flatMap((value) => value.split(';'))
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '');
}

/** Lower case, repeated ones joined with commas, without cookies (RT-EVT-HEADERS, RT-HDR-DUP). */
function headersV2(invocation: Invocation, outgoing: Outgoing): Record<string, string> {
  const pairs: Header[] = [];
  for (const [name, value] of headersForLambda(invocation, outgoing)) {
    const lower = name.toLowerCase();
    if (lower !== 'cookie') pairs.push([lower, value]);
  }
  return joinedValues(pairs);
}

function putPresent(event: JsonObject, key: string, map: Record<string, string>): void {
  if (orNull(map) !== null) event[key] = map;
}

/** @returns `requestContext` without the authorizer. */
export function contextV2(invocation: Invocation): JsonObject {
  const { request, deployment, domainName, requestId, time, routeKey } = invocation;
  return {
    accountId: deployment.accountId,
    apiId: deployment.apiId,
    domainName,
    domainPrefix: domainPrefixOf(domainName),
    http: {
      method: request.method,
      path: pathWithStage(invocation),
      protocol: 'HTTP/1.1',
      sourceIp: request.sourceIp,
      userAgent: firstHeader(request.headers, 'user-agent') ?? '',
    },
    requestId,
    routeKey,
    stage: deployment.stage,
    time: requestTime(time),
    timeEpoch: time.getTime(),
  };
}

/** RT-CTX-AUTH-*: absent without an authorizer. */
function authorizerV2(caller: Caller): JsonObject {
  switch (caller.kind) {
    case 'anonymous':
      return {};
    case 'jwt':
      return { authorizer: { jwt: { claims: caller.claims, scopes: caller.scopes } } };
    case 'lambda':
      return { authorizer: { lambda: caller.context } };
    case 'iam':
      return { authorizer: { iam: iamV2(caller) } };
  }
}

/** `callerId` and `userId` are the unique id (RT-CTX-AUTH-NAMES). */
function iamV2({ accessKey, accountId, userArn, userId, principalOrgId }: IamIdentity): JsonObject {
  return {
    accessKey,
    accountId: accountId ?? null,
    callerId: userId ?? null,
    cognitoIdentity: null,
    principalOrgId: principalOrgId ?? null,
    userArn: userArn ?? null,
    userId: userId ?? null,
  };
}
