import { expect, it } from 'vitest';
import { apiFactsOf } from '../../src/cost/api-facts.js';
import { parseDocument } from '../../src/openapi/parse.js';
import { readRestApi } from '../../src/openapi/rest/read-rest-api.js';

const integration = {
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: 'arn:aws:lambda:us-east-1:111122223333:function:orders',
};

/** What only settings tell. */
const untold = {
  vpcLinks: [],
  ...{ webAcl: 'unknown', accessLogs: 'unknown', executionLogs: 'unknown', detailedMetrics: 'unknown' },
};

it('reads what concerns the bill', async () => {
  const facts = await factsOf({
    swagger: '2.0',
    info: { title: 'Orders', version: '1' },
    'x-amazon-apigateway-binary-media-types': ['image/png', 'application/pdf'],
    'x-amazon-apigateway-minimum-compression-size': 0,
    'x-amazon-apigateway-endpoint-configuration': { vpcEndpointIds: ['vpce-0a1b2c3d'] },
    securityDefinitions: {
      tokens: scheme({ type: 'token', authorizerUri: integration.uri }),
      callers: scheme({ type: 'request', authorizerUri: integration.uri, identitySource: 'method.request.header.X' }),
      pool: scheme({
        type: 'cognito_user_pools',
        providerARNs: ['arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_a'],
      }),
    },
    paths: {
      '/orders': {
        get: {
          'x-amazon-apigateway-integration': {
            ...integration,
            cacheKeyParameters: ['method.request.querystring.page'],
          },
        },
      },
    },
  });
  expect(facts).toEqual({
    name: 'Orders',
    methods: ['GET /orders'],
    lambdaAuthorizers: [
      { name: 'tokens', ttl: 300, methods: [] },
      { name: 'callers', ttl: 300, methods: [] },
    ],
    binaryMediaTypes: ['image/png', 'application/pdf'],
    compresses: true,
    namesCacheKeys: true,
    isPrivate: true,
    ...untold,
  });
});

it('finds nothing where nothing stands', async () => {
  const facts = await factsOf({
    openapi: '3.0.1',
    info: { title: 'Orders', version: '1' },
    servers: [{ url: '/', 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true } }],
    paths: { '/orders': { get: { 'x-amazon-apigateway-integration': integration } } },
  });
  expect(facts).toEqual({
    name: 'Orders',
    methods: ['GET /orders'],
    lambdaAuthorizers: [],
    binaryMediaTypes: [],
    compresses: false,
    namesCacheKeys: false,
    isPrivate: false,
    ...untold,
  });
});

function scheme(authorizer: object): object {
  return {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': 'custom',
    'x-amazon-apigateway-authorizer': authorizer,
  };
}

async function factsOf(definition: object) {
  return apiFactsOf(await readRestApi(parseDocument({ file: 'orders.json', text: JSON.stringify(definition) })));
}
