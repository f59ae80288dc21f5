import type { JsonObject } from '../../model/index.js';
import { domainNameOf, domainPrefixOf } from '../domain-name.js';
import type { Deployment } from '../gateway.js';
import { lastHeader } from '../headers.js';
import { requestTime } from '../request-time.js';
import type { Arrival, Caller, RoutedRequest } from './rest-request.js';

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
  const domainName = domainNameOf(request.sent.headers, deployment);
  return {
    accountId: deployment.accountId,
    apiId: deployment.apiId,
    deploymentId: deployment.apiId,
    domainName,
    domainPrefix: domainPrefixOf(domainName),
    extendedRequestId: request.extendedRequestId,
    httpMethod: request.method,
    identity: {
      ...unusedIdentity,
      sourceIp: request.sent.sourceIp,
      userAgent: lastHeader(request.sent.headers, 'User-Agent') ?? null,
      ...vpcOf(request),
      ...caller?.identity,
    },
    ...(request.isCanary !== undefined && { isCanaryRequest: request.isCanary }),
    path: `/${deployment.stage}${request.sent.rawPath}`,
    protocol: 'HTTP/1.1',
    requestId: request.requestId,
    requestTime: requestTime(request.time),
    requestTimeEpoch: request.time.getTime(),
    ...resourceOf(request),
    stage: deployment.stage,
    ...(caller?.authorizer && { authorizer: caller.authorizer }),
  };
}

/** Private APIs only (RT-CTX-ID-VPC). */
function vpcOf({ sent: { vpcEndpoint } }: Arrival): JsonObject {
  return vpcEndpoint ? { vpcId: vpcEndpoint.vpcId ?? null, vpceId: vpcEndpoint.id } : {};
}

function resourceOf(request: Arrival | RoutedRequest): JsonObject {
  if (!('resource' in request)) return {};
  return {
    resourceId: request.resource.id,
    resourcePath: request.resource.path,
    ...(request.operationName && { operationName: request.operationName }),
  };
}
