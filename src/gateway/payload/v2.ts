import type { JsonObject } from '../../model/index.js';
import { domainPrefixOf } from '../domain-name.js';
import { firstHeader, headerValues, joinedHeaders } from '../headers.js';
import type { Caller } from '../http/caller.js';
import { type Invocation, type Outgoing, pathWithStage } from '../http/invocation.js';
import { headersForLambda } from '../http/lambda-headers.js';
import { readQuery } from '../query.js';
import { requestTime } from '../request-time.js';
import { eventBody } from './v1-v2-body.js';

/**
 * Builds the event of payload format 2.0. Keys without a value are left out (RT-EVT-*, null-versus-absent rule).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventV2(invocation: Invocation, outgoing: Outgoing, caller: Caller): JsonObject {
  const contentType = firstHeader(outgoing.headers, 'content-type');
  return {
    version: '2.0',
    ...requestV2(invocation, outgoing),
    requestContext: { ...contextV2(invocation), ...authorizerV2(caller) },
    ...eventBody(invocation.request.body, contentType),
  };
}

/** @returns what the event of a function and that of an authorizer have in common. */
export function requestV2(invocation: Invocation, outgoing: Outgoing): JsonObject {
  const { deployment, routeKey, pathParameters } = invocation;
  const cookies = cookiesOf(outgoing);
  return {
    routeKey,
    rawPath: outgoing.path,
    rawQueryString: outgoing.rawQuery,
    ...(cookies.length > 0 ? { cookies } : {}),
    headers: headersV2(invocation, outgoing),
    ...present('queryStringParameters', queryV2(outgoing.rawQuery)),
    ...present('pathParameters', pathParameters),
    ...present('stageVariables', deployment.stageVariables),
  };
}

/** One item a cookie (RT-EVT-COOKIES). */
function cookiesOf({ headers }: Outgoing): string[] {
  return headerValues(headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '');
}

/** Lower case, repeated ones joined with commas, without cookies (RT-EVT-HEADERS, RT-HDR-DUP). */
function headersV2(invocation: Invocation, outgoing: Outgoing): Record<string, string> {
  const headers = joinedHeaders(headersForLambda(invocation, outgoing));
  headers.delete('cookie');
  return Object.fromEntries(headers);
}

/** Repeated parameters are joined with commas (RT-QS-DUP). */
function queryV2(rawQuery: string): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of readQuery(rawQuery)) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(values);
}

function present(key: string, map: Record<string, string>): JsonObject {
  return Object.keys(map).length > 0 ? { [key]: map } : {};
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

/** RT-CTX-AUTH-*: absent without an authorizer. Of an IAM caller only the access key is known. */
function authorizerV2(caller: Caller): JsonObject {
  switch (caller.kind) {
    case 'anonymous':
      return {};
    case 'jwt':
      return { authorizer: { jwt: { claims: caller.claims, scopes: caller.scopes } } };
    case 'lambda':
      return { authorizer: { lambda: caller.context } };
    case 'iam':
      return { authorizer: { iam: iamV2(caller.accessKey) } };
  }
}

function iamV2(accessKey: string): JsonObject {
  return {
    accessKey,
    accountId: null,
    callerId: null,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: null,
    userId: null,
  };
}
