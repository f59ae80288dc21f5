import type { JsonObject } from '../../model/index.js';
import type { Deployment, Header } from '../gateway.js';
import { allValues, lastValues, orNull } from './multi-values.js';
import { restContext } from './rest-context.js';
import { type Caller, eventPath, type RoutedRequest } from './rest-request.js';

/** The request's body as an event holds it. */
export interface EventBody {
  body: string | null;
  isBase64Encoded: boolean;
}

/**
 * Event of a REST API's Lambda proxy integration (facts runtime.md section 3, REST column).
 *
 * @param headers from `lambdaHeaders`
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function restProxyEvent(
  request: RoutedRequest,
  deployment: Deployment,
  caller: Caller,
  payload: EventBody & { headers: Header[] },
): JsonObject {
  return {
    resource: request.resource.path,
    path: eventPath(request, deployment),
    httpMethod: request.method,
    headers: orNull(lastValues(payload.headers)),
    multiValueHeaders: orNull(allValues(payload.headers)),
    queryStringParameters: orNull(lastValues(request.query)),
    multiValueQueryStringParameters: orNull(allValues(request.query)),
    pathParameters: orNull(request.pathParameters),
    stageVariables: orNull(deployment.stageVariables),
    requestContext: restContext(request, deployment, caller),
    body: payload.body,
    isBase64Encoded: payload.isBase64Encoded,
  };
}
