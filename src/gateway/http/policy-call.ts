import { invokeArn } from '../invoke-arn.js';
import type { PolicyCall } from '../policy/call.js';
import { requestKey } from '../policy/request-keys.js';
import { callerKey, principalOf, type Signer } from '../policy/signers.js';
import type { Invocation } from './invocation.js';

/** @returns the ARN of what a request invokes, `routeArn` of an authorizer's event (RT-AUTH-ARN-MATCH). */
export function routeArn({ deployment, request, path }: Invocation): string {
  return invokeArn(deployment, request.method, path);
}

/** @returns the call of a request as policies see it. No HTTP API is private. */
export function policyCall(invocation: Invocation, signer: Signer): PolicyCall {
  const { request, time } = invocation;
  const sources = { request, time, isPrivate: false };
  return {
    arn: routeArn(invocation),
    principal: principalOf(signer),
    valuesOf: (key) => requestKey(key, sources) ?? callerKey(key, signer),
  };
}
