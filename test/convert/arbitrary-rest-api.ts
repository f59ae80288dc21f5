import fc from 'fast-check';
import type { JsonObject } from '../../src/model/index.js';

/** Definitions that mix what converters get wrong: greedy paths over protected ones, ANY beside verbs, several requirements. */

const paths = ['/', '/a', '/a/b', '/a/{x}', '/a/{p+}', '/b', '/b/{y}/c', '/{proxy+}'] as const;
const methods = ['get', 'post', 'options', 'delete', 'x-amazon-apigateway-any-method'] as const;

const lambda: JsonObject = {
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:orders/invocations',
};

const upstream: JsonObject = { type: 'http_proxy', httpMethod: 'ANY', uri: 'https://backend.example.com/base' };

const cors: JsonObject = {
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode": 200}' },
  responses: {
    default: {
      statusCode: '200',
      responseParameters: {
        'method.response.header.Access-Control-Allow-Origin': "'https://shop.example.com'",
        'method.response.header.Access-Control-Allow-Methods': "'GET,OPTIONS'",
      },
    },
  },
};

const staying: JsonObject = { type: 'http', httpMethod: 'GET', uri: 'https://backend.example.com/legacy' };

/** Behind VPC links: two addresses of one, a stage variable that may hold a path, and one whose name is hidden. */
const linked: JsonObject[] = [
  { connectionId: 'link-1', uri: 'http://nlb.example.com:8080/a' },
  { connectionId: 'link-1', uri: 'https://nlb.example.com/b' },
  { connectionId: '${stageVariables.link}', uri: 'https://${stageVariables.host}/c' },
].map((more) => ({ type: 'http_proxy', httpMethod: 'ANY', connectionType: 'VPC_LINK', ...more }));

/** A service that HTTP APIs call by themselves. */
const service: JsonObject = {
  type: 'aws',
  httpMethod: 'POST',
  uri: 'arn:aws:apigateway:us-east-1:states:action/StartExecution',
  credentials: 'arn:aws:iam::111122223333:role/start',
  requestTemplates: {
    'application/json': `{"input": "$util.escapeJavaScript($input.json('$'))", "stateMachineArn": "arn:aws:states:r:1:s:m"}`,
  },
  responses: { default: { statusCode: '200' } },
};

const integrations = fc.constantFrom(lambda, lambda, upstream, cors, staying, service, ...linked);

const security = fc.constantFrom<JsonObject[] | undefined>(
  undefined,
  undefined,
  [],
  [{ token: [] }],
  [{ request: [] }],
  [{ cognito: ['orders/read'] }],
  [{ cognito: [] }],
  [{ sigv4: [] }],
  [{ api_key: [] }],
  [{ sigv4: [] }, { api_key: [] }],
  [{ token: [], api_key: [] }],
  [{ elsewhere: [] }],
);

const operation = fc.record({ integration: integrations, security }).map(
  ({ integration, security: requirements }): JsonObject => ({
    responses: {},
    ...(requirements && { security: requirements }),
    'x-amazon-apigateway-integration': integration,
  }),
);

const pathItem = fc.dictionary(fc.constantFrom(...methods), operation, {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
});

const authorizerUri =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:auth/invocations';

const securitySchemes: JsonObject = {
  token: scheme('Authorization', { type: 'token', authorizerUri, authorizerResultTtlInSeconds: 60 }),
  request: scheme('X-Caller', { type: 'request', authorizerUri, identitySource: 'method.request.header.X-Caller' }),
  cognito: scheme('Authorization', {
    type: 'cognito_user_pools',
    providerARNs: ['arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_abc'],
  }),
  sigv4: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
  api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
};

function scheme(name: string, authorizer: JsonObject): JsonObject {
  return { type: 'apiKey', name, in: 'header', 'x-amazon-apigateway-authorizer': authorizer };
}

/** The text of a definition, as JSON. */
export const definitions: fc.Arbitrary<string> = fc
  .record({
    paths: fc.dictionary(fc.constantFrom(...paths), pathItem, { minKeys: 1, maxKeys: 6, noNullPrototype: true }),
    root: fc.option(fc.constant([{ token: [] }]), { nil: undefined, freq: 6 }),
  })
  .map(({ paths: items, root }) =>
    JSON.stringify({
      openapi: '3.0.1',
      info: { title: 'generated', version: '1' },
      ...(root && { security: root }),
      paths: items,
      components: { securitySchemes },
    }),
  );

/** Requests that may change hands: every path of the universe with and without a slash at its end, listed or not. */
export const probes: { method: string; path: string }[] = [
  ...['/', '/a', '/a/b', '/a/1', '/a/1/2', '/b', '/b/1', '/b/1/c', '/c', '/c/d'],
].flatMap((path) =>
  ['GET', 'POST', 'OPTIONS', 'DELETE', 'HEAD'].flatMap((method) => [
    { method, path },
    ...(path === '/' ? [] : [{ method, path: `${path}/` }]),
  ]),
);
