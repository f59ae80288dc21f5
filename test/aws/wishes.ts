import type { HttpStage, JsonObject } from '../../src/model/index.js';
import type { Wish } from './importing.js';

const functionArn = 'arn:aws:lambda:eu-west-1:111111111111:function:orders:live';

function definition(changes: { uri?: string; more?: JsonObject } = {}): JsonObject {
  return {
    openapi: '3.0.1',
    info: { title: 'shop', version: '1.0' },
    'x-amazon-apigateway-cors': { allowOrigins: ['https://shop.example.com'], allowMethods: ['POST', 'GET'] },
    tags: [{ name: 'team', 'x-amazon-apigateway-tag-value': 'shop' }],
    components: {
      securitySchemes: {
        pool: {
          ...{ type: 'oauth2', flows: {} },
          'x-amazon-apigateway-authorizer': {
            ...{ type: 'jwt', identitySource: '$request.header.Authorization' },
            jwtConfiguration: { issuer: 'https://issuer.example.com', audience: ['shop'] },
          },
        },
      },
    },
    paths: {
      '/orders/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        get: {
          security: [{ pool: ['orders/read'] }],
          responses: { default: { description: 'any' } },
          'x-amazon-apigateway-integration': {
            ...{ type: 'AWS_PROXY', httpMethod: 'POST', payloadFormatVersion: '2.0' },
            uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
          },
        },
      },
      '/stock': stock(changes.uri ?? 'https://stock.example.com'),
      ...changes.more,
    },
  };
}

function stock(uri: string): JsonObject {
  const integration = { type: 'HTTP_PROXY', httpMethod: 'GET', payloadFormatVersion: '1.0', uri };
  return { get: { responses: { default: { description: 'any' } }, 'x-amazon-apigateway-integration': integration } };
}

const stage: HttpStage = {
  name: 'prod',
  description: 'production',
  stageVariables: { table: 'orders' },
  defaultRouteSettings: { throttlingBurstLimit: 20, throttlingRateLimit: 10 },
  routeSettings: { 'GET /stock': { throttlingBurstLimit: 5, throttlingRateLimit: 2 } },
  accessLog: {
    format: '{"id":"$context.requestId"}',
    destinationArn: 'arn:aws:logs:eu-west-1:111111111111:log-group:shop',
  },
  tags: { team: 'shop' },
  api: { ipAddressType: 'dualstack', tags: { cost: 'c1' } },
};

/** An API with a function, a token and a stage with everything. */
export const wish: Wish = { definition: definition(), stage };

/** The same API later: other routes, another address, another stage. */
export const nextWish: Wish = {
  definition: definition({ uri: 'https://new.example.com', more: { '/more': stock('https://more.example.com') } }),
  stage: { ...stage, stageVariables: { bucket: 'b' }, routeSettings: { 'GET /more': { throttlingBurstLimit: 1 } } },
};
