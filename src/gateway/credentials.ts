import type { Deployment, IamCaller } from './gateway.js';
import { type Policy, readPolicy } from './policy.js';
import { type SignedByClient, signatureProblem } from './signatures.js';
import { securityToken } from './sigv4.js';

/** A caller with all policies read. */
export interface KnownCaller {
  caller: IamCaller;
  policies: Policy[];
}

/** Why whoever signed is not who they say; `unknown`: nobody has such an access key, or such a session token. */
export type CredentialsProblem = { kind: 'unknown' } | { kind: 'expired' } | { kind: 'signature'; message: string };

/** @returns finds the caller that an access key belongs to; `undefined` where no callers are told */
export function openCallers({ callers }: Deployment): ((accessKey: string) => KnownCaller | undefined) | undefined {
  if (!callers) return undefined;
  const known = new Map(Object.entries(callers).map(([key, caller]) => [key, readCaller(caller)]));
  return (accessKey) => known.get(accessKey);
}

function readCaller(caller: IamCaller): KnownCaller {
  return { caller, policies: caller.policies.map((policy) => readPolicy(policy)) };
}

/** Temporary credentials need their session token, and end (RT-IAM-EXPIRED); a signature is verified where its secret is told. */
export function credentialsProblem(
  { sessionToken, expires, secretAccessKey }: IamCaller,
  request: SignedByClient,
  deployment: Deployment,
): CredentialsProblem | undefined {
  if (securityToken({ headers: request.sent.headers, query: request.query }) !== sessionToken) {
    return { kind: 'unknown' };
  }
  if (expires && request.time >= expires) return { kind: 'expired' };
  const message = secretAccessKey === undefined ? undefined : signatureProblem(request, secretAccessKey, deployment);
  return message === undefined ? undefined : { kind: 'signature', message };
}
