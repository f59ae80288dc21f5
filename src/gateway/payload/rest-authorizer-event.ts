import type { JsonObject } from '../../model/index.js';
import type { Deployment, Header } from '../gateway.js';
import { invokeArn } from '../invoke-arn.js';
import { allValues, lastValues } from './multi-values.js';
import { restContext } from './rest-context.js';
import { eventPath, type RoutedRequest } from './rest-request.js';

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
    methodArn: invokeArn(deployment, request.method, request.path),
    resource: request.resource.path,
    path: eventPath(request, deployment),
    httpMethod: request.method,
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    queryStringParameters: lastValues(request.query),
    multiValueQueryStringParameters: allValues(request.query),
    pathParameters: request.pathParameters,
    stageVariables: deployment.stageVariables,
    requestContext: restContext(request, deployment),
  };
}
