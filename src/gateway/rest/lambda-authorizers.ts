import type { LambdaAuthorizer } from '../../model/index.js';
import { type AuthorizerCache, cacheKey, openAuthorizerCache } from '../authorizer-cache.js';
import { within } from '../deadline.js';
import { functionNameOf } from '../function-name.js';
import type { Deployment, LambdaOutcome } from '../gateway.js';
import { invokeArn } from '../invoke-arn.js';
import { requestAuthorizerEvent, tokenAuthorizerEvent } from '../payload/rest-authorizer-event.js';
import { lambdaHeaders } from '../payload/rest-headers.js';
import type { RoutedRequest } from '../payload/rest-request.js';
import { evaluatePolicy, hasConditions } from '../policy.js';
import { fillStageVariables } from '../stage-variables.js';
import { type Access, allowed, authorizerFailed, forbidden, refused, unauthorized } from './access.js';
import { type AuthorizerAnswer, readAuthorizerAnswer } from './authorizer-answer.js';
import type { Calls } from './calls.js';
import type { Fault } from './faults.js';
import { identityOf, tokenOf, unreadableTokenSource } from './identity-sources.js';
import { javaRegex } from './java-regex.js';

/** Decides about one request. */
export type Authorize = (request: RoutedRequest, calls: Calls) => Promise<Access>;

/** As long as an integration may take; no other limit is documented (RT-AUTH-TIMEOUT, U). */
const TIMEOUT_MILLIS = 29_000;

/** Seconds that an answer is kept when the definition does not say (RT-AUTH-TTL). */
const DEFAULT_TTL = 300;

/**
 * Opens a TOKEN or REQUEST authorizer with its cache.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export function openLambdaAuthorizer(authorizer: LambdaAuthorizer, deployment: Deployment, edge: boolean): Authorize {
  const ttl = authorizer.ttl ?? DEFAULT_TTL;
  const cache = openAuthorizerCache<AuthorizerAnswer>(ttl, deployment.now);
  return async (request, calls) => {
    const asked = questionFor(authorizer, request, { deployment, edge, cached: ttl > 0 });
    if ('result' in asked) return asked;
    const started = deployment.now().getTime();
    const answer = cachedAnswer(cache, asked.key) ?? (await ask(authorizer, asked.event, { deployment, calls }));
    if ('fault' in answer) return refused(authorizer.name, 'the authorizer function failed', answer);
    if (asked.key !== undefined) cache.set(asked.key, answer);
    return decide(authorizer, answer, {
      arn: invokeArn(deployment, request.method, request.path),
      latency: deployment.now().getTime() - started,
    });
  };
}

/** What to send the function, and the key under which its answer is kept; no key when it is not. */
interface Question {
  event: ReturnType<typeof tokenAuthorizerEvent>;
  key: string | undefined;
}

interface Circumstances {
  deployment: Deployment;
  edge: boolean;
  cached: boolean;
}

function questionFor(authorizer: LambdaAuthorizer, request: RoutedRequest, around: Circumstances): Question | Access {
  switch (authorizer.kind) {
    case 'token':
      return tokenQuestion(authorizer, request, around);
    case 'request':
      return requestQuestion(authorizer, request, around);
  }
}

function tokenQuestion(authorizer: LambdaAuthorizer, request: RoutedRequest, around: Circumstances): Question | Access {
  const { name, identitySources, validationExpression } = authorizer;
  const unreadable = unreadableTokenSource(identitySources);
  if (unreadable) return refused(name, unreadable, authorizerFailed(), [`authorizer ${name}: ${unreadable}`]);
  const token = tokenOf(identitySources, request);
  if (token === undefined) return refused(name, 'no token', unauthorized());
  // Whether AWS wants the whole token to match is not documented; this is the stricter reading (I).
  const expression = validationExpression === undefined ? undefined : javaRegex(validationExpression, 'whole');
  if (validationExpression !== undefined && !expression) {
    return refused(name, 'validation expression', authorizerFailed(), [`authorizer ${name}: validation expression`]);
  }
  if (expression && !expression.test(token)) {
    return refused(name, 'the token does not match the validation expression', unauthorized());
  }
  const event = tokenAuthorizerEvent(token, invokeArn(around.deployment, request.method, request.path));
  return { event, key: around.cached ? cacheKey([token]) : undefined };
}

/**
 * A missing identity source is a 401 without a call. AWS's page ties that to caching (RT-AUTH-F-MISSING), but tests that run
 * against AWS get it with a time to live of 0 as well.
 */
function requestQuestion(
  authorizer: LambdaAuthorizer,
  request: RoutedRequest,
  around: Circumstances,
): Question | Access {
  const { name, identitySources } = authorizer;
  const unknown = identitySources.find((source) => source.kind === 'unknown');
  if (unknown) {
    return refused(name, 'identity source', authorizerFailed(), [
      `authorizer ${name}: identity source ${unknown.text}`,
    ]);
  }
  const values = identityOf(identitySources, request, around.deployment);
  const present = values.filter((value) => value !== undefined);
  if (present.length < values.length) return refused(name, 'no identity', unauthorized());
  const headers = lambdaHeaders(request, around.deployment, around.edge);
  return {
    event: requestAuthorizerEvent(request, around.deployment, headers),
    // Caching needs an identity source (RT-AUTH-KEY-NEED): without one all callers would share an answer.
    key: around.cached && present.length > 0 ? cacheKey(present) : undefined,
  };
}

function cachedAnswer(cache: AuthorizerCache<AuthorizerAnswer>, key: string | undefined): AuthorizerAnswer | undefined {
  return key === undefined ? undefined : cache.get(key);
}

async function ask(
  { uri }: LambdaAuthorizer,
  event: Question['event'],
  { deployment, calls }: { deployment: Deployment; calls: Calls },
): Promise<AuthorizerAnswer | Fault> {
  const functionName = functionNameOf(fillStageVariables(uri.text, deployment.stageVariables));
  return readOutcome(await within(TIMEOUT_MILLIS, calls.invokeLambda('authorizer', functionName, event)));
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

/** A cached policy is evaluated against each request's own ARN (RT-AUTH-CACHE-SCOPE). */
function decide({ name }: LambdaAuthorizer, answer: AuthorizerAnswer, at: { arn: string; latency: number }): Access {
  const { principalId, policy, context, usageIdentifierKey } = answer;
  const notSimulated = hasConditions(policy) ? [`authorizer ${name}: conditions of the policy`] : [];
  const decision = evaluatePolicy(policy, at.arn);
  if (decision !== 'allow') {
    const explicit = decision === 'explicit-deny' ? ' with an explicit deny' : '';
    const message = `User is not authorized to access this resource${explicit}`;
    return refused(name, `policy: ${decision}`, forbidden('ACCESS_DENIED', message), notSimulated);
  }
  const caller = {
    identity: {},
    signed: false,
    ...(usageIdentifierKey !== undefined && { usageIdentifierKey }),
    authorizer: { ...context, ...(principalId !== undefined && { principalId }), integrationLatency: at.latency },
  };
  return allowed(name, caller, notSimulated);
}
