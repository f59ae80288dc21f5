import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/index.js';
import { converted, entriesOf, keysOf, lambda, method, preflight } from './definition.js';

const shop = 'https://shop.example.com';

/** A preflight mock with any CORS headers, their names without `Access-Control-`. */
function answering(headers: JsonObject): JsonObject {
  const responseParameters = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`method.response.header.Access-Control-${name}`, value]),
  );
  return method({ type: 'mock', responses: { default: { statusCode: '200', responseParameters } } });
}

describe('preflight mocks become one CORS configuration', () => {
  it('uniting methods and headers', async () => {
    const { httpApi } = await converted({
      '/a': {
        get: method(lambda()),
        options: preflight(shop, { Methods: 'GET,OPTIONS', Headers: 'Content-Type,X-Api-Key' }),
      },
      '/b': { post: method(lambda()), options: preflight(shop, { Methods: 'POST, OPTIONS', Headers: 'content-type' }) },
    });
    expect(httpApi.cors).toEqual({
      allowOrigins: [shop],
      allowMethods: ['GET', 'OPTIONS', 'POST'],
      allowHeaders: ['content-type', 'X-Api-Key'],
      exposeHeaders: [],
      allowCredentials: false,
    });
  });

  it('and leave no route of their own', async () => {
    const conversion = await converted({ '/a': { get: method(lambda()), options: preflight('*') } });
    expect(keysOf(conversion)).toEqual(['GET /a']);
    expect(entriesOf(conversion, 'cors/preflight')[0]?.outcome).toBe('replaced');
    expect(conversion.verdict).toBe('ready-with-changes');
  });

  it('but not where origins differ: the user decides', async () => {
    const paths = { '/a': { options: preflight(shop) }, '/b': { options: preflight('*') } };
    const undecided = await converted(paths);
    expect(undecided.httpApi.cors).toBeUndefined();
    expect(undecided.verdict).toBe('needs-decisions');
    const decided = await converted(paths, { cors: { allowOrigins: [shop] } });
    expect(decided.httpApi.cors?.allowOrigins).toEqual([shop]);
  });

  it('nor where credentials go to any origin', async () => {
    const conversion = await converted({ '/a': { options: preflight('*', { Credentials: 'true' }) } });
    expect(conversion.httpApi.cors).toBeUndefined();
    expect(entriesOf(conversion, 'cors/differs')[0]?.outcome).toBe('blocked');
  });

  it('nor where a preflight was protected', async () => {
    const locked = { ...preflight(shop), security: [{ token: [] }] };
    const conversion = await converted({ '/a': { options: locked }, '/b': { options: preflight(shop) } });
    expect(conversion.httpApi.cors).toBeUndefined();
    const accepted = await converted(
      { '/a': { options: locked } },
      { accept: [{ rule: 'cors/preflight-was-protected', reason: 'ok' }] },
    );
    expect(accepted.httpApi.cors?.allowOrigins).toEqual([shop]);
  });

  it('ANY routes that would swallow a preflight are written out verb by verb', async () => {
    const conversion = await converted({
      '/a': { 'x-amazon-apigateway-any-method': method(lambda()), get: method(lambda()), options: preflight(shop) },
      '/b': { 'x-amazon-apigateway-any-method': method(lambda()) },
    });
    expect(keysOf(conversion).sort()).toEqual([
      'ANY /b',
      'DELETE /a',
      'GET /a',
      'HEAD /a',
      'PATCH /a',
      'POST /a',
      'PUT /a',
    ]);
    expect(entriesOf(conversion, 'routes/any-written-out')).toHaveLength(1);
  });

  it('a mock on OPTIONS without CORS headers is an ordinary mock', async () => {
    const conversion = await converted({ '/a': { options: method({ type: 'mock' }) } });
    expect(entriesOf(conversion, 'mock/integration')[0]?.outcome).toBe('blocked');
  });
});

describe('what the configuration allows beyond the preflight of a path', () => {
  const lists = (Methods: string, more: Record<string, string> = {}) => preflight(shop, { Methods, ...more });

  /** Two paths: `/a` as given, and `/b` that allows PUT, DELETE and POST and has them. */
  async function entryOfA(a: JsonObject) {
    const b = { put: method(lambda()), delete: method(lambda()), options: lists('PUT,DELETE,POST,GET,OPTIONS') };
    const { ledger } = await converted({ '/a': a, '/b': b });
    return ledger.find(({ construct }) => construct.kind === 'operation' && construct.name === 'OPTIONS /a');
  }

  it.each<[name: string, a: JsonObject, opened: string]>([
    ['a method that it has', { put: method(lambda()), get: method(lambda()) }, 'may now send PUT here'],
    ['methods of ANY', { 'x-amazon-apigateway-any-method': method(lambda()) }, 'may now send DELETE, PUT here'],
  ])('opens %s, and that is told for security', async (_, a, opened) => {
    expect(await entryOfA({ ...a, options: lists('GET,OPTIONS') })).toMatchObject({
      rule: 'cors/preflight-allows-more',
      outcome: 'replaced',
      message: expect.stringContaining(opened),
    });
  });

  it.each<[name: string, a: JsonObject]>([
    ['methods that it has not', { get: method(lambda()), options: lists('GET,OPTIONS') }],
    ['POST, which browsers send anyway', { post: method(lambda()), options: lists('GET,OPTIONS') }],
    ['what it allowed itself', { put: method(lambda()), options: lists('PUT,DELETE,POST,GET,OPTIONS') }],
    ['anything, where it allowed everything', { put: method(lambda()), options: lists('*') }],
  ])('does not open %s', async (_, a) => {
    expect(await entryOfA(a)).toMatchObject({ rule: 'cors/preflight' });
  });

  it('may expose headers of answers', async () => {
    const exposing = answering({
      'Allow-Origin': `'${shop}'`,
      'Allow-Methods': "'GET'",
      'Expose-Headers': "'X-Total'",
    });
    const conversion = await converted({ '/a': { options: preflight(shop) }, '/b': { options: exposing } });
    expect(entriesOf(conversion, 'cors/preflight-allows-more')).toMatchObject([
      { construct: { name: 'OPTIONS /a' }, message: expect.stringContaining('may now read X-Total') },
    ]);
  });
});

it('an origin that CloudFormation makes is asked for, and named as such', async () => {
  const options = answering({ 'Allow-Origin': { 'Fn::Sub': "'${Origin}'" } });
  const conversion = await converted({ '/a': { get: method(lambda()), options } });
  expect(entriesOf(conversion, 'cors/differs')).toMatchObject([
    { outcome: 'blocked', message: expect.stringContaining('made by a function of the template') },
  ]);
  const decided = await converted({ '/a': { get: method(lambda()), options } }, { cors: { allowOrigins: [shop] } });
  expect(decided.httpApi.cors?.allowOrigins).toEqual([shop]);
});

it('OPTIONS that backends answer stay routes, and what the configuration does to them is told', async () => {
  const paths = {
    '/a': { get: method(lambda()), options: preflight(shop) },
    '/dynamic': { options: method(lambda()) },
  };
  const conversion = await converted(paths);
  expect(keysOf(conversion)).toEqual(['GET /a', 'OPTIONS /dynamic']);
  expect(entriesOf(conversion, 'cors/api-wide')[0]?.message).toContain('OPTIONS of /dynamic');
  const alone = await converted({ '/dynamic': { options: method(lambda()) } });
  expect(alone.httpApi.cors).toBeUndefined();
  expect(entriesOf(alone, 'cors/api-wide')).toEqual([]);
});

it('a verb whose own method stays on the REST API is no route, when ANY is written out for the sake of preflights', async () => {
  const streaming = method(lambda({ responseTransferMode: 'STREAM' }));
  const paths = {
    '/a': { options: preflight(shop), get: streaming, 'x-amazon-apigateway-any-method': method(lambda()) },
  };
  expect(keysOf(await converted(paths))).toEqual(['DELETE /a', 'HEAD /a', 'PATCH /a', 'POST /a', 'PUT /a']);
});
