import type { JsonObject } from '../../model/index.js';
import { type Invocation, unmapped } from '../http/invocation.js';
import { contextV2, requestV2 } from './v2.js';

/**
 * Builds the event that a Lambda authorizer with payload format 2.0 gets (RT-AUTH-EV-*). It never has the body.
 *
 * @param identity values of the identity sources; none: null, not recorded (I)
 * @param routeArn what is called
 */
export function authorizerEventV2(invocation: Invocation, identity: readonly string[], routeArn: string): JsonObject {
  return {
    version: '2.0',
    type: 'REQUEST',
    routeArn,
    identitySource: identity.length > 0 ? [...identity] : null,
    ...requestV2(invocation, unmapped(invocation)),
    requestContext: contextV2(invocation),
  };
}
