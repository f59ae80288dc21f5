import { readQuery } from '../query.js';
import { signingKey } from '../sigv4.js';
import { type Access, decided } from './access.js';
import { forbidden } from './errors.js';
import type { Invocation } from './invocation.js';

/**
 * IAM authorization. Whether a request is signed (Signature Version 4, in the header or in the query string) is checked;
 * the signature itself and the caller's policies cannot be, and the exchange says so. Unsigned: 403 `Forbidden` (recorded);
 * so is whatever else stands in `Authorization` (RT-IAM-GARBAGE, U). SigV4A is not supported by HTTP APIs (RT-IAM-SIGV4A).
 */
export function authorizeByIam(invocation: Invocation): Access {
  const { headers, rawQuery } = invocation.request;
  const accessKey = signingKey('http', { headers, query: readQuery(rawQuery) });
  if (accessKey === undefined) {
    return decided({ kind: 'refused', by: 'AWS_IAM', reason: 'the request is not signed', response: forbidden() });
  }
  return decided({ kind: 'allowed', by: 'AWS_IAM', caller: { kind: 'iam', accessKey } }, [
    'AWS_IAM: the signature and the policies of the caller are not verified, only that the request is signed',
  ]);
}
