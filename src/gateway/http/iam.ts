import { firstHeader } from '../headers.js';
import { readQuery } from '../query.js';
import { type Access, decided } from './access.js';
import { forbidden } from './errors.js';
import type { Invocation } from './invocation.js';

/**
 * IAM authorization. Whether a request is signed (Signature Version 4, in the header or in the query string) is checked;
 * the signature itself and the caller's policies cannot be, and the exchange says so. Unsigned: 403 `Forbidden` (recorded);
 * so is whatever else stands in `Authorization` (RT-IAM-GARBAGE, U). SigV4A is not supported by HTTP APIs (RT-IAM-SIGV4A).
 */
export function authorizeByIam(invocation: Invocation): Access {
  const accessKey = signingKey(invocation);
  if (accessKey === undefined) {
    return decided({ kind: 'refused', by: 'AWS_IAM', reason: 'the request is not signed', response: forbidden() });
  }
  return decided({ kind: 'allowed', by: 'AWS_IAM', caller: { kind: 'iam', accessKey } }, [
    'AWS_IAM: the signature and the policies of the caller are not verified, only that the request is signed',
  ]);
}

function signingKey({ request }: Invocation): string | undefined {
  const authorization = firstHeader(request.headers, 'authorization') ?? '';
  const inHeader = /^AWS4-HMAC-SHA256 (?=.*\bSignature=\w)(?:.*[ ,])?Credential=([^/,\s]+)\//.exec(authorization)?.[1];
  if (inHeader !== undefined) return inHeader;
  const query = new Map(readQuery(request.rawQuery));
  const presigned = query.get('X-Amz-Algorithm') === 'AWS4-HMAC-SHA256' && Boolean(query.get('X-Amz-Signature'));
  return presigned ? /^([^/]+)\//.exec(query.get('X-Amz-Credential') ?? '')?.[1] : undefined;
}
