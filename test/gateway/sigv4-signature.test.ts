import { describe, expect, it } from 'vitest';
import { signatureOf } from '../../src/gateway/sigv4-signature.js';

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

describe('a signature', () => {
  it('is that of AWS’s own example', () => {
    const request = {
      method: 'GET',
      path: '/',
      query: [
        ['Version', '2010-05-08'],
        ['Action', 'ListUsers'],
      ] as [string, string][],
      headers: [
        ['Host', 'iam.amazonaws.com'],
        ['Content-Type', ' application/x-www-form-urlencoded;  charset=utf-8'],
        ['X-Amz-Date', '20150830T123600Z'],
      ] as [string, string][],
    };
    const terms = {
      scope: '20150830/us-east-1/iam/aws4_request',
      time: '20150830T123600Z',
      signedHeaders: ['content-type', 'host', 'x-amz-date'],
    };
    expect(signatureOf(request, terms, secret)).toBe(
      '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    );
  });
});
