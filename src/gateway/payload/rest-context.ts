import type { JsonObject } from '../../model/index.js';
import type { Deployment } from '../gateway.js';
import { lastHeader } from '../headers.js';
import type { Arrival, Caller, RoutedRequest } from './rest-request.js';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Keys of `identity` that every REST event has, `null` when unused (RT-CTX-ID-KEYS). */
const unusedIdentity = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
};

/**
 * `requestContext` of a REST API's events and `$context` of its templates (facts runtime.md 3.2, REST column).
 *
 * @param request without a resource when no method took it: gateway responses have a context too
 * @param caller absent before authorization
 */
export function restContext(request: Arrival | RoutedRequest, deployment: Deployment, caller?: Caller): JsonObject {
  const domainName = hostOf(request, deployment);
  return {
    accountId: deployment.accountId,
    apiId: deployment.apiId,
    deploymentId: deployment.apiId,
    domainName,
    domainPrefix: domainName.split('.')[0] ?? domainName,
    extendedRequestId: request.extendedRequestId,
    httpMethod: request.method,
    identity: {
      ...unusedIdentity,
      sourceIp: request.sent.sourceIp,
      userAgent: lastHeader(request.sent.headers, 'User-Agent') ?? null,
      ...caller?.identity,
    },
    path: `/${deployment.stage}${request.sent.rawPath}`,
    protocol: 'HTTP/1.1',
    requestId: request.requestId,
    requestTime: logTime(request.time),
    requestTimeEpoch: request.time.getTime(),
    ...resourceOf(request),
    stage: deployment.stage,
    ...(caller?.authorizer && { authorizer: caller.authorizer }),
  };
}

/** @returns host name that the client called; the API's own when it sent none. */
export function hostOf(request: Arrival, deployment: Deployment): string {
  const host = lastHeader(request.sent.headers, 'Host');
  return host ?? `${deployment.apiId}.execute-api.${deployment.region}.amazonaws.com`;
}

function resourceOf(request: Arrival | RoutedRequest): JsonObject {
  if (!('resource' in request)) return {};
  return {
    resourceId: request.resource.id,
    resourcePath: request.resource.path,
    ...(request.operationName && { operationName: request.operationName }),
  };
}

/** @returns the time as Apache logs write it, in UTC: `10/Jul/2026:19:19:04 +0000` (RT-CTX-TIME). */
function logTime(time: Date): string {
  const [day = '', clock = ''] = time.toISOString().split(/[T.]/);
  const [year, month, date] = day.split('-');
  return `${date}/${months[Number(month) - 1]}/${year}:${clock} +0000`;
}
