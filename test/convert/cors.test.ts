import { describe, expect, it } from 'vitest';
import { converted, entriesOf, keysOf, lambda, method, preflight } from './definition.js';

const shop = 'https://shop.example.com';

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
