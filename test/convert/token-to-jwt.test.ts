import { describe, expect, it } from 'vitest';
import type { AuthorizerDecision, JsonObject, RuleId } from '../../src/model/index.js';
import { converted, entriesOf, httpProxy, keysOf, lambda, lambdaUri, method, scheme } from './definition.js';

const decided: AuthorizerDecision = {
  replaceWithJwt: true,
  issuer: 'https://login.example.com/',
  audience: ['orders'],
};

/** Converts one method that asks for the authorizer `guard`. */
function guarded(decision: AuthorizerDecision, authorizer: JsonObject = { type: 'token' }, integration = lambda()) {
  const components = {
    securitySchemes: { guard: scheme('Authorization', { authorizerUri: lambdaUri, ...authorizer }) },
  };
  const paths = { '/orders': { get: method(integration, { security: [{ guard: [] }] }) } };
  return converted(paths, { authorizers: { guard: decision } }, { components });
}

describe('a Lambda authorizer gives way to a JWT authorizer by decision', () => {
  it.each<[name: string, authorizer: JsonObject, identitySource: string]>([
    ['a TOKEN authorizer reads its header', { type: 'token' }, '$request.header.Authorization'],
    [
      'a REQUEST authorizer with one query parameter reads that',
      { type: 'request', identitySource: 'method.request.querystring.token' },
      '$request.querystring.token',
    ],
  ])('%s', async (_, authorizer, identitySource) => {
    const conversion = await guarded(decided, authorizer);
    expect(conversion.httpApi.authorizers).toMatchObject([
      { kind: 'jwt', name: 'guard', identitySource, issuer: { text: decided.issuer }, audience: [{ text: 'orders' }] },
    ]);
    expect(conversion.httpApi.routes[0]?.authorization).toEqual({ kind: 'authorizer', name: 'guard', scopes: [] });
    expect(entriesOf(conversion, 'authorizers/token-to-jwt')).toMatchObject([{ outcome: 'replaced' }]);
  });

  it.each<[name: string, decision: AuthorizerDecision, authorizer: JsonObject, rule: RuleId]>([
    ['no issuer', { ...decided, issuer: undefined } as never, { type: 'token' }, 'authorizers/token-to-jwt'],
    ['no audience', { ...decided, audience: [] }, { type: 'token' }, 'authorizers/token-to-jwt'],
    [
      'more audiences than 50',
      { ...decided, audience: Array.from({ length: 51 }, (_, index) => `client-${index}`) },
      { type: 'token' },
      'authorizers/token-to-jwt',
    ],
    [
      'several identity sources',
      decided,
      { type: 'request', identitySource: 'method.request.header.A, method.request.header.B' },
      'authorizers/identity-source',
    ],
    [
      'a stage variable as identity source',
      decided,
      { type: 'request', identitySource: 'stageVariables.tenant' },
      'authorizers/identity-source',
    ],
  ])('but not with %s', async (_, decision, authorizer, rule) => {
    const conversion = await guarded(decision, authorizer);
    expect(keysOf(conversion)).toEqual([]);
    expect(entriesOf(conversion, rule)).toMatchObject([{ outcome: 'blocked' }]);
  });

  it('only where replaceWithJwt is true', async () => {
    const { httpApi } = await guarded({ ...decided, replaceWithJwt: false });
    expect(httpApi.authorizers).toMatchObject([{ kind: 'request' }]);
  });

  it('and its validation expression still has to be accepted', async () => {
    const conversion = await guarded(decided, { type: 'token', identityValidationExpression: '^Bearer .+' });
    expect(keysOf(conversion)).toEqual([]);
    expect(entriesOf(conversion, 'authorizers/validation-expression')).toMatchObject([{ outcome: 'blocked' }]);
  });
});

describe('what the replaced function sent to a backend by a mapping', () => {
  const mapping = (source: string) => httpProxy({ requestParameters: { 'integration.request.header.X-User': source } });

  it.each<[name: string, source: string, decision: AuthorizerDecision, expected: Record<string, string>]>([
    [
      'comes from the claim that was decided',
      'context.authorizer.user',
      { ...decided, claims: { user: 'sub' } },
      { 'overwrite:header.X-User': '$context.authorizer.claims.sub' },
    ],
    [
      'is the same as before where the function stays',
      'context.authorizer.user',
      {},
      { 'overwrite:header.X-User': '$context.authorizer.user' },
    ],
    [
      'is no matter to other context variables',
      'context.identity.sourceIp',
      decided,
      { 'overwrite:header.X-User': '$context.identity.sourceIp' },
    ],
  ])('%s', async (_, source, decision, expected) => {
    const { httpApi } = await guarded(decision, { type: 'token' }, mapping(source));
    expect(httpApi.routes[0]?.integration).toMatchObject({ requestParameters: expected });
  });

  it('holds the route back where no claim was decided, and names the decision', async () => {
    const conversion = await guarded(decided, { type: 'token' }, mapping('context.authorizer.user'));
    expect(keysOf(conversion)).toEqual([]);
    const [entry] = entriesOf(conversion, 'http-proxy/mapping-without-counterpart');
    expect(entry).toMatchObject({
      outcome: 'blocked',
      message: expect.stringContaining('authorizers.guard.claims.user'),
    });
  });
});
