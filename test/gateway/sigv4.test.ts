import { expect, it } from 'vitest';
import type { Gateway, Header } from '../../src/gateway/gateway.js';
import { readQuery } from '../../src/gateway/query.js';
import { signingKey } from '../../src/gateway/sigv4.js';

const scope = 'AKIAEXAMPLE/20260710/eu-west-1/execute-api/aws4_request';
const signed = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0123abcd`;
const presigned = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Signature=0123`;
const keyOf = (headers: Header[], query = '', kind: Gateway['kind'] = 'http') =>
  signingKey(kind, { headers, query: readQuery(query) });

it.each<[string, Header[], string]>([
  ['in the header', [['authorization', signed]], ''],
  [
    'in the header with its parts in another order',
    [['Authorization', signed.replace(/Credential=(\S+), (.*)$/, '$2, Credential=$1')]],
    '',
  ],
  [
    'beside another header of the name',
    [
      ['Authorization', 'Bearer x'],
      ['Authorization', signed],
    ],
    '',
  ],
  ['in the query string', [], presigned],
  ['in the query string, with a token in the header', [['Authorization', 'Bearer x']], presigned],
])('finds the key of a signature %s', (_, headers, query) => {
  expect(keyOf(headers, query)).toBe('AKIAEXAMPLE');
});

it.each<[string, Header[], string]>([
  ['nothing', [], ''],
  ['a token', [['Authorization', 'Bearer x']], ''],
  ['the name of the algorithm alone', [['Authorization', 'AWS4-HMAC-SHA256']], ''],
  ['a signature without a value', [['Authorization', signed.replace('0123abcd', '')]], ''],
  ['a signature without a credential', [['Authorization', signed.replace(`Credential=${scope}, `, '')]], ''],
  ['a query without the signature', [], presigned.replace(/&X-Amz-Signature.*/, '')],
  ['a query without the algorithm', [], presigned.replace(/^[^&]*&/, '')],
  ['half a signature in the header, whatever the query says', [['Authorization', 'AWS4-HMAC-SHA256 x']], presigned],
])('takes %s for no signature', (_, headers, query) => {
  expect(keyOf(headers, query)).toBeUndefined();
});

it.each<[string, Header[], string]>([
  ['in the header', [['Authorization', signed.replace('HMAC', 'ECDSA-P256')]], ''],
  ['in the query string', [], presigned.replace('HMAC', 'ECDSA-P256')],
])('takes Signature Version 4A %s for one with REST APIs only (FE-AU-SIGV4A)', (_, headers, query) => {
  expect([keyOf(headers, query, 'rest'), keyOf(headers, query, 'http')]).toEqual(['AKIAEXAMPLE', undefined]);
});
