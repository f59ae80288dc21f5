import { describe, expect, it } from 'vitest';
import type { Deployment, Header, IamCaller } from '../../../src/gateway/gateway.js';
import { signatureOf } from '../../../src/gateway/sigv4-signature.js';
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

describe('with callers told', () => {
  const secret = 'a secret key';
  const arn = 'arn:aws:execute-api:eu-west-1:123456789012:abc123';
  const allow = (resource: string, more = {}) => ({
    Statement: { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: `${arn}/${resource}`, ...more },
  });
  const ann: IamCaller = {
    arn: 'arn:aws:iam::123456789012:user/ann',
    accountId: '123456789012',
    userId: 'AIDAANN',
    policies: [allow('*/GET/')],
    secretAccessKey: secret,
    conditionKeys: { 'aws:PrincipalOrgID': 'o-1' },
  };

  function signedBy(key: string, { path = '/', headers = [] as Header[], region = 'eu-west-1' } = {}): Header[] {
    const [time, scope] = ['20260710T191904Z', `20260710/${region}/execute-api/aws4_request`];
    const sent: Header[] = [['x-amz-date', time], ...headers];
    const signedHeaders = sent.map(([name]) => name).sort();
    const signature = signatureOf(
      { method: 'GET', path, query: [], headers: sent },
      { scope, time, signedHeaders },
      key,
    );
    const terms = `Credential=AKIAANN/${scope}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
    return [...sent, ['authorization', `AWS4-HMAC-SHA256 ${terms}`]];
  }

  const sendBy = (caller: Partial<IamCaller>, headers: Header[], deployed: Partial<Deployment> = {}) =>
    sender(api([route('GET /', lambda(), { authorization: { kind: 'iam' } })]), {
      deployment: { callers: { AKIAANN: { ...ann, ...caller } }, ...deployed },
    })('GET /', { headers });

  it('lets pass whom the own policies allow, and tells the function who it is', async () => {
    const exchange = await sendBy({}, signedBy(secret));
    expect([exchange.response.status, exchange.unsupported]).toEqual([200, []]);
    expect(eventOf(exchange).requestContext.authorizer.iam).toEqual({
      ...{ accessKey: 'AKIAANN', accountId: '123456789012', callerId: 'AIDAANN', cognitoIdentity: null },
      ...{ principalOrgId: 'o-1', userArn: ann.arn, userId: 'AIDAANN' },
    });
  });

  it.each<[string, Partial<IamCaller>, Header[], Partial<Deployment>?]>([
    ['signed with another secret', {}, signedBy('another')],
    ['signed for another path', {}, signedBy(secret, { path: '/other' })],
    ['signed for another region', {}, signedBy(secret, { region: 'us-east-1' })],
    ['whose signature is too old', {}, signedBy(secret), { now: () => new Date('2026-07-10T19:30:00Z') }],
    ['without its session token', { sessionToken: 'token' }, signedBy(secret)],
    ['whose credentials have ended', { expires: new Date('2026-07-10T00:00:00Z') }, signedBy(secret)],
    ['whom no policy allows', { policies: [] }, signedBy(secret)],
    ['whose policies allow another route', { policies: [allow('*/POST/')] }, signedBy(secret)],
    [
      'whose condition does not hold',
      { policies: [allow('*', { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.9/32' } } })] },
      signedBy(secret),
    ],
    ['of another account, which only a resource policy could let in', { accountId: '999999999999' }, signedBy(secret)],
    ['whom nobody knows', {}, [['authorization', signed]]],
  ])('refuses somebody %s', async (_, caller, headers, deployed) => {
    const exchange = await sendBy(caller, headers, deployed);
    expect([exchange.response.status, textOf(exchange.response)]).toEqual([403, '{"message":"Forbidden"}']);
    expect(exchange.calls).toEqual([]);
  });

  it('takes a signature for any region where its own was made up', async () => {
    const exchange = await sendBy({}, signedBy(secret, { region: 'us-east-1' }), { idsAreStandIns: true });
    expect(exchange.response.status).toBe(200);
  });

  it('verifies a signature with the stage in the path', async () => {
    const headers = signedBy(secret, { path: '/dev/' });
    expect((await sendBy({}, headers, { stage: 'dev' })).response.status).toBe(200);
  });

  it('says that a signature is not verified whose secret it does not have', async () => {
    const { secretAccessKey: _, ...without } = ann;
    const open = sender(api([route('GET /', lambda(), { authorization: { kind: 'iam' } })]), {
      deployment: { callers: { AKIAANN: without } },
    });
    const exchange = await open('GET /', { headers: signedBy('whatever') });
    expect([exchange.response.status, exchange.unsupported]).toEqual([200, ['AWS_IAM: the signature is not verified']]);
  });
});
