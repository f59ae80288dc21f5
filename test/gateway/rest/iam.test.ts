import { describe, expect, it } from 'vitest';
import { bodyOf, eventOf, headersOf, operation, part, restApi, type Sent, send } from './samples.js';

const api = restApi([
  operation('GET /', { access: { requirements: [{ kind: 'iam', at: '', scheme: 'sigv4', inherited: false }] } }),
  operation('GET /open'),
]);
const credential = 'AKIDEXAMPLE/20260710/eu-west-1/execute-api/aws4_request';
const signature = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0123abc`;

describe('IAM authorization', () => {
  it('answers an unsigned request as an unknown route', async () => {
    const exchange = await send(api, 'GET /');
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([403, '{"message":"Missing Authentication Token"}']);
    expect(headersOf(exchange)['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
  });

  it.each(['Bearer x', 'AWS4-HMAC-SHA256', `AWS4-HMAC-SHA256 Credential=${credential}`])(
    'refuses %s without showing it',
    async (value) => {
      const exchange = await send(api, 'GET /', { headers: [['Authorization', value]] });
      expect(exchange.response.status).toBe(403);
      expect(headersOf(exchange)['x-amzn-errortype']).toBe('IncompleteSignatureException');
      expect(bodyOf(exchange)).not.toContain(value);
    },
  );

  it('lets a signed request pass, keeps the signature back, and says that it did not verify it', async () => {
    const exchange = await send(api, 'GET /', { headers: [['Authorization', signature]] });
    expect(exchange.authorization).toEqual({ kind: 'allowed', by: 'AWS_IAM' });
    expect(exchange.unsupported).toEqual([
      'AWS_IAM: neither the signature nor the policies of the caller are verified',
    ]);
    expect(Object.keys(part(eventOf(exchange), 'headers'))).not.toContain('Authorization');
    expect(part(part(eventOf(exchange), 'requestContext'), 'identity')['accessKey']).toBe('AKIDEXAMPLE');
  });

  it('lets a presigned request pass', async () => {
    const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(credential)}`;
    expect((await send(api, `GET /?${query}&X-Amz-Signature=0123abc`)).response.status).toBe(200);
    expect((await send(api, `GET /?${query}`)).response.status).toBe(403);
  });

  it('keeps a signature back from open methods too, and passes other values on', async () => {
    const signed = await send(api, 'GET /open', { headers: [['Authorization', signature]] });
    expect(Object.keys(part(eventOf(signed), 'headers'))).not.toContain('Authorization');
    const bearer = await send(api, 'GET /open', { headers: [['authorization', 'Bearer x']] });
    expect(part(eventOf(bearer), 'headers')['authorization']).toBe('Bearer x');
  });

  it.each([
    ['is not known', { headers: [['Authorization', signature.replace('AKIDEXAMPLE', 'AKIDOTHER')]] }, 'invalid'],
    ['lacks its session token', { headers: [['Authorization', signature]] }, 'invalid'],
    [
      'has another session token',
      {
        headers: [
          ['Authorization', signature],
          ['X-Amz-Security-Token', 'other'],
        ],
      },
      'invalid',
    ],
    ['has ended', { headers: [['Authorization', signature.replace('AKIDEXAMPLE', 'AKIDENDED')]] }, 'expired'],
  ] as [string, Sent, string][])('refuses an access key that %s', async (_name, sent, why) => {
    const caller = { arn: 'arn:aws:iam::123456789012:user/ann', accountId: '123456789012', policies: [] };
    const callers = {
      AKIDEXAMPLE: { ...caller, sessionToken: 'token' },
      AKIDENDED: { ...caller, expires: new Date('2026-07-10T19:19:03Z') },
    };
    const exchange = await send(api, 'GET /', { ...sent, deployed: { callers } });
    expect([exchange.response.status, headersOf(exchange)['x-amzn-errortype']]).toEqual([
      403,
      why === 'expired' ? 'ExpiredTokenException' : 'UnrecognizedClientException',
    ]);
    expect(bodyOf(exchange)).toContain(`The security token included in the request is ${why}`);
  });

  it('tells the backend who a known caller is', async () => {
    const ann = {
      arn: 'arn:aws:iam::123456789012:user/ann',
      accountId: '123456789012',
      userId: 'AIDAEXAMPLE',
      policies: [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }],
      conditionKeys: { 'aws:PrincipalOrgID': 'o-1' },
    };
    const deployed = { callers: { AKIDEXAMPLE: ann } };
    const exchange = await send(api, 'GET /', { headers: [['Authorization', signature]], deployed });
    expect(part(part(eventOf(exchange), 'requestContext'), 'identity')).toMatchObject({
      accessKey: 'AKIDEXAMPLE',
      accountId: '123456789012',
      caller: 'AIDAEXAMPLE',
      user: 'AIDAEXAMPLE',
      userArn: ann.arn,
      principalOrgId: 'o-1',
    });
  });
});
