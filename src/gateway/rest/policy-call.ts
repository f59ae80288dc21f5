import type { Deployment } from '../gateway.js';
import { invokeArn } from '../invoke-arn.js';
import type { RoutedRequest } from '../payload/rest-request.js';
import type { PolicyCall } from '../policy/call.js';
import { requestKey } from '../policy/request-keys.js';
import { callerKey, principalOf, type Signer } from '../policy/signers.js';
import type { Verdict } from '../policy.js';
import type { ApiSettings } from './settings.js';

/** What those who decide about callers of one API go by. */
export interface AuthorizerScope {
  deployment: Deployment;
  settings: ApiSettings;
  /** Absent: the API has no policy. */
  judgeResource?: JudgeResource;
}

/** What the API's own policy says about a request. */
export type JudgeResource = (request: RoutedRequest, signer: Signer) => Verdict;

/** @returns the call of a request as policies see it */
export function policyCall(
  request: RoutedRequest,
  signer: Signer,
  { deployment, settings }: AuthorizerScope,
): PolicyCall {
  const sources = { request: request.sent, time: request.time, isPrivate: settings.isPrivate };
  return {
    arn: invokeArn(deployment, request.method, request.path),
    principal: principalOf(signer),
    valuesOf: (key) => requestKey(key, sources) ?? callerKey(key, signer),
  };
}
