import { expect, it } from 'vitest';
import { api, eventOf, lambda, route, sender, textOf } from './opened.js';

const signed =
  'AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260710/eu-west-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date, Signature=0123abcd';
const presigned =
  'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAEXAMPLE%2F20260710%2Feu-west-1%2Fexecute-api%2Faws4_request&X-Amz-Signature=0123';

const open = (payloadFormatVersion: '1.0' | '2.0' = '2.0') =>
  sender(api([route('GET /', lambda({ payloadFormatVersion }), { authorization: { kind: 'iam' } })]));

it.each([
  ['nothing', '', ''],
  ['a bearer token', 'Bearer x', ''],
  [
    'a signature without its value',
    'AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260710/eu-west-1/execute-api/aws4_request',
    '',
  ],
  ['SigV4A', signed.replace('HMAC', 'ECDSA-P256'), ''],
  ['a query without a signature', '', presigned.replace(/&X-Amz-Signature.*/, '')],
])('refuses a request with %s', async (_, authorization, rawQuery) => {
  const exchange = await open()('GET /', {
    headers: authorization ? [['Authorization', authorization]] : [],
    rawQuery,
  });
  expect([exchange.response.status, textOf(exchange.response)]).toEqual([403, '{"message":"Forbidden"}']);
  expect(exchange.calls).toEqual([]);
});

it.each([
  ['in the header', signed, ''],
  ['in the query string', '', presigned],
])('lets a request signed %s pass, and says that the signature is not verified', async (_, authorization, rawQuery) => {
  const exchange = await open()('GET /', {
    headers: authorization ? [['authorization', authorization]] : [],
    rawQuery,
  });
  expect(exchange.authorization).toEqual({ kind: 'allowed', by: 'AWS_IAM' });
  expect(exchange.unsupported).toEqual([expect.stringContaining('not verified')]);
  expect(eventOf(exchange).requestContext.authorizer.iam.accessKey).toBe('AKIAEXAMPLE');
});

it('tells the access key where format 1.0 has it', async () => {
  const exchange = await open('1.0')('GET /', { headers: [['authorization', signed]] });
  expect(eventOf(exchange).requestContext.identity.accessKey).toBe('AKIAEXAMPLE');
  expect(eventOf(exchange).requestContext).not.toHaveProperty('authorizer');
});
