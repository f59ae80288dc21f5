import { describe, expect, it } from 'vitest';
import { withAws } from '../../src/aws/failures.js';
import { troubleOf } from '../../src/aws/trouble.js';

function error(name: string, message = 'no', more: object = {}): Error {
  return Object.assign(new Error(message), { name, ...more });
}
const status = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

describe('an error of the SDK is', () => {
  it.each([
    ['denied', error('AccessDeniedException', 'no', status(403))],
    ['denied', error('AccessDenied', 'no', status(403))],
    ['denied', error('Forbidden', 'no', status(403))],
    ['missing', error('NotFoundException', 'no', status(404))],
    ['missing', error('ResourceNotFoundException', 'no', status(400))],
    ['throttled', error('TooManyRequestsException', 'no', status(429))],
    ['throttled', error('ThrottlingException', 'no', status(400))],
    ['throttled', error('Throttling', 'no', status(400))],
    ['signed-out', error('ExpiredTokenException', 'no', status(403))],
    ['signed-out', error('UnrecognizedClientException', 'no', status(403))],
    ['signed-out', error('CredentialsProviderError')],
    ['unreachable', error('Error', 'no', { code: 'ENOTFOUND' })],
    ['unreachable', error('Error', 'no', { code: 'ECONNREFUSED' })],
    ['broken', error('Error', 'socket hang up', { code: 'ECONNRESET' })],
    ['broken', error('TimeoutError')],
    ['broken', error('InternalFailure', 'no', status(500))],
    ['refused', error('BadRequestException', 'no', status(400))],
    [undefined, new TypeError('x is undefined')],
    [undefined, 'text'],
  ])('%s: %s', (kind, thrown) => {
    expect(troubleOf(thrown)?.kind).toBe(kind);
  });

  it('read for the permission that is missing', () => {
    const message =
      'User: arn:aws:iam::111111111111:user/x is not authorized to perform: lambda:GetPolicy on resource: y';
    expect(troubleOf(error('AccessDeniedException', message, status(403)))?.permission).toBe('lambda:GetPolicy');
  });

  it('shown without secrets', () => {
    const message = 'connect https://user:hunter2@proxy.test failed';
    expect(troubleOf(error('Error', message, { code: 'ECONNREFUSED' }))?.message).not.toContain('hunter2');
  });
});

describe('what cannot go on is one message with what to do', () => {
  it.each([
    ['No AWS credentials', 'aws sso login', error('CredentialsProviderError', 'Could not load credentials')],
    ['have expired', 'Sign in again', error('ExpiredTokenException', 'no', status(403))],
    ['have expired', 'Sign in again', error('CredentialsProviderError', 'The SSO session has expired')],
    ['does not take these credentials', 'Check the keys', error('UnrecognizedClientException', 'no', status(403))],
    ['not reached', 'name of the region', error('Error', 'getaddrinfo ENOTFOUND x', { code: 'ENOTFOUND' })],
    ['not found', 'Check the id', error('NotFoundException', 'no', status(404))],
    ['access denied', 'apigateway:GET', error('AccessDeniedException', 'no', status(403))],
    ['throttled', 'in a while', error('TooManyRequestsException', 'no', status(429))],
  ])('%s', async (message, next, thrown) => {
    const work = withAws({ region: 'eu-west-1', doing: 'list the REST APIs' }, () => Promise.reject(thrown));
    await expect(work).rejects.toMatchObject({
      ...{ name: 'Failure', kind: 'aws' },
      message: expect.stringContaining(message),
      next: expect.stringContaining(next),
    });
  });

  it('except for a bug of ours', async () => {
    const bug = new TypeError('x is undefined');
    await expect(withAws({ region: 'r', doing: 'd' }, () => Promise.reject(bug))).rejects.toBe(bug);
  });
});
