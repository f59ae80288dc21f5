import { describe, expect, it } from 'vitest';
import type { TokenOutcome } from '../../../src/gateway/gateway.js';
import { type Json, type JwtAuthorizer, plain } from '../../../src/model/index.js';
import { api, behind, eventOf, headerOf, lambda, route, sender, textOf } from './opened.js';

const authorizer: JwtAuthorizer = {
  kind: 'jwt',
  name: 'users',
  identitySource: '$request.header.Authorization',
  issuer: plain('https://issuer.example'),
  audience: [plain('web'), plain('app')],
};

type Claims = Record<string, Json>;
const token = (claims: Claims) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
const valid = (claims: Claims): TokenOutcome => ({ kind: 'valid', claims });

function open(outcome: TokenOutcome | undefined, scopes: string[] = [], format: '1.0' | '2.0' = '2.0') {
  const routes = [route('GET /', lambda({ payloadFormatVersion: format }), behind('users', ...scopes))];
  const tokens = outcome && { verify: async () => outcome };
  return sender(api(routes, [authorizer]), { deployment: tokens ? { tokens } : {} });
}

const bearing = (claims: Claims, prefix = 'Bearer ') => ({
  headers: [['Authorization', `${prefix}${token(claims)}`] as const],
});

describe('a token that is refused', () => {
  const expired: TokenOutcome = { kind: 'invalid', reason: 'expired' };
  it.each([
    ['is missing', valid({ aud: 'web' }), ['a'], [], 401, 'Bearer'],
    [
      'is no token',
      valid({ aud: 'web' }),
      [],
      [['authorization', 'Bearer x'] as const],
      401,
      'Bearer scope="" error="invalid_token" error_description="token contains an invalid number of segments"',
    ],
    [
      'is expired',
      expired,
      ['a', 'b'],
      bearing({ aud: 'web' }).headers,
      401,
      'Bearer scope="a b" error="invalid_token" error_description="the token has expired"',
    ],
    [
      'is for others, and expired too: the audience is checked first',
      expired,
      [],
      bearing({ aud: 'other' }).headers,
      401,
      'Bearer scope="" error="invalid_token" error_description="the token does not have a valid audience"',
    ],
    [
      'is for others',
      valid({ aud: 'other' }),
      [],
      bearing({}).headers,
      401,
      'Bearer scope="" error="invalid_token" error_description="the token does not have a valid audience"',
    ],
    [
      'has another signature',
      { kind: 'invalid', reason: 'signature' } as const,
      [],
      bearing({}).headers,
      401,
      'Bearer scope="" error="invalid_token"',
    ],
    [
      'lacks the scopes',
      valid({ aud: 'web', scope: 'c' }),
      ['a', 'b'],
      bearing({}).headers,
      403,
      'Bearer scope="a b" error="insufficient_scope" error_description="expected scopes: [a b]"',
    ],
    [
      'is an ID token on a route with scopes',
      valid({ aud: 'web', token_use: 'id' }),
      ['a'],
      bearing({}).headers,
      403,
      'Bearer scope="a" error="insufficient_scope" error_description="expected scopes: [a]"',
    ],
  ])('because it %s', async (_, outcome, scopes, headers, status, challenge) => {
    const exchange = await open(outcome, scopes)('GET /', { headers });
    expect(exchange.response.status).toBe(status);
    expect(textOf(exchange.response)).toBe(status === 401 ? '{"message":"Unauthorized"}' : '{"message":"Forbidden"}');
    expect(headerOf(exchange.response, 'www-authenticate')).toBe(challenge);
    expect(exchange).toMatchObject({ authorization: { kind: 'refused', by: 'users' }, calls: [] });
  });

  it('because nothing here can verify it, which the exchange says', async () => {
    const exchange = await open(undefined)('GET /', bearing({ aud: 'web' }));
    expect(exchange.response.status).toBe(401);
    expect(exchange.unsupported).toEqual(['JWT authorizer users: there is no verifier of tokens']);
    expect(exchange.calls).toEqual([]);
  });

  it('is never shown', async () => {
    const exchange = await open({ kind: 'invalid', reason: 'signature' })('GET /', bearing({ aud: 'secret-claim' }));
    expect(JSON.stringify([exchange.authorization, exchange.response])).not.toContain(token({ aud: 'secret-claim' }));
  });
});

describe('a token that passes', () => {
  it.each<[string, Claims, string[]]>([
    ['for one audience', { aud: 'app' }, []],
    ['for several', { aud: ['other', 'web'] }, []],
    ['by client_id, where there is no aud', { client_id: 'web' }, []],
    ['with any one of the scopes', { aud: 'web', scope: 'x b' }, ['a', 'b']],
    ['with scp as a list', { aud: 'web', scp: ['a'] }, ['a']],
  ])('%s', async (_, claims, scopes) => {
    const exchange = await open(valid(claims), scopes)('GET /', bearing({}));
    expect(exchange.response.status).toBe(200);
    expect(exchange.authorization).toEqual({ kind: 'allowed', by: 'users' });
  });

  it.each(['Bearer ', 'bearer ', ''])('behind the prefix "%s"', async (prefix) => {
    expect((await open(valid({ aud: 'web' }))('GET /', bearing({}, prefix))).response.status).toBe(200);
  });

  it('is refused by client_id when there is another aud', async () => {
    const claims = { aud: 'other', client_id: 'web' };
    expect((await open(valid(claims))('GET /', bearing({}))).response.status).toBe(401);
  });
});

describe('the claims in the event', () => {
  const claims: Claims = {
    aud: 'web',
    exp: 9999999999,
    email_verified: true,
    'cognito:groups': ['admin', 'power user'],
    address: { country: 'JP' },
    nickname: null,
    scope: 'read write',
  };
  const texts = {
    aud: 'web',
    exp: '9999999999',
    email_verified: 'true',
    'cognito:groups': '[admin power user]',
    address: '{"country":"JP"}',
    scope: 'read write',
  };
  it.each([
    ['2.0' as const, [], { jwt: { claims: texts, scopes: null } }],
    ['2.0' as const, ['read'], { jwt: { claims: texts, scopes: ['read', 'write'] } }],
    ['1.0' as const, ['read'], { claims: texts, scopes: ['read', 'write'] }],
  ])('of format %s on a route with scopes %j', async (format, scopes, expected) => {
    const exchange = await open(valid(claims), scopes, format)('GET /', bearing({}));
    expect(eventOf(exchange).requestContext.authorizer).toEqual(expected);
  });
});
