import { describe, expect, it } from 'vitest';
import type { TokenOutcome, TokenVerifier } from '../../../src/gateway/gateway.js';
import { type CognitoAuthorizer, type Json, plain, type Setting } from '../../../src/model/index.js';
import { bodyOf, byAuthorizer, eventOf, operation, part, restApi, send } from './samples.js';

const issuer = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pool1';
const authorizer: CognitoAuthorizer = {
  kind: 'cognito',
  at: '',
  name: 'pool',
  providerArns: [plain('arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Pool1')],
  identitySources: [{ kind: 'header', name: 'Authorization' }],
};

/** Tokens of the one issuer: the text is the JSON of the claims, or a reason for refusal. */
const tokens: TokenVerifier = {
  async verify(token, from): Promise<TokenOutcome> {
    if (token === 'expired' || token === 'malformed' || token === 'signature')
      return { kind: 'invalid', reason: token };
    if (from !== issuer) return { kind: 'invalid', reason: 'issuer' };
    const claims: Record<string, Json> = JSON.parse(token);
    return { kind: 'valid', claims };
  },
};

function call(
  claims: object | string | undefined,
  scopes: string[] = [],
  changes: Partial<CognitoAuthorizer> = {},
  settings: Setting[] = [],
) {
  const api = restApi([operation('GET /', { access: { requirements: [byAuthorizer('pool', scopes)] } })], {
    authorizers: [{ ...authorizer, ...changes }],
    settings,
  });
  const token = typeof claims === 'object' ? JSON.stringify(claims) : claims;
  const headers: [string, string][] = token === undefined ? [] : [['authorization', token]];
  return send(api, 'GET /', { headers, deployed: { tokens } });
}

const id = { token_use: 'id', sub: 'u1', aud: 'client-1' };
const access = { token_use: 'access', sub: 'u1', client_id: 'client-1', scope: 'pets/read pets/write' };

describe('a Cognito authorizer', () => {
  it.each([
    ['an ID token without scopes', id, [], 200],
    ['an access token without scopes', access, [], 401],
    ['an access token with one of the scopes', access, ['other', 'pets/read'], 200],
    ['an access token with none of the scopes', access, ['pets/admin'], 401],
    ['an access token with half of a scope', access, ['pets'], 401],
    ['an ID token with scopes', { ...id, scope: 'pets/read' }, ['pets/read'], 401],
    ['a token of neither use', { sub: 'u1' }, [], 401],
    ['no token', undefined, [], 401],
    ['text that is no token', 'malformed', [], 401],
    ['a foreign signature', 'signature', [], 401],
  ] as [string, object | string | undefined, string[], number][])(
    'decides about %s',
    async (_name, claims, scopes, status) => {
      const exchange = await call(claims, scopes);
      expect(exchange.response.status).toBe(status);
      if (status === 401) expect([bodyOf(exchange), exchange.calls]).toEqual(['{"message":"Unauthorized"}', []]);
    },
  );

  it('takes the token with Bearer before it', async () => {
    expect((await call(`Bearer ${JSON.stringify(id)}`)).response.status).toBe(200);
  });

  it('says when a token has expired', async () => {
    const exchange = await call('expired');
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([401, '{"message":"The incoming token has expired"}']);
  });

  it('takes a token of any of its pools', async () => {
    const other = plain('arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Other');
    expect((await call(id, [], { providerArns: [other, ...authorizer.providerArns] })).response.status).toBe(200);
    expect((await call(id, [], { providerArns: [other] })).response.status).toBe(401);
  });

  it('matches the validation expression against the audience', async () => {
    expect((await call(id, [], { validationExpression: 'client-\\d' })).response.status).toBe(200);
    expect((await call(id, [], { validationExpression: 'client' })).response.status).toBe(401);
  });

  it('refuses every token when none can be verified', async () => {
    const api = restApi([operation('GET /', { access: { requirements: [byAuthorizer('pool')] } })], {
      authorizers: [authorizer],
    });
    const exchange = await send(api, 'GET /', { headers: [['Authorization', JSON.stringify(id)]] });
    expect(exchange.response.status).toBe(401);
  });

  it('refuses, and names the reason, when the pool is a placeholder', async () => {
    const exchange = await call(id, [], { providerArns: [plain('${UserPool.Arn}')] });
    expect([exchange.response.status, exchange.unsupported]).toEqual([
      500,
      ['authorizer pool: user pool that is not an ARN'],
    ]);
  });

  it('refuses, and names the reason, when the validation expression cannot be read', async () => {
    const exchange = await call(id, [], { validationExpression: '(' });
    expect([exchange.response.status, exchange.unsupported]).toEqual([500, ['authorizer pool: validation expression']]);
  });

  it.each([
    ['allows', 'Allow', id, 200, 'pool, resource policy'],
    ['is silent', 'Allow', id, 403, 'resource policy'],
    ['denies', 'Deny', id, 403, 'resource policy'],
    ['is not asked: the token is bad', 'Deny', 'expired', 401, 'pool'],
  ] as const)('asks the resource policy after the token: it %s', async (name, Effect, token, status, by) => {
    const Resource = name === 'is silent' ? 'execute-api:/dev/*' : 'execute-api:/*';
    const value = { Statement: [{ Effect, Principal: '*', Action: 'execute-api:Invoke', Resource }] };
    const exchange = await call(token, [], {}, [{ at: '', kind: 'resource-policy', value }]);
    expect([exchange.response.status, exchange.authorization]).toMatchObject([status, { by }]);
  });

  it('hands the claims to the function as text', async () => {
    const times = { exp: 1781502981, iat: 1781499381, auth_time: 1781499381 };
    const exchange = await call({ ...id, ...times, email_verified: true, 'cognito:groups': ['a', 'b'] });
    expect(part(eventOf(exchange), 'requestContext')['authorizer']).toEqual({
      claims: {
        ...id,
        exp: 'Mon Jun 15 05:56:21 UTC 2026',
        iat: 'Mon Jun 15 04:56:21 UTC 2026',
        auth_time: '1781499381',
        email_verified: 'true',
        'cognito:groups': 'a,b',
      },
    });
  });
});
