import type { Deployment } from '../gateway.js';
import type { RoutedRequest } from '../payload/rest-request.js';
import { type SentSignature, sentSignature } from '../sigv4.js';
import { signatureOf } from '../sigv4-signature.js';
import type { Fault } from './faults.js';

/** Milliseconds that clocks may differ by. */
const SKEW = 5 * 60 * 1000;

/**
 * Verifies the signature of a request against the secret of its access key. The texts are those of AWS's services in
 * general; what API Gateway says exactly is not known (RT-IAM-BADSIG, U).
 *
 * @returns why the signature is not good, or `undefined` when it is
 */
export function signatureProblem(request: RoutedRequest, secret: string, deployment: Deployment): Fault | undefined {
  const { packed, query } = request;
  const sent = packed ?? request.sent;
  const found = sentSignature({ headers: sent.headers, query });
  if (!found) return notMatching();
  if (!isInScope(found, deployment)) return invalid('Credential should be scoped to a valid region and service.');
  if (!isInTime(found, request.time)) return invalid(`Signature expired or not yet current: ${found.time}`);
  const signed = {
    method: sent.method,
    path: `/${deployment.stage}${sent.rawPath}`,
    query: query.filter(([name]) => name !== 'X-Amz-Signature'),
    headers: sent.headers,
    ...(sent.body && { body: sent.body }),
  };
  return signatureOf(signed, found, secret) === found.signature ? undefined : notMatching();
}

/** @returns what keeps a signature from being verified: one of Version 4A is not, and so it is refused */
export function notVerified({ sent, query }: RoutedRequest): string[] {
  return sentSignature({ headers: sent.headers, query }) ? [] : ['AWS_IAM: a signature that is not of Version 4'];
}

function isInScope({ scope, time }: SentSignature, { region }: Deployment): boolean {
  return scope === `${time.slice(0, 8)}/${region}/execute-api/aws4_request`;
}

function isInTime({ time, expiresAfter }: SentSignature, now: Date): boolean {
  const signedAt = Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const age = now.getTime() - signedAt;
  return age >= -SKEW && age <= (expiresAfter === undefined ? SKEW : expiresAfter * 1000);
}

function notMatching(): Fault {
  const message = 'The request signature we calculated does not match the signature you provided.';
  return invalid(`${message} Check your AWS Secret Access Key and signing method.`);
}

function invalid(message: string): Fault {
  return { fault: 'INVALID_SIGNATURE', message, errorType: 'InvalidSignatureException' };
}
