import { createHash } from 'node:crypto';
import { type CredentialsProblem, credentialsProblem, type KnownCaller, openCallers } from '../credentials.js';
import type { IamCaller } from '../gateway.js';
import { lastHeader } from '../headers.js';
import { invokeArn } from '../invoke-arn.js';
import type { Arrival, Caller, RoutedRequest } from '../payload/rest-request.js';
import { combined, together, undecidedIn, type Verdict } from '../policy.js';
import type { SignedByClient } from '../signatures.js';
import { sentSignature, signingKey } from '../sigv4.js';
import { type Access, allowed, forbidden, refused } from './access.js';
import type { Fault } from './faults.js';
import { type AuthorizerScope, policyCall } from './policy-call.js';
import { RESOURCE_POLICY, refusedByPolicy } from './resource-policy.js';

const BY = 'AWS_IAM';

/** Decides about one request by its signature. */
export type AuthorizeByIam = (request: RoutedRequest) => Access;

/**
 * Opens IAM authorization. With callers told, who signed must be one of them, the signature good where the secret is
 * told too, and the policies decide: the caller's own and that of the API. Without, whoever signed is let through unless the
 * API's policy denies it. Each exchange says what was not verified.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function openIam(scope: AuthorizerScope): AuthorizeByIam {
  const known = openCallers(scope.deployment);
  return (request) => {
    const accessKey = signingKeyOf(request);
    if (accessKey === undefined) return refused(BY, 'the request is not signed', unsigned(request));
    if (!known) return unverified(accessKey, request, scope);
    const found = known(accessKey);
    const problem = found && credentialsProblem(found.caller, asSent(request), scope.deployment);
    if (!found || problem) {
      const lacks = found?.caller.secretAccessKey === undefined ? [] : notVerified(request);
      return refused(BY, 'the credentials or the signature are not good', faultOf(problem), lacks);
    }
    return byPolicies({ ...found, accessKey }, request, scope);
  };
}

/** A body that was packed was signed so. */
function asSent({ packed, sent, query, time }: RoutedRequest): SignedByClient {
  return { sent: packed ?? sent, query, time };
}

/** One of Version 4A is not verified, and so it is refused. */
function notVerified({ sent, query }: RoutedRequest): string[] {
  return sentSignature({ headers: sent.headers, query }) ? [] : ['AWS_IAM: a signature that is not of Version 4'];
}

function unverified(accessKey: string, request: RoutedRequest, scope: AuthorizerScope): Access {
  const notSimulated = ['AWS_IAM: neither the signature nor the policies of the caller are verified'];
  const resource = scope.judgeResource?.(request, 'unknown');
  if (resource) notSimulated.push(...undecidedIn(RESOURCE_POLICY, resource));
  if (resource?.decision === 'explicit-deny') {
    return refusedByPolicy(resource.decision, { ...callOf(request, scope), user: 'unknown' }, notSimulated);
  }
  return allowed(BY, { identity: { accessKey }, signed: true }, notSimulated);
}

/** In one account either policy may allow, in two both must (tables A and B). */
function byPolicies(
  { caller, policies, accessKey }: KnownCaller & { accessKey: string },
  request: RoutedRequest,
  scope: AuthorizerScope,
): Access {
  const own = together(policies.map((policy) => policy.judge(policyCall(request, caller, scope))));
  const resource = scope.judgeResource?.(request, caller) ?? silent;
  const accounts = caller.accountId === scope.deployment.accountId ? 'same' : 'two';
  const decision = combined(own.decision, resource.decision, accounts);
  const notSimulated = [
    ...(caller.secretAccessKey === undefined ? ['AWS_IAM: the signature is not verified'] : []),
    ...undecidedIn(`policies of ${caller.arn}`, own),
    ...undecidedIn(RESOURCE_POLICY, resource),
  ];
  const identified = callerOf(caller, accessKey);
  if (decision === 'allow') return allowed(BY, identified, notSimulated);
  const by = resource.decision === 'explicit-deny' ? RESOURCE_POLICY : BY;
  const call = { ...callOf(request, scope), user: caller.arn, by };
  return { ...refusedByPolicy(decision, call, notSimulated), caller: identified };
}

/** An API without a policy: nobody from another account gets in. */
const silent: Verdict = { decision: 'implicit-deny', undecided: [] };

function callOf({ method, path }: RoutedRequest, { deployment }: AuthorizerScope) {
  return { arn: invokeArn(deployment, method, path), by: RESOURCE_POLICY };
}

/** `$context.identity` of a signed request (RT-CTX-AUTH-IAM): `caller` and `user` are the unique id. */
function callerOf({ accountId, arn, userId, conditionKeys }: IamCaller, accessKey: string): Caller {
  const organisation = conditionKeys?.['aws:PrincipalOrgID'];
  return {
    identity: {
      accessKey,
      accountId,
      userArn: arn,
      ...(userId !== undefined && { caller: userId, user: userId }),
      ...(typeof organisation === 'string' && { principalOrgId: organisation }),
    },
    signed: true,
  };
}

/**
 * What AWS's services say about a key or session token that they do not know, or that has ended; that the former is an
 * INVALID_SIGNATURE here is our inference (I).
 */
function faultOf(problem: CredentialsProblem = { kind: 'unknown' }): Fault {
  switch (problem.kind) {
    case 'unknown':
      return {
        fault: 'INVALID_SIGNATURE',
        message: 'The security token included in the request is invalid.',
        errorType: 'UnrecognizedClientException',
      };
    case 'expired':
      return { fault: 'EXPIRED_TOKEN', message: 'The security token included in the request is expired' };
    case 'signature':
      return { fault: 'INVALID_SIGNATURE', message: problem.message, errorType: 'InvalidSignatureException' };
  }
}

/** The same for a method with IAM and for an unknown route (RT-IAM-UNSIGNED, RT-IAM-GARBAGE, RT-ROUTE-404-AUTHZ). */
export function unsigned(request: Arrival): Fault {
  const authorization = lastHeader(request.sent.headers, 'Authorization');
  if (!authorization) return forbidden('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token');
  // The newer of the recorded texts; what exactly is hashed is our inference (I). The header itself is never shown.
  const hash = createHash('sha256').update(authorization).digest('base64');
  const problem = 'Invalid key=value pair (missing equal-sign) in Authorization header';
  return forbidden('INVALID_SIGNATURE', `${problem} (hashed with SHA-256 and encoded with Base64): '${hash}'.`);
}

/** @returns the access key id that signed the request, or `undefined` when nothing did. */
export function signingKeyOf({ sent, query }: Arrival): string | undefined {
  return signingKey('rest', { headers: sent.headers, query });
}
