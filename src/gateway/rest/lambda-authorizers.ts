import type { LambdaAuthorizer } from '../../model/index.js';
import { type AuthorizerCache, cacheKey, openAuthorizerCache } from '../authorizer-cache.js';
import { within } from '../deadline.js';
import { functionNameOf } from '../function-name.js';
import type { Deployment, LambdaOutcome } from '../gateway.js';
import { invokeArn } from '../invoke-arn.js';
import { requestAuthorizerEvent, tokenAuthorizerEvent } from '../payload/rest-authorizer-event.js';
import { lambdaHeaders } from '../payload/rest-headers.js';
import type { Caller, RoutedRequest } from '../payload/rest-request.js';
import { combined, type Policy, readPolicy, undecidedIn, type Verdict } from '../policy.js';
import { fillStageVariables } from '../stage-variables.js';
import { type Access, allowed, authorizerFailed, forbidden, refused, unauthorized } from './access.js';
import { type AuthorizerAnswer, readAuthorizerAnswer } from './authorizer-answer.js';
import type { Calls } from './calls.js';
import type { Fault } from './faults.js';
import { identityOf, tokenOf, unreadableTokenSource } from './identity-sources.js';
import { javaRegex } from './java-regex.js';
import { type AuthorizerScope, policyCall } from './policy-call.js';
import { RESOURCE_POLICY, refusedByPolicy } from './resource-policy.js';

/** Decides about one request. */
export type Authorize = (request: RoutedRequest, calls: Calls) => Promise<Access>;

/** As long as an integration may take; no other limit is documented (RT-AUTH-TIMEOUT, U). */
const TIMEOUT_MILLIS = 29_000;

/** Seconds that an answer is kept when the definition does not say (RT-AUTH-TTL). */
const DEFAULT_TTL = 300;

/** An answer with its policy read, as the cache keeps it. */
type ReadAnswer = AuthorizerAnswer & { judged: Policy };

/**
 * Opens a TOKEN or REQUEST authorizer with its cache. A resource policy that denies ends the request before the function
 * is called (RT-PIPE-POLICY-LAMBDA).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export function openLambdaAuthorizer(authorizer: LambdaAuthorizer, scope: AuthorizerScope): Authorize {
  const { deployment, judgeResource } = scope;
  const ttl = authorizer.ttl ?? DEFAULT_TTL;
  const cache = openAuthorizerCache<ReadAnswer>(ttl, deployment.now);
  const questionFor = openQuestions(authorizer, { scope, cached: ttl > 0 });
  return async (request, calls) => {
    const resource = judgeResource?.(request, 'anonymous');
    if (resource?.decision === 'explicit-deny') return deniedBefore(resource, request, scope);
    const asked = questionFor(request);
    if ('result' in asked) return asked;
    const started = deployment.now().getTime();
    const kept = cachedAnswer(cache, asked.key);
    const answer = kept ?? (await ask(authorizer, asked.event, { deployment, calls }));
    if ('fault' in answer) return refused(authorizer.name, 'the authorizer function failed', answer);
    if (asked.key !== undefined && !kept) cache.set(asked.key, answer);
    // A cached policy is evaluated against each request's own ARN (RT-AUTH-CACHE-SCOPE).
    const verdict = answer.judged.judge(policyCall(request, 'anonymous', scope));
    const latency = deployment.now().getTime() - started;
    return decide({ authorizer, caller: callerOf(answer, latency) }, verdict, resource);
  };
}

function deniedBefore(resource: Verdict, { method, path }: RoutedRequest, { deployment }: AuthorizerScope): Access {
  const call = { user: 'anonymous', arn: invokeArn(deployment, method, path), by: RESOURCE_POLICY };
  return refusedByPolicy('explicit-deny', call, undecidedIn(RESOURCE_POLICY, resource));
}

/** What to send the function, and the key under which its answer is kept; no key when it is not. */
interface Question {
  event: ReturnType<typeof tokenAuthorizerEvent>;
  key: string | undefined;
}

interface Circumstances {
  scope: AuthorizerScope;
  cached: boolean;
}

/** What an authorizer makes of a request: what to ask, or why there is nothing to ask. */
type QuestionFor = (request: RoutedRequest) => Question | Access;

function openQuestions(authorizer: LambdaAuthorizer, around: Circumstances): QuestionFor {
  switch (authorizer.kind) {
    case 'token':
      return tokenQuestions(authorizer, around);
    case 'request':
      return requestQuestions(authorizer, around);
  }
}

function tokenQuestions(authorizer: LambdaAuthorizer, { scope, cached }: Circumstances): QuestionFor {
  const { name, identitySources, validationExpression } = authorizer;
  const unreadable = unreadableTokenSource(identitySources);
  if (unreadable) return () => undecidable(name, unreadable);
  // Whether AWS wants the whole token to match is not documented; this is the stricter reading (I).
  const expression = validationExpression === undefined ? undefined : javaRegex(validationExpression, 'whole');
  if (validationExpression !== undefined && !expression) return () => undecidable(name, 'validation expression');
  return (request) => {
    const token = tokenOf(identitySources, request);
    if (token === undefined) return refused(name, 'no token', unauthorized());
    if (expression && !expression.test(token)) {
      return refused(name, 'the token does not match the validation expression', unauthorized());
    }
    const event = tokenAuthorizerEvent(token, invokeArn(scope.deployment, request.method, request.path));
    return { event, key: cached ? cacheKey([token]) : undefined };
  };
}

/**
 * A missing identity source is a 401 without a call. AWS's page ties that to caching (RT-AUTH-F-MISSING), but tests that run
 * against AWS get it with a time to live of 0 as well.
 */
function requestQuestions(authorizer: LambdaAuthorizer, { scope, cached }: Circumstances): QuestionFor {
  const { name, identitySources } = authorizer;
  const unknown = identitySources.find((source) => source.kind === 'unknown');
  if (unknown) return () => undecidable(name, `identity source ${unknown.text}`);
  const { deployment, settings } = scope;
  return (request) => {
    const values = identityOf(identitySources, request, deployment);
    const present = values.filter((value) => value !== undefined);
    if (present.length < values.length) return refused(name, 'no identity', unauthorized());
    const headers = lambdaHeaders(request, deployment, settings.edge);
    return {
      event: requestAuthorizerEvent(request, deployment, headers),
      // Caching needs an identity source (RT-AUTH-KEY-NEED): without one all callers would share an answer.
      key: cached && present.length > 0 ? cacheKey(present) : undefined,
    };
  };
}

function undecidable(name: string, why: string): Access {
  return refused(name, why, authorizerFailed(), [`authorizer ${name}: ${why}`]);
}

function cachedAnswer(cache: AuthorizerCache<ReadAnswer>, key: string | undefined): ReadAnswer | undefined {
  return key === undefined ? undefined : cache.get(key);
}

async function ask(
  { uri }: LambdaAuthorizer,
  event: Question['event'],
  { deployment, calls }: { deployment: Deployment; calls: Calls },
): Promise<ReadAnswer | Fault> {
  const functionName = functionNameOf(fillStageVariables(uri.text, deployment.stageVariables));
  const answer = readOutcome(await within(TIMEOUT_MILLIS, calls.invokeLambda('authorizer', functionName, event)));
  return 'fault' in answer ? answer : { ...answer, judged: readPolicy(answer.policy) };
}

/** An error whose message is exactly `Unauthorized` is a 401 (RT-AUTH-F-UNAUTH-THROW), any other failure a 500. */
function readOutcome(outcome: LambdaOutcome): AuthorizerAnswer | Fault {
  switch (outcome.kind) {
    case 'returned':
      return readAuthorizerAnswer(outcome.value) ?? authorizerFailed();
    case 'threw':
      return outcome.errorMessage === 'Unauthorized' ? unauthorized() : authorizerFailed();
    case 'not-invoked':
    case 'timed-out':
      return authorizerFailed();
  }
}

function callerOf({ principalId, context, usageIdentifierKey }: AuthorizerAnswer, integrationLatency: number): Caller {
  return {
    identity: {},
    signed: false,
    ...(usageIdentifierKey !== undefined && { usageIdentifierKey }),
    authorizer: { ...context, ...(principalId !== undefined && { principalId }), integrationLatency },
  };
}

/**
 * The function's policy and the API's own count like two of one account (table A). Gateway responses of a refusal can show
 * what the function said about the caller (C: a known way to tell callers why).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
function decide(
  { authorizer: { name }, caller }: { authorizer: LambdaAuthorizer; caller: Caller },
  verdict: Verdict,
  resource: Verdict | undefined,
): Access {
  const decision = resource ? combined(verdict.decision, resource.decision, 'same') : verdict.decision;
  const notSimulated = [
    ...undecidedIn(`authorizer ${name}`, verdict),
    ...(resource ? undecidedIn(RESOURCE_POLICY, resource) : []),
  ];
  if (decision === 'allow') return allowed(resource ? `${name}, ${RESOURCE_POLICY}` : name, caller, notSimulated);
  const explicit = decision === 'explicit-deny' ? ' with an explicit deny' : '';
  const message = `User is not authorized to access this resource${explicit}`;
  return { ...refused(name, `policy: ${decision}`, forbidden('ACCESS_DENIED', message), notSimulated), caller };
}
