import type { JsonObject } from '../../model/index.js';
import { domainNameOf, domainPrefixOf } from '../domain-name.js';
import type { Deployment } from '../gateway.js';
import { lastHeader } from '../headers.js';
import { pathPrefix } from '../path-prefix.js';
import { requestTime } from '../request-time.js';
import type { Arrival, Caller, RoutedRequest } from './rest-request.js';

/**
 * `requestContext` of a REST API's events and `$context` of its templates (facts runtime.md 3.2, REST column).
 *
 * @param request without a resource when no method took it: gateway responses have a context too
 * @param caller absent before authorization
 */
export function restContext(request: Arrival | RoutedRequest, deployment: Deployment, caller?: Caller): JsonObject {
  const { sent } = request;
  const domainName = domainNameOf(sent.headers, deployment);
  const context: JsonObject = {
    accountId: deployment.accountId,
    apiId: deployment.apiId,
    deploymentId: deployment.apiId,
    domainName,
    domainPrefix: domainPrefixOf(domainName),
    extendedRequestId: request.extendedRequestId,
    httpMethod: request.method,
    identity: identityOf(request, caller),
    path: `${pathPrefix(deployment)}${sent.rawPath}`,
    protocol: 'HTTP/1.1',
    requestId: request.requestId,
    requestTime: requestTime(request.time),
    requestTimeEpoch: request.time.getTime(),
    stage: deployment.stage,
  };
  if ('resource' in request) {
    context['resourceId'] = request.resource.id;
    context['resourcePath'] = request.resource.path;
    if (request.operationName) context['operationName'] = request.operationName;
  }
  if (request.isCanary !== undefined) context['isCanaryRequest'] = request.isCanary;
  if (caller?.authorizer) context['authorizer'] = caller.authorizer;
  return context;
}

/** Every REST event has these keys, `null` when unused (RT-CTX-ID-KEYS). */
function identityOf({ sent }: Arrival, caller: Caller | undefined): JsonObject {
  const identity: JsonObject = {
    accessKey: null,
    accountId: null,
    caller: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: sent.sourceIp,
    user: null,
    userAgent: lastHeader(sent.headers, 'User-Agent') ?? null,
    userArn: null,
  };
  if (sent.vpcEndpoint) {
    // Private APIs only (RT-CTX-ID-VPC).
    identity['vpcId'] = sent.vpcEndpoint.vpcId ?? null;
    identity['vpceId'] = sent.vpcEndpoint.id;
  }
  return caller ? Object.assign(identity, caller.identity) : identity;
}
