import type { JsonObject } from '../../model/index.js';
import { type Invocation, unmapped } from '../http/invocation.js';
import { orNull } from './multi-values.js';
import { contextV1, headersV1, queryV1 } from './v1.js';

/**
 * Builds the event that a Lambda authorizer with payload format 1.0 gets (RT-AUTH-EV-*). It never has the body.
 *
 * @param identity values of the identity sources; none: null, not recorded (I)
 * @param methodArn what is called
 */
export function authorizerEventV1(invocation: Invocation, identity: readonly string[], methodArn: string): JsonObject {
  const outgoing = unmapped(invocation);
  const joined = identity.length > 0 ? identity.join(',') : null;
  return {
    version: '1.0',
    type: 'REQUEST',
    methodArn,
    identitySource: joined,
    authorizationToken: joined,
    resource: invocation.resource,
    path: outgoing.path,
    httpMethod: invocation.request.method,
    headers: headersV1(invocation, outgoing).single,
    queryStringParameters: queryV1(outgoing.rawQuery).single,
    pathParameters: orNull(invocation.pathParameters),
    stageVariables: orNull(invocation.deployment.stageVariables),
    requestContext: contextV1(invocation, { kind: 'anonymous' }),
  };
}
