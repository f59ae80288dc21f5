import type { Credential } from './diff-request.js';

/** Access key of a caller who may do everything; no real one has a 0 or a 1 in it. */
export const goodKey = 'AKIA0MIGRATE0DIFF001';

/**
 * @returns a signature by its shape only (RT-IAM-UNSIGNED): simulators verify none without the secret of the key, and
 *   policies go by the key
 */
export function signatureBy(accessKeyId: string): Credential[] {
  const scope = `${accessKeyId}/20260101/us-east-1/execute-api/aws4_request`;
  return [
    header('Authorization', `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${digits}`),
    header('X-Amz-Date', '20260101T000000Z'),
  ];
}

/** @returns one of Version 4A, which REST APIs take (FE-AU-SIGV4A) and HTTP APIs do not (RT-IAM-SIGV4A) */
export function signature4aBy(accessKeyId: string): Credential[] {
  const scope = `${accessKeyId}/20260101/execute-api/aws4_request`;
  const signed = 'host;x-amz-date;x-amz-region-set';
  return [
    header('Authorization', `AWS4-ECDSA-P256-SHA256 Credential=${scope}, SignedHeaders=${signed}, Signature=${digits}`),
    header('X-Amz-Date', '20260101T000000Z'),
    header('X-Amz-Region-Set', '*'),
  ];
}

const digits = '0'.repeat(64);

function header(name: string, value: string): Credential {
  return { kind: 'iam', place: 'header', name, value };
}
