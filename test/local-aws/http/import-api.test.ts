import { describe, expect, it } from 'vitest';
import { emptyHttpAccount } from '../../../src/local-aws/http/account.js';
import { type HttpImportOutcome, importApi, reimportApi } from '../../../src/local-aws/http/import-api.js';
import { httpOperations } from '../../../src/local-aws/http/operations.js';
import type { JsonObject } from '../../../src/model/index.js';
import { countingWorld } from '../world.js';

const integration = { type: 'HTTP_PROXY', httpMethod: 'GET', payloadFormatVersion: '1.0', uri: 'https://example.com' };
const operation = (more: JsonObject = {}) => ({ 'x-amazon-apigateway-integration': integration, ...more });

function definition(paths: JsonObject, more: JsonObject = {}): string {
  return JSON.stringify({ openapi: '3.0.1', info: { title: 'Books', version: '1' }, paths, ...more });
}

function madeOf(outcome: HttpImportOutcome) {
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  return outcome;
}

const jwt = (issuer: string) => ({
  type: 'oauth2',
  'x-amazon-apigateway-authorizer': {
    ...{ type: 'jwt', identitySource: '$request.header.Authorization' },
    jwtConfiguration: { issuer, audience: ['books'] },
  },
});

describe('an import makes', () => {
  it('the API, its routes, integrations and authorizers', () => {
    const paths = {
      '/books': { get: operation({ security: [{ jwt: ['read'] }] }) },
      '/$default': { 'x-amazon-apigateway-any-method': operation() },
    };
    const body = definition(paths, {
      components: { securitySchemes: { jwt: jwt('https://issuer.example.com') } },
      tags: [{ name: 'team', 'x-amazon-apigateway-tag-value': 'books' }],
    });
    const { state } = madeOf(importApi({ body, failOnWarnings: true }, countingWorld()));
    expect(state).toMatchObject({
      ...{
        apiId: '0000000001',
        apiEndpoint: 'https://0000000001.execute-api.eu-west-1.amazonaws.com',
        tags: { team: 'books' },
      },
      api: { name: 'Books', version: '1', protocolType: 'HTTP', disableExecuteApiEndpoint: false },
      authorizers: [{ name: 'jwt', authorizerType: 'JWT' }],
      routes: [
        { key: 'GET /books', authorization: 'JWT', scopes: ['read'] },
        { key: '$default', authorization: 'NONE' },
      ],
    });
    expect(state.integrations).toHaveLength(2);
  });

  it.each<['ignore' | 'prepend' | 'split', string[]]>([
    ['ignore', ['GET /', 'GET /e', '$default']],
    ['prepend', ['GET /a/b', 'GET /a/b/e', '$default']],
    ['split', ['GET /b', 'GET /b/e', '$default']],
  ])('routes behind a base path: %s', (basepath, keys) => {
    const paths = {
      '/': { get: operation() },
      '/e': { get: operation() },
      '/$default': { 'x-amazon-apigateway-any-method': operation() },
    };
    const body = definition(paths, { servers: [{ url: 'https://example.com/a/b' }] });
    expect(madeOf(importApi({ body, basepath }, countingWorld())).state.routes.map(({ key }) => key)).toEqual(keys);
  });

  it('no open route of one whose authorizer cannot be made', () => {
    const paths = { '/a': { get: operation({ security: [{ gone: [] }] }) }, '/b': { get: operation() } };
    const { state } = madeOf(importApi({ body: definition(paths) }, countingWorld()));
    expect(state.routes.map(({ key }) => key)).toEqual(['GET /b']);
  });
});

describe('an import is refused', () => {
  const missing = {
    responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/M' } } } } },
  };

  it.each([
    [
      'of Swagger 2.0',
      JSON.stringify({ swagger: '2.0', info: { title: 'a', version: '1' }, paths: {} }),
      /^Errors found during import:\n\t/,
    ],
    ['of no definition', '{', /^Invalid OpenAPI input\.$/],
    [
      'with a warning that AWS gives, where those fail it',
      definition({ '/x': { get: operation(missing) } }),
      /^Warnings found during import:\n\tParse issue: attribute paths\.'\/x'\(get\)\.responses\.200\.content\.schema\.#\/components\/schemas\/M is missing$/,
    ],
  ])('%s', (_name, body, message) => {
    expect(importApi({ body, failOnWarnings: true }, countingWorld())).toEqual({
      ...{ kind: 'refused', code: 'BadRequestException', status: 400 },
      message: expect.stringMatching(message),
    });
  });

  it('not for a warning otherwise, which is told', () => {
    const { warnings } = madeOf(
      importApi({ body: definition({ '/x': { get: operation(missing) } }) }, countingWorld()),
    );
    expect(warnings).toEqual([expect.stringContaining('#/components/schemas/M is missing')]);
  });

  it('not for what AWS is not known to do, which is told too', () => {
    const unknown = definition({
      '/x': { get: { 'x-amazon-apigateway-integration': { ...integration, surprise: 1 } } },
    });
    const { warnings, state } = madeOf(importApi({ body: unknown, failOnWarnings: true }, countingWorld()));
    expect(state.routes).toHaveLength(1);
    expect(warnings).toEqual([expect.stringContaining('surprise')]);
  });
});

it('a reimport keeps the id and nothing else', () => {
  const world = countingWorld();
  const before = madeOf(
    importApi({ body: definition({ '/a': { get: operation() } }, { tags: [{ name: 't' }] }) }, world),
  ).state;
  const { state } = madeOf(reimportApi(before, { body: definition({ '/b': { get: operation() } }) }, world));
  expect(state).toMatchObject({ apiId: before.apiId, routes: [{ key: 'GET /b' }], tags: {} });
  expect(state.routes).toHaveLength(1);
});

describe('an issuer that does not answer', () => {
  const issuer = 'https://gone.example.com/';
  const silent = () => ({ ...countingWorld(), reachesIssuer: (asked: string) => asked !== issuer });
  const body = definition(
    { '/a': { get: operation({ security: [{ gone: [] }] }) }, '/b': { get: operation({ security: [{ jwt: [] }] }) } },
    { components: { securitySchemes: { gone: jwt(issuer), jwt: jwt('https://issuer.example.com') } } },
  );

  it('takes its authorizer and the routes behind it away, with a warning', () => {
    const { state, warnings } = madeOf(importApi({ body }, silent()));
    expect(state.authorizers.map(({ name }) => name)).toEqual(['jwt']);
    expect(state.routes.map(({ key }) => key)).toEqual(['GET /b']);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^Unable to create Authorizer 'gone': Caught exception when connecting to https:\/\/gone\.example\.com\/\.well-known\/openid-configuration/,
      ),
    ]);
  });

  it('stops an import where warnings do', () => {
    expect(importApi({ body, failOnWarnings: true }, silent())).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining("\tUnable to create Authorizer 'gone'"),
    });
  });

  it('is no issuer of a new authorizer', async () => {
    const create = httpOperations().find(({ name }) => name === 'CreateAuthorizer');
    const account = emptyHttpAccount();
    const world = silent();
    const made = await httpOperations()
      .find(({ name }) => name === 'CreateApi')
      ?.run(account, { name: 'a', protocolType: 'HTTP' }, world);
    const apiId = made?.kind === 'done' ? (made.answer['apiId'] ?? '') : '';
    const input = { apiId, name: 'gone', authorizerType: 'JWT', identitySource: ['$request.header.Authorization'] };
    const outcome = await create?.run(account, { ...input, jwtConfiguration: { issuer, audience: ['a'] } }, world);
    expect(outcome).toMatchObject({ kind: 'refused', status: 400, message: expect.stringContaining(issuer) });
  });
});
