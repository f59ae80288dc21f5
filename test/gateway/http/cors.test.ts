import { describe, expect, it } from 'vitest';
import type { Header } from '../../../src/gateway/gateway.js';
import type { Cors } from '../../../src/model/index.js';
import { api, backends, behind, headerOf, returned, route, sender } from './opened.js';

const cors: Cors = {
  allowOrigins: ['https://shop.example'],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['authorization', 'x-a'],
  exposeHeaders: ['x-b'],
  allowCredentials: true,
  maxAge: 300,
};

const origin: Header = ['Origin', 'https://shop.example'];
const asks: Header = ['Access-Control-Request-Method', 'GET'];
const open = (changes: Partial<Cors> = {}, keys = ['GET /a']) =>
  sender(
    api(
      keys.map((key) => route(key)),
      [],
      { cors: { ...cors, ...changes } },
    ),
  );

const corsOf = (headers: Header[]) =>
  Object.fromEntries(headers.filter(([name]) => name.startsWith('access-control-')));

describe('a preflight', () => {
  it('is answered by the gateway, with every header and no body', async () => {
    const { response, calls } = await open()('OPTIONS /a', { headers: [origin, asks] });
    expect(response.status).toBe(204);
    expect(response.body).toHaveLength(0);
    expect(corsOf(response.headers)).toEqual({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'x-b',
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization,x-a',
      'access-control-max-age': '300',
    });
    expect(calls).toEqual([]);
  });

  it.each([
    ['without Origin', [asks]],
    ['without the method it asks for', [origin]],
  ])('needs both headers: %s is an ordinary request', async (_, headers) => {
    expect((await open()('OPTIONS /a', { headers })).response.status).toBe(404);
  });

  it.each(['OPTIONS /a', 'ANY /a', 'ANY /{proxy+}', '$default'])('goes to a route %s', async (key) => {
    const exchange = await open({}, [key])('OPTIONS /a', { headers: [origin, asks] });
    expect(exchange.route).toBe(key);
    expect(exchange.calls).toHaveLength(1);
    expect(headerOf(exchange.response, 'access-control-allow-methods')).toBe('GET,POST');
  });

  it('does not get past the authorizer of a $default route', async () => {
    const definition = api([route('$default', undefined, behind('a'))], [], { cors });
    const { authorization, calls } = await sender(definition)('OPTIONS /x', { headers: [origin, asks] });
    expect(authorization.kind).toBe('refused');
    expect(calls).toEqual([]);
  });

  it('of a foreign origin is answered without permission', async () => {
    const { response } = await open()('OPTIONS /a', { headers: [['Origin', 'https://evil.example'], asks] });
    expect([response.status, corsOf(response.headers)]).toEqual([204, {}]);
  });
});

describe('the origin that is allowed', () => {
  it.each([
    [['*'], 'https://any.example', '*'],
    [['https://*'], 'https://any.example', 'https://any.example'],
    [['https://*'], 'http://any.example', undefined],
    [['http://*'], 'http://any.example', 'http://any.example'],
    [['https://a.example', 'https://b.example'], 'https://b.example', 'https://b.example'],
    [['https://a.example'], 'https://a.example.evil', undefined],
    [['https://*.example'], 'https://a.example', undefined],
  ])('by %j of %s: %s', async (allowOrigins, sent, allowed) => {
    const { response } = await open({ allowOrigins })('GET /a', { headers: [['origin', sent]] });
    expect(headerOf(response, 'access-control-allow-origin')).toBe(allowed);
  });
});

describe('an answer', () => {
  const value = { statusCode: 200, headers: { 'Access-Control-Allow-Origin': 'https://mine', 'x-b': '1' }, body: 'x' };
  const withBackend = (configured: boolean) =>
    sender(api([route('GET /a')], [], configured ? { cors } : {}), {
      backends: backends({ hello: () => returned(value) }),
    });

  it.each([
    ['with an allowed origin: the gateway replaces what the backend says', true, [origin], 'https://shop.example'],
    ['with a foreign origin: nothing', true, [['origin', 'https://evil.example'] as const], undefined],
    ['without an origin: nothing', true, [], undefined],
    ['of an API without CORS: the backend is heard', false, [origin], 'https://mine'],
  ])('%s', async (_, configured, headers, expected) => {
    const { response } = await withBackend(configured)('GET /a', { headers });
    expect(headerOf(response, 'access-control-allow-origin')).toBe(expected);
    expect(headerOf(response, 'access-control-allow-methods')).toBeUndefined();
    expect(headerOf(response, 'x-b')).toBe('1');
  });
});
