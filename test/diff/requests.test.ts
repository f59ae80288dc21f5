import { describe, expect, it } from 'vitest';
import type { DiffRequest } from '../../src/diff/diff-request.js';
import { requestsFor } from '../../src/diff/requests.js';
import type { JsonObject } from '../../src/model/index.js';
import { caller, lambda, mock, restApi, schemes } from './definitions.js';

const header = (request: DiffRequest | undefined, name: string) =>
  request?.request.headers.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1];
const bodyOf = (request: DiffRequest | undefined) => new TextDecoder().decode(request?.request.body);
const named = (requests: DiffRequest[], name: string) => requests.find((one) => one.name === name);

/** Without what is tried once for the whole API. */
const usual = (requests: DiffRequest[]) => requests.filter(({ kind }) => kind !== 'variation' && kind !== 'failure');

async function requestsOf(paths: Record<string, unknown>, beside: Record<string, unknown> = {}) {
  return requestsFor(await restApi({ paths, securityDefinitions: schemes, ...beside }), caller);
}

describe('requests for a REST API', () => {
  it('are a good call and one with a trailing slash for an open method, and what nobody declares', async () => {
    const requests = await requestsOf({ '/pets/{id}': { get: lambda } });
    expect(usual(requests).map(({ kind, request }) => `${kind} ${request.method} ${request.rawPath}`)).toEqual([
      'operation GET /pets/id-1',
      'trailing-slash GET /pets/id-1/',
      'unknown-path DELETE /pets/id-1',
      'unknown-path HEAD /pets/id-1',
      'unknown-path GET /no-such-path',
    ]);
  });

  it('are the same for the same definition', async () => {
    const paths = { '/a/{x}': { get: lambda, post: { ...lambda, security: [{ users: [] }] } } };
    expect(await requestsOf(paths)).toEqual(await requestsOf(paths));
  });

  it('fill a greedy variable with more than one segment', async () => {
    const [good] = await requestsOf({ '/files/{name+}': { get: lambda } });
    expect(good?.request.rawPath).toBe('/files/name-1/more');
  });

  it('set required parameters only', async () => {
    const parameters = [
      { in: 'query', name: 'page', required: true, type: 'string' },
      { in: 'query', name: 'sort', type: 'string' },
      { in: 'header', name: 'X-Shop', required: true, type: 'string' },
    ];
    const [good] = await requestsOf({ '/pets': { get: { ...lambda, parameters } } });
    expect(good?.request.rawQuery).toBe('page=page-1');
    expect(header(good, 'X-Shop')).toBe('XShop-1');
  });

  it('carry a body that fits the model, with its length', async () => {
    const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
    const parameters = [{ in: 'body', name: 'Pet', required: true, schema }];
    const [good] = await requestsOf({ '/pets': { post: { ...lambda, parameters } } });
    expect(bodyOf(good)).toBe('{"name":"sample"}');
    expect([header(good, 'Content-Type'), header(good, 'Content-Length')]).toEqual(['application/json', '17']);
  });

  it('call ANY by a verb that no method on the path declares', async () => {
    const requests = await requestsOf({ '/a': { get: lambda, 'x-amazon-apigateway-any-method': lambda } });
    expect(named(requests, 'ANY /a')?.request.method).toBe('POST');
  });

  it('leave out methods without an integration, which AWS would not deploy', async () => {
    const requests = await requestsOf({ '/a': { get: { responses: {} } } });
    expect(requests.map(({ kind }) => kind)).toEqual(['unknown-path', 'unknown-path', 'unknown-path']);
  });

  it('call what only the HTTP API has, without credentials, by a verb that REST does not declare', async () => {
    const api = await restApi({ paths: { '/a': { get: lambda }, '/b': { 'x-amazon-apigateway-any-method': lambda } } });
    const requests = await requestsFor(api, caller, [
      '$default',
      { method: 'GET', path: '/a' },
      { method: 'ANY', path: '/a' },
      { method: 'PATCH', path: '/b' },
      { method: 'PUT', path: '/c/{id}' },
    ]);
    const only = requests.filter(({ name }) => name.endsWith('which only the HTTP API has'));
    expect(
      only.map(({ kind, route, request, credentials }) => [kind, route, request.method, request.rawPath, credentials]),
    ).toEqual([
      ['unknown-path', { method: 'ANY', path: '/a' }, 'POST', '/a', []],
      ['unknown-path', { method: 'PUT', path: '/c/{id}' }, 'PUT', '/c/id-1', []],
    ]);
  });

  it('fill what a mapping of the integration reads, but never what carries a credential', async () => {
    const mapped = {
      'x-amazon-apigateway-integration': {
        type: 'http_proxy',
        httpMethod: 'GET',
        uri: 'https://shop.example.com/{id}',
        requestParameters: {
          'integration.request.path.id': 'method.request.path.pet',
          'integration.request.header.X-Trace': 'method.request.header.X-Correlation-Id',
          'integration.request.header.X-Again': 'method.request.header.x-correlation-id',
          'integration.request.header.X-Who': 'method.request.header.Authorization',
          'integration.request.querystring.lang': 'method.request.querystring.language',
        },
      },
    };
    const requests = await requestsOf({ '/pets/{pet}': { get: { ...mapped, security: [{ token: [] }] } } });
    const bare = named(requests, 'GET /pets/{pet} without credentials');
    expect(bare?.request.rawPath).toBe('/pets/pet-1');
    expect(bare?.request.rawQuery).toBe('language=language-1');
    expect(bare?.request.headers.filter(([name]) => /correlation/i.test(name))).toEqual([
      ['x-correlation-id', 'xcorrelationid-1'],
    ]);
    expect(header(bare, 'Authorization')).toBeUndefined();
  });

  it.each([
    ['^Bearer [-\\w.]+$', 'Bearer allow'],
    ['^Token\\s[a-z]+$', 'Token allow'],
    ['Shop-Key=\\w{32}', `Shop-Key=${'allow'.padEnd(32, '0')}`],
    ['(?i)^bearer .+', 'Bearer allow'],
    ['[0-9]{4}', 'allow'],
  ])('present a token that fits %s, where one of ours does', async (identityValidationExpression, token) => {
    const extension = { ...schemes.token['x-amazon-apigateway-authorizer'], identityValidationExpression };
    const securityDefinitions = { token: { ...schemes.token, 'x-amazon-apigateway-authorizer': extension } };
    const [good] = await requestsOf(
      { '/a': { get: { ...lambda, security: [{ token: [] }] } } },
      { securityDefinitions },
    );
    expect(header(good, 'Authorization')).toBe(token);
  });

  it('find a path that no variable takes', async () => {
    const requests = await requestsOf({ '/{a}/{b}': { get: lambda } });
    expect(requests.at(-1)?.request.rawPath).toBe('/no-such-path/x/x/x');
  });

  describe('credentials', () => {
    it.each([
      ['token', 'Authorization', 'Bearer allow'],
      ['key', 'X-Api-Key', 'key-of-the-usage-plan'],
    ])('of a method guarded by %s pass', async (scheme, name, value) => {
      const [good] = await requestsOf({ '/a': { get: { ...lambda, security: [{ [scheme]: [] }] } } });
      expect(header(good, name)).toBe(value);
      expect(good?.credentials).toContainEqual(expect.objectContaining({ name, value }));
    });

    it('of an IAM method have the form of a signature', async () => {
      const [good] = await requestsOf({ '/a': { get: { ...lambda, security: [{ sigv4: [] }] } } });
      expect(header(good, 'Authorization')).toMatch(/^AWS4-HMAC-SHA256 Credential=.+SignedHeaders=.+Signature=/);
    });

    it.each([
      ['an ID token without scopes', [], { token_use: 'id', aud: 'app-1' }],
      ['an access token with scopes', ['pets/read'], { token_use: 'access', client_id: 'app-1', scope: 'pets/read' }],
    ])('of a Cognito method are %s', async (_, scopes, claims) => {
      const [good] = await requestsOf({ '/a': { get: { ...lambda, security: [{ users: scopes }] } } });
      expect(JSON.parse(header(good, 'Authorization') ?? '')).toMatchObject({
        iss: 'https://issuer.example',
        ...claims,
      });
    });

    it('are left out: all of them, with a slash after the path, and the API key alone', async () => {
      const requests = await requestsOf({ '/a': { get: { ...lambda, security: [{ token: [], key: [] }] } } });
      const sent = usual(requests)
        .filter(({ kind }) => kind !== 'unknown-path')
        .map((one) => [one.name, header(one, 'Authorization') !== undefined, header(one, 'X-Api-Key') !== undefined]);
      expect(sent).toEqual([
        ['GET /a', true, true],
        ['GET /a with a slash after the path', true, true],
        ['GET /a with a slash after the path, without credentials', false, false],
        ['GET /a without credentials', false, false],
        ['GET /a without the API key', true, false],
        ['GET /a with wrong credentials', true, true],
        ['GET /a with a wrong API key', true, true],
      ]);
    });

    it('are the API key alone where the authorizer reads its header, or what the authorizer takes', async () => {
      const extension = { ...schemes.token['x-amazon-apigateway-authorizer'], identityValidationExpression: undefined };
      const token = { ...schemes.token, name: 'x-api-key', 'x-amazon-apigateway-authorizer': extension };
      const paths = { '/a': { get: { ...lambda, security: [{ key: [], token: [] }] } } };
      const requests = await requestsOf(paths, { securityDefinitions: { ...schemes, token } });
      const sent = (name: string) =>
        named(requests, name)
          ?.request.headers.filter(([one]) => one.toLowerCase() === 'x-api-key')
          .map(([, value]) => value);
      expect(sent('GET /a')).toEqual(['key-of-the-usage-plan']);
      expect(sent('GET /a without the API key')).toEqual(['allow']);
    });

    it('are those of a stranger, too late, without the scopes, or of another app client', async () => {
      const requests = await requestsOf({ '/a': { get: { ...lambda, security: [{ users: ['pets/read'] }] } } });
      const claims = (remark: string) =>
        JSON.parse(header(named(requests, `GET /a with ${remark}`), 'Authorization') ?? '');
      expect(claims('wrong credentials').iss).not.toBe('https://issuer.example');
      expect(claims('an expired token').exp).toBeLessThan(Date.UTC(2026, 0, 31) / 1000);
      expect(claims('a token that lacks the scopes').scope).not.toContain('pets/read');
      expect(claims('a token of another app client').client_id).not.toBe('app-1');
    });

    it('are the other kind of token where a method takes one kind', async () => {
      const requests = await requestsOf({ '/a': { get: { ...lambda, security: [{ users: [] }] } } });
      const other = named(requests, 'GET /a with the other kind of token');
      expect(JSON.parse(header(other, 'Authorization') ?? '')).toMatchObject({ token_use: 'access' });
    });
  });

  describe('that are tried on one route', () => {
    const http = {
      'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'GET', uri: 'https://shop.example.com' },
    };
    const remarks = (requests: DiffRequest[]) =>
      requests.filter(({ kind }) => kind === 'variation' || kind === 'failure').map(({ name }) => name);

    it('of each kind of proxy that has a place for them', async () => {
      const requests = await requestsOf({
        '/a': { get: lambda, post: lambda },
        '/b/{id}': { get: lambda },
        '/c': { get: http },
      });
      expect(remarks(requests)).toEqual([
        'GET /b/{id} with an encoded path',
        'GET /b/{id} with an encoded slash in the path',
        'GET /b/{id} with an encoded question mark in the path',
        'GET /a with two slashes before the path',
        'GET /b/{id} with two slashes in the path',
        'GET /a in the other letter case',
        'GET /a with repeated parameters',
        'GET /a with cookies',
        'POST /a with an empty body',
        'POST /a with another content type',
        'POST /a with a form',
        'POST /a with a binary body',
        'GET /a that accepts images',
        'GET /a with a header at the limit of HTTP APIs',
        'GET /a with headers beyond the limit of HTTP APIs',
        'GET /a while the backend fails',
        'GET /a while the backend is too slow',
        'GET /a while the backend answers in a wrong form',
        'GET /a while the backend finds nothing',
        'GET /a while the backend answers with an error',
        'GET /a while the backend redirects',
        'GET /a while the backend sets two cookies',
        'GET /a while the backend repeats a header',
        'GET /a with X-HTTP-Method-Override',
        'GET /c with two slashes before the path',
        'GET /c in the other letter case',
        'GET /c with repeated parameters',
        'GET /c with cookies',
        'GET /c that accepts images',
        'GET /c with a header at the limit of HTTP APIs',
        'GET /c with headers beyond the limit of HTTP APIs',
        'GET /c while the backend fails',
        'GET /c while the backend is too slow',
        'GET /c while the backend finds nothing',
        'GET /c while the backend answers with an error',
        'GET /c while the backend redirects',
        'GET /c while the backend sets two cookies',
        'GET /c while the backend repeats a header',
        'GET /c with X-HTTP-Method-Override',
        'GET /a by PUT with X-HTTP-Method-Override',
      ]);
      expect(named(requests, 'GET /b/{id} with an encoded path')?.request.rawPath).toBe('/b/a%20b%2Bc');
      expect(named(requests, 'GET /a with repeated parameters')?.request.rawQuery).toBe('tag=one&tag=two%20words');
    });

    it.each<[string, JsonObject, string[]]>([
      ['a verb that nobody declares', { get: lambda, post: lambda }, ['GET /a by PUT with X-HTTP-Method-Override']],
      [
        'another verb where all are declared',
        { get: lambda, post: lambda, put: lambda, patch: lambda, delete: lambda, head: lambda },
        ['GET /a by POST with X-HTTP-Method-Override'],
      ],
      [
        'a free verb of ANY',
        { 'x-amazon-apigateway-any-method': lambda },
        ['ANY /a by POST with X-HTTP-Method-Override'],
      ],
      [
        "an open verb of a guarded method's path, as a stranger",
        { get: lambda, delete: { ...lambda, security: [{ token: [] }] } },
        ['DELETE /a by GET with X-HTTP-Method-Override, without credentials'],
      ],
      [
        'a verb that asks for less, as a stranger',
        {
          get: { ...lambda, security: [{ token: [] }] },
          put: { ...lambda, security: [{ token: [], key: [] }] },
        },
        ['PUT /a by GET with X-HTTP-Method-Override, without credentials'],
      ],
    ])('by %s, where X-HTTP-Method-Override names the method', async (_, methods, names) => {
      const found = (await requestsOf({ '/a': methods })).filter(({ name }) => / by \w+ with/.test(name));
      expect(found.map(({ name }) => name)).toEqual(names);
      for (const { name, request } of found) {
        const [, method, verb] = /^(\w+) .* by (\w+)/.exec(name) ?? [];
        expect(request.method).toBe(verb);
        const named = request.headers.find(([header]) => header === 'X-HTTP-Method-Override')?.[1];
        expect(named).toBe(method === 'ANY' ? 'GET' : method);
      }
    });

    const any = { 'x-amazon-apigateway-any-method': lambda };
    const pet = { parameters: [{ in: 'body', name: 'Pet', required: true, schema: { type: 'object' } }] };
    const checked = {
      'x-amazon-apigateway-request-validators': {
        all: { validateRequestBody: true, validateRequestParameters: false },
      },
      'x-amazon-apigateway-request-validator': 'all',
    };
    it.each<[string, JsonObject, JsonObject, string[]]>([
      ['of ANY, by a verb that has one', any, {}, ['POST ANY /a']],
      [
        'of ANY, by a verb that is not declared beside it',
        { ...any, post: { ...lambda, ...pet } },
        checked,
        ['PUT ANY /a'],
      ],
      ['of a method with a model that nothing checks', { post: { ...lambda, ...pet } }, {}, ['POST POST /a']],
      ['never of a method whose body is checked', { post: { ...lambda, ...pet } }, checked, []],
      ['never of a method without one', { get: lambda }, {}, []],
    ])('with bodies of all kinds: %s', async (_, methods, beside, sent) => {
      const found = (await requestsOf({ '/a': methods }, beside)).flatMap(({ name, request }) =>
        name.endsWith(' with a form') ? [`${request.method} ${name.replace(' with a form', '')}`] : [],
      );
      expect(found).toEqual(sent);
    });

    it('with bodies of megabytes where those are wanted', async () => {
      const api = await restApi({ paths: { '/a': { post: lambda } } });
      const sizes = (await requestsFor(api, caller, [], 'large')).map(({ request }) => request.body?.length ?? 0);
      expect(sizes.filter((size) => size > 1_000)).toEqual([10_485_760, 10_485_761]);
    });

    it('that moved, if one did', async () => {
      const api = await restApi({ paths: { '/a': { get: lambda }, '/b': { get: lambda } } });
      const requests = await requestsFor(api, caller, [{ method: 'GET', path: '/b' }]);
      expect(new Set(remarks(requests).map((name) => name.slice(0, 6)))).toEqual(new Set(['GET /b']));
    });

    it('not on methods that have no proxy', async () => {
      expect(remarks(await requestsOf({ '/a': { get: mock } }))).toEqual([]);
    });
  });

  describe('that a validator refuses', () => {
    const validated = {
      'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
      'x-amazon-apigateway-request-validator': 'all',
    };
    const parameters = [
      { in: 'query', name: 'page', required: true, type: 'string' },
      { in: 'body', name: 'Pet', required: true, schema: { type: 'object' } },
    ];

    it('lack a parameter, or have a body that does not fit', async () => {
      const requests = await requestsOf({ '/a': { post: { ...lambda, parameters } } }, validated);
      expect(named(requests, 'POST /a without the parameter page')?.request.rawQuery).toBe('');
      expect(bodyOf(named(requests, 'POST /a with a body that does not fit the model'))).toBe('"no such body"');
    });

    it('are not made where nothing validates', async () => {
      const requests = await requestsOf({ '/a': { post: { ...lambda, parameters } } });
      expect(requests.map(({ kind }) => kind)).not.toContain('invalid');
    });
  });

  describe('preflights', () => {
    it('ask for a method of the path, from an origin that the API allows by name, without credentials', async () => {
      const options = {
        'x-amazon-apigateway-integration': {
          type: 'mock',
          responses: {
            default: {
              statusCode: '200',
              responseParameters: {
                'method.response.header.Access-Control-Allow-Origin': "'https://shop.example.com'",
              },
            },
          },
        },
      };
      const requests = await requestsOf({ '/a': { put: { ...lambda, security: [{ token: [] }] }, options } });
      const preflight = requests.find(({ kind }) => kind === 'preflight');
      expect(preflight?.request.method).toBe('OPTIONS');
      expect(header(preflight, 'Access-Control-Request-Method')).toBe('PUT');
      expect(header(preflight, 'Origin')).toBe('https://shop.example.com');
      expect(header(preflight, 'Authorization')).toBeUndefined();
      expect(header(named(requests, 'PUT /a'), 'Origin')).toBe('https://shop.example.com');
    });

    it('go to ANY as well, which takes OPTIONS', async () => {
      const requests = await requestsOf({ '/a': { 'x-amazon-apigateway-any-method': lambda } });
      expect(requests.filter(({ kind }) => kind === 'preflight')).toHaveLength(2);
    });

    it('are the only requests to an OPTIONS method that is a mock, one from a foreign origin', async () => {
      const requests = await requestsOf({ '/a': { options: mock } });
      expect(requests.filter(({ route }) => route !== undefined).map(({ kind }) => kind)).toEqual([
        'preflight',
        'preflight',
      ]);
    });
  });
});
