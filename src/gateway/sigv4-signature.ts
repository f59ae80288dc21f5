import { createHash, createHmac } from 'node:crypto';
import type { Header } from './gateway.js';
import { headerValues } from './headers.js';
import type { QueryPair } from './query.js';

/** What a signature is made of. */
export interface SignedRequest {
  method: string;
  /** As on the wire, with the stage. */
  path: string;
  /** Without the signature itself. */
  query: readonly QueryPair[];
  headers: readonly Header[];
  body?: Uint8Array;
}

/** What the request says of how it was signed. */
export interface SignatureTerms {
  /** `YYYYMMDD/REGION/SERVICE/aws4_request` */
  scope: string;
  /** `YYYYMMDDThhmmssZ` */
  time: string;
  /** In lower case. */
  signedHeaders: readonly string[];
}

/**
 * @param secret secret access key
 * @returns the signature in hexadecimal digits that such a request must have, by Signature Version 4
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signatureOf(request: SignedRequest, terms: SignatureTerms, secret: string): string {
  const { scope, time } = terms;
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonicalRequest(request, terms))].join('\n');
  const key = scope.split('/').reduce<string | Buffer>((parent, part) => hmac(parent, part), `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

function canonicalRequest(
  { method, path, query, headers, body }: SignedRequest,
  { signedHeaders }: SignatureTerms,
): string {
  const lines = signedHeaders.map((name) => `${name}:${headerValues(headers, name).map(trimmed).join(',')}\n`);
  return [
    method,
    // Encoded once more than on the wire, as all services but S3 want it.
    path.split('/').map(encoded).join('/'),
    canonicalQuery(query),
    lines.join(''),
    signedHeaders.join(';'),
    sha256(body ?? ''),
  ].join('\n');
}

function canonicalQuery(query: readonly QueryPair[]): string {
  return query
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
}

/** All but letters, digits, hyphen, full stop, underscore and tilde. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function trimmed(value: string): string {
  return value.trim().replaceAll(/ +/g, ' ');
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
