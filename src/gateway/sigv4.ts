import type { Gateway, Header } from './gateway.js';
import { headerValues } from './headers.js';
import type { QueryPair } from './query.js';
import type { SignatureTerms } from './sigv4-signature.js';

/** Signature Version 4, and 4A, which REST APIs take (FE-AU-SIGV4A) and HTTP APIs do not (RT-IAM-SIGV4A). */
const algorithms: Record<Gateway['kind'], readonly string[]> = {
  rest: ['AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256'],
  http: ['AWS4-HMAC-SHA256'],
};

/** What a signature may stand in: a header, or the query string of a presigned request. */
interface Signable {
  headers: readonly Header[];
  query: readonly QueryPair[];
}

/**
 * Finds out who signed a request. The signature itself is not verified.
 *
 * @returns the access key id, or `undefined` when there is no signature that this kind of API takes, or not all of it
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signingKey(kind: Gateway['kind'], { headers, query }: Signable): string | undefined {
  const signed = headerValues(headers, 'authorization').find((value) => isSignature(kind, value));
  if (signed === undefined) return presigningKey(kind, new Map(query));
  return /\bSignature=\w/.test(signed) ? /\bCredential=([^/,\s]+)\//.exec(signed)?.[1] : undefined;
}

/** @returns whether a value of `Authorization` is a signature, complete or not. */
export function isSignature(kind: Gateway['kind'], authorization: string): boolean {
  return algorithms[kind].some((algorithm) => authorization.startsWith(`${algorithm} `));
}

function presigningKey(kind: Gateway['kind'], query: ReadonlyMap<string, string>): string | undefined {
  const isSigned = algorithms[kind].includes(query.get('X-Amz-Algorithm') ?? '') && query.get('X-Amz-Signature');
  return isSigned ? /^([^/]+)\//.exec(query.get('X-Amz-Credential') ?? '')?.[1] : undefined;
}

/** @returns the session token of temporary credentials, from the header or the query string, or `undefined`. */
export function securityToken({ headers, query }: Signable): string | undefined {
  const [sent] = headerValues(headers, 'x-amz-security-token');
  return sent ?? query.find(([name]) => name === 'X-Amz-Security-Token')?.[1];
}

/** A signature with the terms that it was made by. */
export interface SentSignature extends SignatureTerms {
  signature: string;
  /** Seconds that a presigned request holds. */
  expiresAfter?: number;
}

/** @returns the signature of Version 4 with its terms, or `undefined` where one of them is missing, or it is of Version 4A */
export function sentSignature({ headers, query }: Signable): SentSignature | undefined {
  const [algorithm] = algorithms.http;
  const signed = headerValues(headers, 'authorization').find((value) => value.startsWith(`${algorithm} `));
  const presigned = new Map(query);
  if (signed === undefined && presigned.get('X-Amz-Algorithm') !== algorithm) return undefined;
  const term = (name: string) =>
    signed === undefined ? presigned.get(`X-Amz-${name}`) : new RegExp(`\\b${name}=([^,\\s]+)`).exec(signed)?.[1];
  const scope = term('Credential')?.replace(/^[^/]*\//, '');
  const time = signed === undefined ? presigned.get('X-Amz-Date') : headerValues(headers, 'x-amz-date')[0];
  const signedHeaders = term('SignedHeaders')?.toLowerCase().split(';');
  const signature = term('Signature');
  if (scope === undefined || time === undefined || signedHeaders === undefined || signature === undefined)
    return undefined;
  const expires = signed === undefined ? presigned.get('X-Amz-Expires') : undefined;
  return { scope, time, signedHeaders, signature, ...(expires !== undefined && { expiresAfter: Number(expires) }) };
}
