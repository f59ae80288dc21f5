import { type CognitoAuthorizer, isOpaque, type Json } from '../../model/index.js';
import type { Deployment, TokenOutcome } from '../gateway.js';
import { invokeArn } from '../invoke-arn.js';
import type { RoutedRequest } from '../payload/rest-request.js';
import { fillStageVariables } from '../stage-variables.js';
import { issuerOfPool } from '../user-pool.js';
import { type Access, allowed, authorizerFailed, refused, unauthorized } from './access.js';
import { tokenOf, unreadableTokenSource } from './identity-sources.js';
import { javaRegex } from './java-regex.js';
import type { AuthorizerScope } from './policy-call.js';
import { RESOURCE_POLICY, requireAllow } from './resource-policy.js';

/**
 * Opens a Cognito user pool authorizer. A method without scopes takes ID tokens, one with scopes takes access tokens that
 * have one of them (RT-JWT-TOKENUSE); all else is 401, for a missing scope too (RT-JWT-403-SCOPE). Once the token is good,
 * the resource policy must allow the request (RT-PIPE-POLICY-COGNITO).
 *
 * @returns what decides for methods with these scopes
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
 */
export function openCognito(
  authorizer: CognitoAuthorizer,
  { deployment, judgeResource }: AuthorizerScope,
): (scopes: readonly string[]) => (request: RoutedRequest) => Promise<Access> {
  const { name, identitySources } = authorizer;
  const issuers = issuersOf(authorizer, deployment);
  const unfit = openClaims(authorizer);
  const unreadable = unreadableTokenSource(identitySources);
  if (unreadable || !issuers || !unfit) {
    const why = unreadable ?? (issuers ? 'validation expression' : 'user pool that is not an ARN');
    const access = refused(name, why, authorizerFailed(), [`authorizer ${name}: ${why}`]);
    return () => async () => access;
  }
  return (scopes) => async (request) => {
    const token = tokenOf(identitySources, request)?.replace(/^Bearer\s+/i, '');
    if (!token) return refused(name, 'no token', unauthorized());
    const outcome = await verify(token, issuers, deployment);
    if (outcome.kind === 'invalid') return badToken(name, outcome.reason);
    const reason = unfit(outcome.claims, scopes);
    if (reason) return refused(name, reason, unauthorized());
    const caller = { identity: {}, signed: false, authorizer: { claims: claimTexts(outcome.claims) } };
    if (!judgeResource) return allowed(name, caller);
    const arn = invokeArn(deployment, request.method, request.path);
    const access = requireAllow(judgeResource(request, 'anonymous'), arn);
    return access.fault ? { ...access, caller } : allowed(`${name}, ${RESOURCE_POLICY}`, caller, access.notSimulated);
  };
}

function badToken(name: string, reason: Extract<TokenOutcome, { kind: 'invalid' }>['reason']): Access {
  // RT-JWT-401-EXPIRED (C)
  const message = reason === 'expired' ? 'The incoming token has expired' : undefined;
  return refused(name, `token: ${reason}`, unauthorized(message));
}

/** @returns the issuer of each pool, or `undefined` when one cannot be told from its ARN. */
function issuersOf({ providerArns }: CognitoAuthorizer, { stageVariables }: Deployment): string[] | undefined {
  const issuers = providerArns.flatMap((provider) => {
    const issuer = issuerOfPool(fillStageVariables(provider.text, stageVariables));
    return issuer === undefined || isOpaque(provider) ? [] : [issuer];
  });
  return issuers.length === providerArns.length && issuers.length > 0 ? issuers : undefined;
}

/** A token of any of the pools is good. Without a verifier none is. */
async function verify(token: string, issuers: readonly string[], { tokens }: Deployment): Promise<TokenOutcome> {
  let refusal: TokenOutcome = { kind: 'invalid', reason: 'signature' };
  for (const issuer of issuers) {
    const outcome = await tokens?.verify(token, issuer);
    if (outcome?.kind === 'valid') return outcome;
    // The pool that knows the token says more than those that do not.
    if (outcome && refusal.reason !== 'expired') refusal = outcome;
  }
  return refusal;
}

/** @returns what says why the claims do not let a caller in; `undefined` when the validation expression cannot be read */
function openClaims({ validationExpression }: CognitoAuthorizer) {
  const expression = validationExpression === undefined ? undefined : javaRegex(validationExpression, 'whole');
  if (validationExpression !== undefined && !expression) return undefined;
  return (claims: Record<string, Json>, scopes: readonly string[]): string | undefined => {
    const expected = scopes.length > 0 ? 'access' : 'id';
    if (claims['token_use'] !== expected) return `not an ${expected} token`;
    const audience = String(claims['aud'] ?? claims['client_id'] ?? '');
    if (expression && !expression.test(audience)) {
      return 'the audience does not match the validation expression';
    }
    const granted = String(claims['scope'] ?? '').split(' ');
    return scopes.length > 0 && !scopes.some((scope) => granted.includes(scope)) ? 'no scope of the method' : undefined;
  };
}

/**
 * REST events hold every claim as text (RT-JWT-CLAIMS-FMT); public captures of events show `exp` and `iat` as Java prints
 * dates, other times as seconds. How lists look is unverified: joined by commas here.
 */
function claimTexts(claims: Record<string, Json>): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(name, value)]));
}

function claimText(name: string, value: Json): string {
  if ((name === 'exp' || name === 'iat') && typeof value === 'number') return javaDate(new Date(value * 1000));
  if (Array.isArray(value)) return value.map((item) => claimText('', item)).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `Mon Jun 15 05:56:21 UTC 2026`, as `java.util.Date` prints it. */
function javaDate(date: Date): string {
  const [weekday, day, month, year, clock] = date.toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${day} ${clock} UTC ${year}`;
}
