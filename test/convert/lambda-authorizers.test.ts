import { describe, expect, it } from 'vitest';
import type { JsonObject, LedgerEntry } from '../../src/model/index.js';
import { converted, entriesOf, keysOf, lambda, lambdaUri, method, scheme, securitySchemes } from './definition.js';

async function guardEntry(authorizer: JsonObject): Promise<LedgerEntry | undefined> {
  const guard = scheme('Authorization', { type: 'request', authorizerUri: lambdaUri, ...authorizer });
  const paths = { '/orders': { get: method(lambda(), { security: [{ guard: [] }] }) } };
  const { ledger } = await converted(paths, {}, { components: { securitySchemes: { guard } } });
  return ledger.find(({ construct }) => construct.kind === 'authorizer');
}

const staged = lambdaUri.replace('function:orders', 'function:${stageVariables.guard}');
const oneHeader = { identitySource: 'method.request.header.Authorization' };

describe('the entry of a Lambda authorizer says', () => {
  it.each<[name: string, authorizer: JsonObject, says: string]>([
    [
      'that callers need all of several identity sources',
      { identitySource: 'method.request.header.Authorization, method.request.querystring.tenant' },
      'all of $request.header.Authorization, $request.querystring.tenant',
    ],
    [
      'that a missing identity source now ends the call where results are not cached',
      { ...oneHeader, authorizerResultTtlInSeconds: 0 },
      'the HTTP API answers 401 by itself',
    ],
    [
      'who needs permissions where a stage variable names it',
      { ...oneHeader, authorizerUri: staged },
      'needs a permission',
    ],
    ['the same for a TOKEN authorizer', { type: 'token', authorizerUri: staged }, 'needs a permission'],
  ])('%s', async (_, authorizer, says) => {
    expect(await guardEntry(authorizer)).toMatchObject({
      outcome: 'behaviour-changes',
      message: expect.stringContaining(says),
    });
  });

  it.each<[name: string, authorizer: JsonObject]>([
    ['one identity source and a cache', { ...oneHeader, authorizerResultTtlInSeconds: 60 }],
    ['no identity source and no cache', { authorizerResultTtlInSeconds: 0 }],
    [
      'a stage variable and a role',
      { ...oneHeader, authorizerUri: staged, authorizerCredentials: 'arn:aws:iam::1:role/r' },
    ],
  ])('none of that with %s', async (_, authorizer) => {
    expect((await guardEntry(authorizer))?.message).toMatch(/in lower case\.$/);
  });
});

describe('an authorizer keeps its methods back', () => {
  it.each<[name: string, authorizer: JsonObject, expected: object]>([
    [
      'where HTTP APIs lack its identity source, and names it',
      { identitySource: 'context.identity.apiKey' },
      {
        rule: 'authorizers/identity-source',
        outcome: 'blocked',
        message: expect.stringContaining('context.identity.apiKey'),
      },
    ],
    [
      'where the file does not tell its identity source',
      { identitySource: 'request.body.token' },
      { rule: 'authorizers/identity-source', outcome: 'unknown' },
    ],
    [
      'where it is called as the caller',
      { ...oneHeader, authorizerCredentials: 'arn:aws:iam::*:user/*' },
      { rule: 'authorizers/caller-credentials', outcome: 'unknown' },
    ],
  ])('%s', async (_, authorizer, expected) => {
    expect(await guardEntry(authorizer)).toMatchObject(expected);
  });
});

describe('a security scheme that is no authorizer is unknown, with what is known of it', () => {
  it.each<[name: string, security: string, definition: JsonObject, says: string]>([
    ['plain OpenAPI', 'jwt', { type: 'http', scheme: 'bearer' }, 'probably open today'],
    ['OAuth 2.0', 'oauth', { type: 'oauth2', flows: {} }, 'probably open today'],
    [
      'an authtype without authorizer',
      'custom',
      { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'custom' },
      'methods with it are not created',
    ],
    ['a misspelt name', 'tokens', {}, 'nearest authorizer that is defined is token'],
  ])('%s', async (_, name, definition, says) => {
    const known = Object.keys(definition).length === 0 ? {} : { [name]: definition };
    const paths = { '/orders': { get: method(lambda(), { security: [{ [name]: [] }] }) } };
    const components = { securitySchemes: { ...securitySchemes, ...known } };
    const conversion = await converted(paths, {}, { components });
    expect(entriesOf(conversion, 'access/unresolved')).toMatchObject([
      { outcome: 'unknown', message: expect.stringContaining(says) },
    ]);
    expect(keysOf(conversion)).toEqual([]);
  });

  it('a name that is like no other gets no hint', async () => {
    const paths = { '/orders': { get: method(lambda(), { security: [{ elsewhere: [] }] }) } };
    const [entry] = entriesOf(await converted(paths), 'access/unresolved');
    expect(entry?.message).not.toContain('nearest');
  });
});
