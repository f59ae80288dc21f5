import { credentialsProblem, type KnownCaller, openCallers } from '../credentials.js';
import type { Deployment } from '../gateway.js';
import { combined, together, undecidedIn } from '../policy.js';
import { type QueryPair, readQuery } from '../query.js';
import { signingKey } from '../sigv4.js';
import { type Access, decided } from './access.js';
import type { Authorize } from './authorizers.js';
import type { IamIdentity } from './caller.js';
import { forbidden } from './errors.js';
import type { Invocation } from './invocation.js';
import { policyCall } from './policy-call.js';

/**
 * Opens IAM authorization (Signature Version 4, in the header or in the query string). With callers told, who signed must be
 * one of them, the signature good where the secret is told too, and the caller's policies must allow. Without, whoever signed
 * is let through, and each exchange says so. Whoever is refused gets 403 `Forbidden`: unsigned (recorded) and all others
 * (RT-IAM-BADSIG, RT-IAM-EXPIRED, RT-IAM-DENY, RT-IAM-GARBAGE, U). SigV4A is not supported by HTTP APIs (RT-IAM-SIGV4A).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export function openIam(deployment: Deployment): Authorize {
  const callerOf = openCallers(deployment);
  return (invocation) => {
    const { headers, rawQuery } = invocation.request;
    const query = readQuery(rawQuery);
    const accessKey = signingKey('http', { headers, query });
    if (accessKey === undefined) return refused('the request is not signed');
    if (!callerOf) return decided({ kind: 'allowed', by: BY, caller: { kind: 'iam', accessKey } }, [unverified]);
    const known = callerOf(accessKey);
    if (!known || !isGenuine(known, query, invocation)) return refused('the credentials or the signature are not good');
    return byPolicies(known, accessKey, invocation);
  };
}

const BY = 'AWS_IAM';

const unverified =
  'AWS_IAM: the signature and the policies of the caller are not verified, only that the request is signed';

function isGenuine({ caller }: KnownCaller, query: readonly QueryPair[], invocation: Invocation): boolean {
  const { request: sent, time, deployment } = invocation;
  return credentialsProblem(caller, { sent, query, time }, deployment) === undefined;
}

/** HTTP APIs have no policy of their own, so nobody from another account gets in (RT-PIPE-HTTP-NOFEATURES). */
function byPolicies({ caller, policies }: KnownCaller, accessKey: string, invocation: Invocation): Access {
  const { arn, accountId, userId, conditionKeys, secretAccessKey } = caller;
  const own = together(policies.map((policy) => policy.judge(policyCall(invocation, caller))));
  const decision = combined(
    own.decision,
    'implicit-deny',
    accountId === invocation.deployment.accountId ? 'same' : 'two',
  );
  const unsupported = [
    ...(secretAccessKey === undefined ? ['AWS_IAM: the signature is not verified'] : []),
    ...undecidedIn(`policies of ${arn}`, own),
  ];
  if (decision !== 'allow') return refused(`policy: ${decision}`, unsupported);
  const organisation = conditionKeys?.['aws:PrincipalOrgID'];
  const identified: IamIdentity = {
    kind: 'iam',
    accessKey,
    accountId,
    userArn: arn,
    ...(userId !== undefined && { userId }),
    ...(typeof organisation === 'string' && { principalOrgId: organisation }),
  };
  return decided({ kind: 'allowed', by: BY, caller: identified }, unsupported);
}

function refused(reason: string, unsupported: string[] = []): Access {
  return decided({ kind: 'refused', by: BY, reason, response: forbidden() }, unsupported);
}
