import { validate } from '@apidevtools/swagger-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type HttpApi,
  type HttpIntegration,
  type HttpRoute,
  type JsonObject,
  plain,
} from '../../../src/model/index.js';
import { Node } from '../../../src/openapi/http/read/node.js';
import { writeHttpApi } from '../../../src/openapi/http/write-http-api.js';
import { printDocument } from '../../../src/openapi/print.js';
import { arbitraryHttpApi, arbitraryTemplate } from './arbitrary-http-api.js';
import { comparable, imported } from './documents.js';

const lambda: HttpIntegration = {
  kind: 'lambda',
  uri: plain('arn:aws:lambda:eu-west-1:111122223333:function:orders'),
  payloadFormatVersion: '1.0',
  timeoutInMillis: 29_000,
  requestParameters: {},
  responseParameters: {},
};
const getOrder: HttpRoute = {
  key: { method: 'GET', path: '/orders/{id}' },
  authorization: { kind: 'none' },
  integration: lambda,
};

function apiWith(changes: Partial<HttpApi>): HttpApi {
  return { name: plain('orders'), version: plain('1.0'), authorizers: [], routes: [getOrder], ...changes };
}

function at(root: JsonObject, ...keys: string[]): unknown {
  return keys.reduce((node, key) => node.child(key), new Node(root, '')).value;
}

describe('writing, then reading', () => {
  it.each(['json', 'yaml'] as const)('gives back an equal API without a message, as %s', (syntax) => {
    fc.assert(
      fc.property(arbitraryHttpApi, (api) => {
        const { httpApi, messages } = imported(writeHttpApi(api), syntax);
        expect(messages).toEqual({ info: [], warnings: [], errors: [] });
        expect(comparable(httpApi)).toEqual(comparable(api));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps placeholders as they are, and says at most that the file must be rendered', () => {
    fc.assert(
      fc.property(arbitraryTemplate, (api) => {
        const { httpApi, messages } = imported(writeHttpApi(api), 'yaml');
        expect(messages.info.map(({ fact }) => fact).filter((fact) => fact !== 'IM-VARS')).toEqual([]);
        expect(messages.info.length).toBeLessThanOrEqual(1);
        expect([messages.warnings, messages.errors]).toEqual([[], []]);
        expect(comparable(httpApi)).toEqual(comparable(api));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps a route that names an authorizer nobody defined closed, and warns', () => {
    const api = apiWith({ routes: [{ ...getOrder, authorization: { kind: 'authorizer', name: 'gone', scopes: [] } }] });
    const { httpApi, messages } = imported(writeHttpApi(api));
    expect(httpApi.routes[0]?.authorization).toEqual({ kind: 'authorizer', name: 'gone', scopes: [] });
    expect(messages.warnings.map(({ fact }) => fact)).toEqual(['IM-UNK']);
  });
});

describe('a written document', () => {
  it('is valid OpenAPI', async () => {
    const withoutGreedy = arbitraryHttpApi.map((api) => ({
      ...api,
      routes: api.routes.filter(({ key }) => key === '$default' || !key.path.includes('+}')),
    }));
    await fc.assert(
      fc.asyncProperty(withoutGreedy, async (api) => {
        await expect(validate(structuredClone(writeHttpApi(api)) as never)).resolves.toBeDefined();
      }),
      { numRuns: 60 },
    );
  });

  it('is the same whatever the order of routes and authorizers', () => {
    fc.assert(
      fc.property(arbitraryHttpApi, (api) => {
        const reversed = { ...api, routes: api.routes.toReversed(), authorizers: api.authorizers.toReversed() };
        expect(JSON.stringify(writeHttpApi(reversed))).toBe(JSON.stringify(writeHttpApi(api)));
      }),
    );
  });

  it('sorts paths by code point and verbs as OpenAPI lists them', () => {
    const keys = ['POST /b', 'ANY /b', 'GET /b', 'GET /a', 'GET /Z'].map((key) => key.split(' '));
    const routes = keys.map(([method = '', path = '']) => ({ ...getOrder, key: { method, path } })) as HttpRoute[];
    const paths = at(writeHttpApi(apiWith({ routes })), 'paths') as JsonObject;
    expect(Object.keys(paths)).toEqual(['/Z', '/a', '/b']);
    expect(Object.keys(paths['/b'] as JsonObject)).toEqual(['get', 'post', 'x-amazon-apigateway-any-method']);
  });

  it('looks like this for a whole API', async () => {
    const api: HttpApi = {
      name: plain('orders'),
      description: { text: '${Env} orders', raw: { 'Fn::Sub': '${Env} orders' } },
      version: plain('1.0'),
      disableExecuteApiEndpoint: true,
      cors: {
        allowOrigins: ['https://shop.example.com'],
        allowMethods: ['GET'],
        allowHeaders: [],
        exposeHeaders: [],
        allowCredentials: false,
        maxAge: 600,
      },
      authorizers: [
        {
          kind: 'request',
          name: 'keys',
          uri: plain('arn:aws:lambda:eu-west-1:111122223333:function:keys'),
          payloadFormatVersion: '1.0',
          enableSimpleResponses: false,
          identitySources: ['$request.header.x-key', '$context.routeKey'],
          ttl: 300,
        },
        {
          kind: 'jwt',
          name: 'pool',
          identitySource: '$request.header.Authorization',
          issuer: plain('https://issuer.example.com'),
          audience: [plain('shop')],
        },
      ],
      routes: [
        {
          ...getOrder,
          operationName: 'getOrder',
          authorization: { kind: 'authorizer', name: 'pool', scopes: ['read'] },
        },
        { ...getOrder, key: '$default', authorization: { kind: 'authorizer', name: 'keys', scopes: [] } },
        {
          key: { method: 'ANY', path: '/stock/{proxy+}' },
          authorization: { kind: 'iam' },
          integration: {
            kind: 'http-proxy',
            uri: plain('arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/lb/1/2'),
            method: 'ANY',
            timeoutInMillis: 5000,
            vpcLinkId: plain('abc123'),
            serverNameToVerify: 'stock.example.com',
            requestParameters: { 'overwrite:path': '/${request.path.proxy}' },
            responseParameters: { '500': { 'overwrite:statuscode': '502' } },
          },
        },
        {
          key: { method: 'POST', path: '/queue' },
          authorization: { kind: 'none' },
          integration: {
            kind: 'service',
            subtype: 'SQS-SendMessage',
            credentials: plain('arn:aws:iam::111122223333:role/queue'),
            timeoutInMillis: 30_000,
            arguments: { QueueUrl: plain('https://sqs.example.com/q'), MessageBody: plain('$request.body') },
          },
        },
      ],
    };
    await expect(printDocument(writeHttpApi(api), 'yaml')).toMatchFileSnapshot('golden/whole-api.txt');
  });

  it('has servers only when the endpoint is said to be on or off', () => {
    expect(writeHttpApi(apiWith({}))['servers']).toBeUndefined();
    for (const disableExecuteApiEndpoint of [true, false]) {
      expect(writeHttpApi(apiWith({ disableExecuteApiEndpoint }))['servers']).toEqual([
        { url: '/', 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint } },
      ]);
    }
  });

  it('gives an API without a version the one that OpenAPI requires', () => {
    const { version: _, ...api } = apiWith({});
    expect(at(writeHttpApi(api), 'info', 'version')).toBe('1.0');
  });

  it('cuts texts to what API Gateway takes, and never a placeholder', () => {
    const long = { text: `\${Env}${'x'.repeat(200)}`, raw: `\${Env}${'x'.repeat(200)}` };
    const { info } = writeHttpApi(
      apiWith({ name: plain('😀'.repeat(200)), description: long, version: plain('1'.repeat(65)) }),
    );
    expect(info).toEqual({ title: '😀'.repeat(128), description: long.raw, version: '1'.repeat(64) });
  });

  it('finds a name for the IAM scheme that no authorizer has', () => {
    const keys = { kind: 'request', name: 'sigv4', uri: lambda.uri, payloadFormatVersion: '1.0' } as const;
    const document = writeHttpApi(
      apiWith({
        authorizers: [{ ...keys, enableSimpleResponses: false, identitySources: [] }],
        routes: [{ ...getOrder, authorization: { kind: 'iam' } }],
      }),
    );
    expect(at(document, 'paths', '/orders/{id}', 'get', 'security')).toEqual([{ 'sigv4-2': [] }]);
    expect(imported(document).httpApi.routes[0]?.authorization).toEqual({ kind: 'iam' });
  });

  it('refuses two routes with one key instead of losing one', () => {
    expect(() => writeHttpApi(apiWith({ routes: [getOrder, getOrder] }))).toThrow('GET /orders/{id}');
  });
});

describe('more than 300 integrations', () => {
  function apiOf(count: number): HttpApi {
    const routes = Array.from({ length: count }, (_, index) => ({
      ...getOrder,
      key: { method: 'GET' as const, path: `/orders/${index}` },
      integration: { ...lambda, timeoutInMillis: index === 0 ? 1000 : 2000 + (index % 2) },
    }));
    return apiWith({ routes });
  }

  it('are shared where they are equal', () => {
    const document = writeHttpApi(apiOf(301));
    const shared = at(document, 'components', 'x-amazon-apigateway-integrations') as JsonObject;
    expect(Object.keys(shared)).toEqual(['integration-1', 'integration-2']);
    const { httpApi, messages } = imported(document);
    expect(new Set(httpApi.routes.map(({ integration }) => integration)).size).toBe(3);
    expect(comparable(httpApi)).toEqual(comparable(apiOf(301)));
    expect(messages.errors).toEqual([]);
    expect(messages.warnings.map(({ fact }) => fact)).toEqual(['Q-ROUTES']);
  });

  it('are not shared up to 300, as each route then has its own', () => {
    const document = writeHttpApi(apiOf(300));
    expect(document['components']).toBeUndefined();
    const { httpApi, messages } = imported(document);
    expect(new Set(httpApi.routes.map(({ integration }) => integration)).size).toBe(300);
    expect(messages).toEqual({ info: [], warnings: [], errors: [] });
  });
});
