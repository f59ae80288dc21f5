import { type HttpLambdaAuthorizer, isObject, type Json, type JsonObject } from '../../model/index.js';
import { type AuthorizerCache, cacheKey, openAuthorizerCache } from '../authorizer-cache.js';
import { within } from '../deadline.js';
import { functionNameOf } from '../function-name.js';
import type { BackendCall, Backends, Deployment, LambdaOutcome } from '../gateway.js';
import { jsonText } from '../json-text.js';
import { authorizerEventV1 } from '../payload/v1-authorizer.js';
import { authorizerEventV2 } from '../payload/v2-authorizer.js';
import { isPolicy, type Policy, readPolicy, undecidedIn } from '../policy.js';
import { fillStageVariables } from '../stage-variables.js';
import { type Access, type Decision, decided } from './access.js';
import { forbidden, gatewayError, serverError } from './errors.js';
import { openIdentity } from './identity-sources.js';
import type { Invocation } from './invocation.js';
import { policyCall, routeArn } from './policy-call.js';

/** An authorizer of this API, with its cache. */
export type LambdaAuthorizer = (invocation: Invocation) => Promise<Access>;

/** What a function said about a caller; a policy is evaluated anew for every route (RT-AUTH-CACHE-SCOPE). */
type Answer = { context: JsonObject; principalId?: string } & (
  | { kind: 'simple'; allowed: boolean }
  | { kind: 'policy'; policy: Policy }
);

/** HTTP APIs give an authorizer ten seconds (RT-AUTH-TIMEOUT). */
const TIMEOUT_MILLIS = 10_000;

/**
 * Opens a Lambda authorizer: identity sources, cache, call, decision.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function openLambdaAuthorizer(
  authorizer: HttpLambdaAuthorizer,
  backends: Backends,
  deployment: Deployment,
): LambdaAuthorizer {
  // Off when not written, and without identity sources there is nothing to tell callers apart by (RT-AUTH-TTL, RT-AUTH-KEY-NEED).
  const ttl = authorizer.identitySources.length > 0 ? (authorizer.ttl ?? 0) : 0;
  const cache: AuthorizerCache<Answer> = openAuthorizerCache(ttl, deployment.now);
  const identity = openIdentity(authorizer.identitySources);
  const functionName = functionNameOf(fillStageVariables(authorizer.uri.text, deployment.stageVariables));
  const eventOf = authorizer.payloadFormatVersion === '1.0' ? authorizerEventV1 : authorizerEventV2;
  return async (invocation) => {
    const values = identity(invocation);
    if (!values) return decided(refusal(authorizer, 'unauthorized', 'an identity source is missing'));
    const known = cache.get(cacheKey(values));
    if (known) return accessBy(authorizer, known, invocation, []);
    const event = eventOf(invocation, values, routeArn(invocation));
    const call = { kind: 'lambda', purpose: 'authorizer', functionName, event } as const;
    const outcome = await within(TIMEOUT_MILLIS, backends.invokeLambda(call.functionName, call.event));
    const answer = answerOf(authorizer, outcome);
    if (typeof answer === 'string') return { ...refusal(authorizer, answer), calls: [call], unsupported: [] };
    cache.set(cacheKey(values), answer);
    return accessBy(authorizer, answer, invocation, [call]);
  };
}

function answerOf(authorizer: HttpLambdaAuthorizer, outcome: LambdaOutcome): Answer | 'unauthorized' | 'failed' {
  if (outcome.kind !== 'returned' || !isObject(outcome.value)) return 'failed';
  const { principalId, isAuthorized, policyDocument, errorMessage } = outcome.value;
  if (errorMessage === 'Unauthorized') return 'unauthorized';
  const context = contextOf(authorizer, outcome.value['context'] ?? {});
  if (!context) return 'failed';
  if (authorizer.payloadFormatVersion === '2.0' && authorizer.enableSimpleResponses) {
    return typeof isAuthorized === 'boolean' ? { kind: 'simple', allowed: isAuthorized, context } : 'failed';
  }
  if (!isPolicy(policyDocument)) return 'failed';
  const answer = { kind: 'policy', policy: readPolicy(policyDocument), context } as const;
  return typeof principalId === 'string' ? { ...answer, principalId } : answer;
}

/**
 * @returns the context; `undefined` for what is none. `claims` is a reserved name in format 1.0 and cannot hold an object
 *   (RT-AUTH-CLAIMS-RESERVED); that such an answer fails: I
 */
function contextOf({ payloadFormatVersion }: HttpLambdaAuthorizer, context: Json): JsonObject | undefined {
  if (!isObject(context) || jsonText(context) === undefined) return undefined;
  return payloadFormatVersion === '1.0' && isObject(context['claims']) ? undefined : context;
}

function accessBy(
  authorizer: HttpLambdaAuthorizer,
  answer: Answer,
  invocation: Invocation,
  calls: BackendCall[],
): Access {
  const { name } = authorizer;
  const verdict = answer.kind === 'policy' ? answer.policy.judge(policyCall(invocation, 'anonymous')) : undefined;
  const unsupported = verdict ? undecidedIn(`Lambda authorizer ${name}`, verdict) : [];
  const allowed = answer.kind === 'simple' ? answer.allowed : verdict?.decision === 'allow';
  if (!allowed) return { ...refusal(authorizer, 'denied'), calls, unsupported };
  const { context, principalId } = answer;
  const caller = { kind: 'lambda', context, ...(principalId === undefined ? {} : { principalId }) } as const;
  return { kind: 'allowed', by: name, caller, calls, unsupported };
}

/** RT-AUTH-F-MISSING, RT-AUTH-F-EXPLICIT, RT-AUTH-F-ERROR; `Unauthorized` as a returned message: FE-AU-401. */
function refusal(
  { name }: HttpLambdaAuthorizer,
  why: 'unauthorized' | 'denied' | 'failed',
  reason: string = reasons[why],
): Decision {
  switch (why) {
    case 'unauthorized':
      return { kind: 'refused', by: name, reason, response: gatewayError(401, 'Unauthorized') };
    case 'denied':
      return { kind: 'refused', by: name, reason, response: forbidden() };
    case 'failed':
      return { kind: 'refused', by: name, reason, response: serverError() };
  }
}

const reasons = {
  unauthorized: 'the function answered Unauthorized',
  denied: 'the function does not allow it',
  failed: 'the function failed, was too slow, or did not answer as an authorizer does',
};
