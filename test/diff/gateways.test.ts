import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convert } from '../../src/convert/convert.js';
import { fixedBackends } from '../../src/diff/backends.js';
import { deployments } from '../../src/diff/deployments.js';
import { diff } from '../../src/diff/diff.js';
import type { DiffResult } from '../../src/diff/differences.js';
import { requestsFor } from '../../src/diff/requests.js';
import { withStandIns } from '../../src/diff/stand-ins.js';
import { tokenSources } from '../../src/diff/token-sources.js';
import { localIssuer } from '../../src/gateway/backends/tokens.js';
import { openHttpGateway } from '../../src/gateway/http/http-gateway.js';
import { openRestGateway } from '../../src/gateway/rest/rest-gateway.js';
import {
  type Decisions,
  type HttpApi,
  httpRouteKey,
  noDecisions,
  type RestApi,
  type RuleId,
} from '../../src/model/index.js';
import { lambda, restApi, schemes } from './definitions.js';

const issuer = await localIssuer();

/** What the converter's account says, held against what both simulated gateways do. */
async function compared(defined: RestApi, decisions: Decisions, change = (api: HttpApi) => api): Promise<DiffResult> {
  const { httpApi, ledger } = convert(defined, decisions);
  const { rest, http, assumed } = withStandIns(defined, change(httpApi));
  const [backends, deployed] = [fixedBackends('key'), deployments(rest, 'key', issuer)];
  const caller = { apiKey: 'key', sign: issuer.sign, tokens: tokenSources(rest, withStandIns(defined, httpApi).http) };
  const requests = await requestsFor(
    rest,
    caller,
    httpApi.routes.map(({ key }) => key),
  );
  const sides = {
    rest: openRestGateway(rest, backends, deployed.rest),
    http: openHttpGateway(http, backends, deployed.http),
    beforeEach: deployed.letTimePass,
    assumed,
  };
  return diff(sides, requests, { api: rest, ledger });
}

const accepting = (...rules: RuleId[]): Decisions => ({
  ...noDecisions(),
  authorizers: { users: { audience: ['app-1'] } },
  accept: rules.map((rule) => ({ rule, reason: 'a test' })),
});
const all = accepting(
  'access/api-key',
  'access/cognito-token-kinds',
  'authorizers/validation-expression',
  'validation/request',
  'gateway-responses/custom',
);

const http = {
  'x-amazon-apigateway-integration': {
    type: 'http_proxy',
    httpMethod: 'ANY',
    uri: 'https://files.example.com/{proxy}',
    requestParameters: { 'integration.request.path.proxy': 'method.request.path.proxy' },
  },
};
const preflight = {
  responses: { 200: { description: '', headers: { 'Access-Control-Allow-Origin': { type: 'string' } } } },
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    responses: {
      default: {
        statusCode: '200',
        responseParameters: {
          'method.response.header.Access-Control-Allow-Origin': "'https://shop.example.com'",
          'method.response.header.Access-Control-Allow-Methods': "'GET,POST'",
        },
      },
    },
  },
};
const validator = {
  'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
  'x-amazon-apigateway-request-validator': 'all',
};
const parameters = [
  { in: 'query', name: 'page', required: true, type: 'string' },
  {
    in: 'body',
    name: 'Pet',
    required: true,
    schema: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  },
];

/** A bit of everything that moves. */
const shop = () =>
  restApi({
    securityDefinitions: schemes,
    ...validator,
    'x-amazon-apigateway-gateway-responses': {
      DEFAULT_4XX: {
        responseParameters: {
          'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
          'gatewayresponse.header.X-Reason': "'no'",
        },
      },
    },
    paths: {
      '/pets': {
        get: { ...lambda, security: [{ token: [], key: [] }] },
        post: { ...lambda, parameters },
        options: preflight,
      },
      '/pets/{id}/owner': {
        get: { ...lambda, security: [{ users: [] }] },
        put: { ...lambda, security: [{ users: ['pets/write'] }] },
        delete: { ...lambda, security: [{ sigv4: [] }] },
      },
      '/files/{proxy+}': {
        'x-amazon-apigateway-any-method': {
          ...http,
          parameters: [{ in: 'path', name: 'proxy', required: true, type: 'string' }],
        },
      },
    },
  });

const unexplained = ({ differences }: DiffResult) =>
  differences.filter(({ rule }) => rule === null).map(({ class: of, aspect, route }) => [of, aspect, route]);

describe('a converted API', () => {
  it('differs only as its ledger foretold', async () => {
    const result = await compared(await shop(), all);
    expect(unexplained(result)).toEqual([]);
    expect([...new Set(result.differences.map(({ rule }) => rule))]).toEqual(
      expect.arrayContaining([
        'access/api-key',
        'access/cognito-token-kinds',
        'authorizers/cognito',
        'authorizers/token',
        'behaviour/error-responses',
        'behaviour/refusals',
        'behaviour/response-headers',
        'behaviour/trailing-slash',
        'behaviour/unknown-route',
        'cors/api-wide',
        'cors/preflight',
        'gateway-responses/custom',
        'http-proxy/integration',
        'lambda/payload-1',
        'validation/request',
      ]),
    );
  });

  it('differs only as its ledger foretold where a JWT authorizer took the place of a function', async () => {
    const authorizers = {
      ...all.authorizers,
      token: {
        replaceWithJwt: true,
        issuer: 'https://login.example.com/',
        audience: ['pets'],
        claims: { user: 'sub' },
      },
    };
    const mapped = structuredClone(http);
    Object.assign(mapped['x-amazon-apigateway-integration'].requestParameters, {
      'integration.request.header.X-User': 'context.authorizer.user',
    });
    // A JWT has dots, which the expression of the other tests does not take.
    const token = structuredClone(schemes.token);
    token['x-amazon-apigateway-authorizer']['identityValidationExpression'] = '^Bearer [-\\w.]+$';
    const api = await restApi({
      securityDefinitions: { token },
      paths: {
        '/pets': { get: { ...lambda, security: [{ token: [] }] } },
        '/files/{proxy+}': { 'x-amazon-apigateway-any-method': { ...mapped, security: [{ token: [] }] } },
      },
    });
    const result = await compared(api, { ...all, authorizers });
    expect(unexplained(result)).toEqual([]);
    const replaced = result.differences.filter(({ rule }) => rule === 'authorizers/token-to-jwt');
    // Callers with a token that both take get in on both sides.
    expect(replaced.map(({ aspect }) => aspect)).toContain('calls.authorizer');
    expect(replaced.map(({ aspect }) => aspect)).not.toContain('authorization');
  });

  it('differs only as its ledger foretold with payload format 2.0', async () => {
    const result = await compared(await shop(), { ...all, payloadFormat: '2.0' });
    expect(unexplained(result)).toEqual([]);
    expect(result.differences.map(({ rule }) => rule)).toContain('lambda/payload-2');
  });

  it('leaves behind what nobody decided, and says so', async () => {
    const result = await compared(await shop(), noDecisions());
    expect(unexplained(result)).toEqual([]);
    expect(result.differences.map(({ rule }) => rule)).toContain('routes/stays');
    // Nobody gets in but where the ledger tells that a greedy route takes the path without a rest as well.
    const security = result.differences.filter(({ class: of }) => of === 'security');
    expect(security.map(({ rule, http }) => [rule, http])).toEqual([['routes/takes-more', 'ANY /files/{proxy+}']]);
  });

  it('gives the same report twice', async () => {
    const api = await shop();
    expect(await compared(api, all)).toEqual(await compared(api, all));
  });
});

describe('an HTTP integration without proxy that became a proxy', () => {
  const orders = (more: object) => ({
    responses: {},
    'x-amazon-apigateway-integration': {
      type: 'http',
      httpMethod: 'POST',
      uri: 'https://orders.example.com/v1/{id}',
      requestParameters: {
        'integration.request.path.id': 'method.request.path.id',
        'integration.request.querystring.page': 'method.request.querystring.page',
        'integration.request.header.X-Kind': "'order'",
      },
      responses: { default: { statusCode: '200' } },
      ...more,
    },
  });
  const parameters = [
    { in: 'path', name: 'id', required: true, type: 'string' },
    { in: 'query', name: 'page', type: 'string' },
    { in: 'query', name: 'size', type: 'string' },
    { in: 'header', name: 'X-Client', type: 'string' },
  ];
  const accepted = accepting(
    'http-proxy/non-proxy',
    'integration-responses/status-passes',
    'integration-responses/template',
    'integration-responses/header-lost',
  );

  it.each<[string, object, RuleId[]]>([
    ['passes more of the request and of the answer', {}, ['http-proxy/non-proxy']],
    ['passes content types that got 415', { passthroughBehavior: 'never' }, ['http-proxy/non-proxy']],
    ['passes answers that no response took', { responses: { 404: { statusCode: '404' } } }, ['http-proxy/non-proxy']],
    [
      'passes other statuses',
      { responses: { default: { statusCode: '202' }, '5\\d{2}': { statusCode: '502' } } },
      ['integration-responses/status-passes'],
    ],
    [
      'passes the body that a template made new',
      { responses: { default: { statusCode: '200', responseTemplates: { 'application/json': '{"made":1}' } } } },
      ['integration-responses/template'],
    ],
  ])('%s, and that is foretold', async (_, more, rules) => {
    const result = await compared(
      await restApi({ paths: { '/orders/{id}': { post: { ...orders(more), parameters } } } }),
      accepted,
    );
    expect(unexplained(result)).toEqual([]);
    expect(result.notCompared).toEqual([]);
    expect([...new Set(result.differences.map(({ rule }) => rule))]).toEqual(expect.arrayContaining(rules));
  });
});

describe('a broader route', () => {
  it.each([
    [
      'greedy, beside the root (RT-PATH-ROOT-GREEDY)',
      { '/': { get: lambda }, '/{p+}': { get: lambda, delete: lambda } },
    ],
    [
      'with a variable (RT-ROUTE-METHOD-FALLTHROUGH)',
      { '/a/b': { get: lambda }, '/a/{x}': { get: lambda, delete: lambda } },
    ],
  ])(
    '%s takes calls in HTTP APIs for which REST has no method: a matter of security, and foretold',
    async (_, paths) => {
      const result = await compared(await restApi({ paths }), all);
      expect(unexplained(result)).toEqual([]);
      const security = result.differences.filter(({ class: of }) => of === 'security');
      expect(security.map(({ rule }) => rule)).toEqual(['routes/takes-more']);
    },
  );
});

describe('a user pool that a template hides', () => {
  const api = () => {
    const extension = { type: 'cognito_user_pools', providerARNs: [{ 'Fn::GetAtt': ['Pool', 'Arn'] }] };
    const users = { ...schemes.users, 'x-amazon-apigateway-authorizer': extension };
    return restApi({
      securityDefinitions: { users },
      paths: { '/a': { get: { ...lambda, security: [{ users: [] }] } } },
    });
  };

  it('has a stand-in in both APIs, and that is said', async () => {
    const result = await compared(await api(), all);
    expect(unexplained(result)).toEqual([]);
    expect(result.differences.map(({ rule }) => rule)).toContain('authorizers/cognito');
    expect(result.notCompared).toMatchObject([{ gateway: 'rest', feature: expect.stringContaining('users') }]);
  });

  it('is no reason to overlook an HTTP API that asks nobody', async () => {
    const open = (made: HttpApi): HttpApi => ({
      ...made,
      routes: made.routes.map((route) => ({ ...route, authorization: { kind: 'none' } })),
    });
    expect(unexplained(await compared(await api(), all, open))).toContainEqual(['security', 'authorization', 'GET /a']);
  });
});

describe('an HTTP API that is not what the converter made', () => {
  const routes = (change: (route: HttpApi['routes'][number]) => HttpApi['routes']) => (api: HttpApi) => ({
    ...api,
    routes: api.routes.flatMap(change),
  });
  const isRoute = (route: HttpApi['routes'][number], key: string) => httpRouteKey(route.key) === key;

  it.each<[string, (api: HttpApi) => HttpApi, string[][]]>([
    [
      'asks nobody who asked before',
      routes((route) => [
        isRoute(route, 'DELETE /pets/{id}/owner') ? { ...route, authorization: { kind: 'none' } } : route,
      ]),
      [['security', 'authorization', 'DELETE /pets/{id}/owner']],
    ],
    [
      'asks for no scope',
      routes(({ authorization, ...route }) => [
        {
          ...route,
          authorization: authorization.kind === 'authorizer' ? { ...authorization, scopes: [] } : authorization,
        },
      ]),
      [['security', 'authorization', 'PUT /pets/{id}/owner']],
    ],
    [
      'has a catch-all',
      (api) => ({
        ...api,
        routes: [
          ...api.routes,
          ...api.routes
            .slice(0, 1)
            .map((route) => ({ ...route, key: '$default' as const, authorization: { kind: 'none' as const } })),
        ],
      }),
      [['security', 'route', 'null']],
    ],
    [
      'lacks a route',
      routes((route) => (isRoute(route, 'POST /pets') ? [] : [route])),
      [['breaking', 'route', 'POST /pets']],
    ],
    [
      'calls another function',
      routes((route) => [
        route.integration.kind === 'lambda'
          ? { ...route, integration: { ...route.integration, uri: { text: 'other', raw: 'other' } } }
          : route,
      ]),
      [['breaking', 'function', 'POST /pets']],
    ],
    [
      'calls another backend',
      routes((route) => [
        route.integration.kind === 'http-proxy'
          ? { ...route, integration: { ...route.integration, uri: { text: 'https://other.example.com', raw: '' } } }
          : route,
      ]),
      [['breaking', 'upstream.url', 'ANY /files/{proxy+}']],
    ],
    [
      'sends another payload format',
      routes((route) => [
        route.integration.kind === 'lambda'
          ? { ...route, integration: { ...route.integration, payloadFormatVersion: '2.0' } }
          : route,
      ]),
      [['breaking', 'event.httpMethod', 'POST /pets']],
    ],
    ['answers no preflight', ({ cors: _, ...api }) => api, [['breaking', 'route', 'OPTIONS /pets']]],
    [
      'takes tokens of another client',
      (api) => ({
        ...api,
        authorizers: api.authorizers.map((one) =>
          one.kind === 'jwt' ? { ...one, audience: [{ text: 'app-2', raw: 'app-2' }] } : one,
        ),
      }),
      [['breaking', 'authorization', 'GET /pets/{id}/owner']],
    ],
  ])('%s: this is not explained', async (_, change, expected) => {
    const found = unexplained(await compared(await shop(), all, change)).map((row) => row.map(String));
    expect(found).toEqual(expect.arrayContaining(expected));
  });
});

describe('whatever the REST API', () => {
  const guard = fc.constantFrom(
    [],
    [{ token: [] }],
    [{ users: [] }],
    [{ users: ['a/b'] }],
    [{ sigv4: [] }],
    [{ key: [] }],
    [{ token: [], key: [] }],
  );
  const method = guard.map((security) => ({ ...lambda, security }));
  const item = fc.dictionary(
    fc.constantFrom('get', 'post', 'delete', 'options', 'x-amazon-apigateway-any-method'),
    method,
    { minKeys: 1 },
  );
  const path = fc.constantFrom('/', '/a', '/a/b', '/a/{x}', '/a/{x}/c', '/a/{p+}', '/{p+}');
  const apis = fc
    .dictionary(path, item, { minKeys: 1, maxKeys: 4 })
    .map((paths) => restApi({ paths, securityDefinitions: schemes }));

  it('nothing is unexplained, with losses accepted or not', async () => {
    await fc.assert(
      fc.asyncProperty(apis, fc.constantFrom(all, accepting(), noDecisions()), async (api, decisions) => {
        const found = unexplained(await compared(await api, decisions));
        // No REST method at all: the broader routes above, for which there is no rule to accept.
        expect(found.filter(([, , route]) => route !== null)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('an authorization that is taken away is told as a security difference that nothing explains', async () => {
    await fc.assert(
      fc.asyncProperty(apis, async (made) => {
        const api = await made;
        const guarded = convert(api, all).httpApi.routes.filter(({ authorization }) => authorization.kind !== 'none');
        const result = await compared(api, all, (made) => ({
          ...made,
          routes: made.routes.map((route) => ({ ...route, authorization: { kind: 'none' } })),
        }));
        const told = new Set(unexplained(result).flatMap(([of, , route]) => (of === 'security' ? [route] : [])));
        for (const { key } of guarded) expect(told).toContain(httpRouteKey(key));
      }),
      { numRuns: 50 },
    );
  });
});
