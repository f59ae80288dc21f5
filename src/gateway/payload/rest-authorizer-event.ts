import type { JsonObject } from '../../model/index.js';
import type { Deployment, Header } from '../gateway.js';
import { restContext } from './rest-context.js';
import { allValues, lastValues } from './rest-multi-values.js';
import type { Arrival, RoutedRequest } from './rest-request.js';

/**
 * ARN of the method and the concrete path, which policies are evaluated against (RT-AUTH-ARN-MATCH).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
export function methodArn(request: Arrival, deployment: Deployment): string {
  const { region, accountId, apiId, stage } = deployment;
  return `arn:${partitionOf(region)}:execute-api:${region}:${accountId}:${apiId}/${stage}/${request.method}${request.path}`;
}

/** Event of a TOKEN authorizer (facts runtime.md 7.1). */
export function tokenAuthorizerEvent(token: string, arn: string): JsonObject {
  return { type: 'TOKEN', methodArn: arn, authorizationToken: token };
}

/**
 * Event of a REQUEST authorizer: the proxy event without a body. AWS's example shows empty maps as `{}` here, not as
 * `null` (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html).
 *
 * @param headers from `lambdaHeaders`
 */
export function requestAuthorizerEvent(request: RoutedRequest, deployment: Deployment, headers: Header[]): JsonObject {
  return {
    type: 'REQUEST',
    methodArn: methodArn(request, deployment),
    resource: request.resource.path,
    path: request.path,
    httpMethod: request.method,
    headers: lastValues(headers) ?? {},
    multiValueHeaders: allValues(headers) ?? {},
    queryStringParameters: lastValues(request.query) ?? {},
    multiValueQueryStringParameters: allValues(request.query) ?? {},
    pathParameters: request.pathParameters,
    stageVariables: deployment.stageVariables,
    requestContext: restContext(request, deployment),
  };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
