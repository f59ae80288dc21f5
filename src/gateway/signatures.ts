import type { Deployment, GatewayRequest } from './gateway.js';
import { pathPrefix } from './path-prefix.js';
import type { QueryPair } from './query.js';
import { type SentSignature, sentSignature } from './sigv4.js';
import { signatureOf } from './sigv4-signature.js';

/** A request as its signer sent it. */
export interface SignedByClient {
  /** Without the stage in its path. */
  sent: GatewayRequest;
  query: readonly QueryPair[];
  time: Date;
}

/** Milliseconds that clocks may differ by. */
const SKEW = 5 * 60 * 1000;

/**
 * Verifies the signature of a request against the secret of its access key. The texts are those of AWS's services in
 * general; what API Gateway says exactly is not known (RT-IAM-BADSIG, U).
 *
 * @returns why the signature is not good, or `undefined` when it is
 */
export function signatureProblem(
  { sent, query, time }: SignedByClient,
  secret: string,
  deployment: Deployment,
): string | undefined {
  const found = sentSignature({ headers: sent.headers, query });
  if (!found) return notMatching;
  if (!isInScope(found, deployment)) return 'Credential should be scoped to a valid region and service.';
  if (!isInTime(found, time)) return `Signature expired or not yet current: ${found.time}`;
  const signed = {
    method: sent.method,
    path: `${pathPrefix(deployment)}${sent.rawPath}`,
    query: query.filter(([name]) => name !== 'X-Amz-Signature'),
    headers: sent.headers,
    ...(sent.body && { body: sent.body }),
  };
  return signatureOf(signed, found, secret) === found.signature ? undefined : notMatching;
}

const notMatching =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';

/** A deployment whose region was made up takes any. */
function isInScope({ scope, time }: SentSignature, { region, idsAreStandIns }: Deployment): boolean {
  const [day, signedFor, ...rest] = scope.split('/');
  const isRegion = idsAreStandIns === true || signedFor === region;
  return day === time.slice(0, 8) && isRegion && rest.join('/') === 'execute-api/aws4_request';
}

function isInTime({ time, expiresAfter }: SentSignature, now: Date): boolean {
  const signedAt = Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const age = now.getTime() - signedAt;
  return age >= -SKEW && age <= (expiresAfter === undefined ? SKEW : expiresAfter * 1000);
}
