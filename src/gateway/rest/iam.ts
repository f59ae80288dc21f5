import { createHash } from 'node:crypto';
import { lastHeader } from '../headers.js';
import type { Arrival } from '../payload/rest-request.js';
import { signingKey } from '../sigv4.js';
import { type Access, allowed, forbidden, refused } from './access.js';
import type { Fault } from './faults.js';

const BY = 'AWS_IAM';

/**
 * IAM authorization. Signatures and the caller's policies are NOT verified here: a request that carries a signature,
 * in the `Authorization` header or in the query string, is let through, and the exchange says so.
 */
export function authorizeByIam(request: Arrival): Access {
  const accessKey = signingKeyOf(request);
  if (accessKey === undefined) return refused(BY, 'the request is not signed', unsigned(request));
  return allowed(BY, { identity: { accessKey }, signed: true }, [
    'AWS_IAM: neither the signature nor the policies of the caller are verified',
  ]);
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
