import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/index.js';

/** Definitions that an import takes without a warning, with all that it keeps: what an export must write again. */

const functionUri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:f/invocations';
const text = fc.constantFrom('a', 'b c', '$input.body', '{"a":"$context.requestId"}', '');
const mediaTypes = ['application/json', 'text/plain'] as const;
const models = ['Pet', 'Pets', 'Error', 'Empty'] as const;
const statuses = ['200', '404', '500'] as const;
const headers = ['X-A', 'Location'] as const;

const schema = fc.constantFrom<JsonObject>(
  { type: 'object' },
  {
    type: 'object',
    required: ['a', 'b'],
    properties: { a: { type: 'string' }, b: { $ref: '#/components/schemas/Pet' } },
  },
  { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
  { type: 'string', enum: ['x', 'y'], description: 'one of two' },
  { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'object', maxProperties: 3 }] },
);

function subset<Key extends string, Value>(keys: readonly Key[], value: fc.Arbitrary<Value>) {
  return fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: keys.length, noNullPrototype: true });
}

const content = subset(mediaTypes, fc.constantFrom(...models)).map((used) =>
  Object.fromEntries(
    Object.entries(used).map(([type, model]) => [type, { schema: { $ref: `#/components/schemas/${model}` } }]),
  ),
);

const response = fc.record({
  description: fc.constant('it'),
  headers: subset(
    headers,
    fc.boolean().map((required) => ({ required, schema: { type: 'string' } })),
  ),
  content,
});

const responses = subset(statuses, response);

const parameters = subset(['query a', 'header X-A', 'path id'], fc.boolean()).map((used) =>
  Object.entries(used).map(([key, required]) => {
    const [place, name] = key.split(' ');
    return { in: place, name, required: place === 'path' || required, schema: { type: 'string' } };
  }),
);

const templates = subset(mediaTypes, fc.oneof(text, fc.constant(null)));

/** Patterns are one for each status, since an API keeps its integration responses by status. */
const integrationResponses = subset(
  ['default 200', '4\\d{2} 404', '.*oops.* 500'],
  fc.record({ responseTemplates: templates }, { requiredKeys: [] }),
).map((used) =>
  Object.fromEntries(
    Object.entries(used).map(([key, more]) => {
      const [pattern = '', statusCode] = key.split(' ');
      return [pattern, { statusCode, ...more }];
    }),
  ),
);

const backend = fc.constantFrom<JsonObject>(
  { type: 'mock' },
  { type: 'aws_proxy', httpMethod: 'POST', uri: functionUri },
  { type: 'AWS', httpMethod: 'POST', uri: functionUri, credentials: 'arn:aws:iam::1:role/r' },
  { type: 'http', httpMethod: 'GET', uri: 'https://example.com/{id}', tlsConfig: { insecureSkipVerification: true } },
  {
    ...{ type: 'HTTP_PROXY', httpMethod: 'ANY', uri: 'https://${stageVariables.host}/a' },
    ...{ connectionType: 'VPC_LINK', connectionId: '${stageVariables.link}' },
  },
);

const integration = fc
  .tuple(
    backend,
    fc.record(
      {
        responses: integrationResponses,
        requestTemplates: templates,
        requestParameters: fc.constant({ 'integration.request.header.X-B': "'static'" }),
        passthroughBehavior: fc.constantFrom('when_no_match', 'NEVER', 'when_no_templates'),
        timeoutInMillis: fc.constantFrom(50, 29_000, 1000),
        contentHandling: fc.constantFrom('CONVERT_TO_TEXT', 'CONVERT_TO_BINARY'),
        cacheKeyParameters: fc.constantFrom<string[]>([], ['method.request.querystring.a']),
        cacheNamespace: fc.constant('shared'),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([one, more]): JsonObject => ({ ...one, ...more }));

const security = fc.constantFrom<JsonObject[]>(
  ...[[], [{ token: [] }], [{ request: [] }], [{ pool: ['a/read', 'a/write'] }], [{ pool: [] }]],
  ...[[{ sigv4: [] }], [{ api_key: [] }], [{ sigv4: [] }, { api_key: [] }], [{ token: [] }, { api_key: [] }]],
);

const operation = fc
  .record({
    ...{ responses, parameters, security, integration, content },
    operationId: fc.option(fc.constantFrom('First', 'Second'), { nil: undefined }),
    validator: fc.option(fc.constantFrom('all', 'none'), { nil: undefined }),
  })
  .map(
    ({ integration: one, content: body, operationId, validator, ...rest }): JsonObject => ({
      ...rest,
      ...(operationId !== undefined && { operationId }),
      ...(Object.keys(body).length > 0 && { requestBody: { content: body } }),
      ...(validator !== undefined && { 'x-amazon-apigateway-request-validator': validator }),
      'x-amazon-apigateway-integration': one,
    }),
  );

const pathItem = fc.dictionary(fc.constantFrom('get', 'post', 'options', 'x-amazon-apigateway-any-method'), operation, {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
});

function scheme(name: string, authorizer: JsonObject): JsonObject {
  const authType = { 'x-amazon-apigateway-authtype': 'custom' };
  return { type: 'apiKey', in: 'header', name, ...authType, 'x-amazon-apigateway-authorizer': authorizer };
}

const authorizer = fc
  .record(
    {
      authorizerResultTtlInSeconds: fc.constantFrom(0, 300),
      identityValidationExpression: fc.constant('^Bearer .+$'),
      authorizerCredentials: fc.constant('arn:aws:iam::1:role/r'),
    },
    { requiredKeys: [] },
  )
  .map((more): JsonObject => ({ ...more, authorizerUri: functionUri }));

const schemes = fc.tuple(authorizer, authorizer).map(([one, other]): JsonObject => {
  const identitySource = 'method.request.header.X-Caller, method.request.querystring.a';
  return {
    token: scheme('X-Token', { ...one, type: 'token' }),
    request: scheme('Unused', { ...other, type: 'request', identitySource }),
    pool: scheme('Authorization', { type: 'cognito_user_pools', providerARNs: ['arn:aws:cognito-idp:r:1:userpool/p'] }),
    sigv4: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
    api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
  };
});

const gatewayResponse = fc.record(
  {
    statusCode: fc.constantFrom('418', '401'),
    responseParameters: fc.constant({ 'gatewayresponse.header.X-A': "'a'" }),
    responseTemplates: fc.constant({ 'application/json': '{"message":$context.error.messageString}' }),
  },
  { requiredKeys: [] },
);

const root = fc
  .record(
    {
      'binary-media-types': fc.constant(['image/png', '*/*']),
      'minimum-compression-size': fc.constantFrom(0, 1024),
      'api-key-source': fc.constantFrom('HEADER', 'AUTHORIZER'),
      policy: fc.constant({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 'a:"b"' }] }),
      'gateway-responses': subset(['DEFAULT_4XX', 'UNAUTHORIZED', 'THROTTLED'], gatewayResponse),
    },
    { requiredKeys: [] },
  )
  .map((given) =>
    Object.fromEntries(Object.entries(given).map(([key, value]) => [`x-amazon-apigateway-${key}`, value])),
  );

const paths = ['/', '/a', '/a/{id}', '/a/{id}/b', '/b/{proxy+}'] as const;

/** The text of a definition, as JSON. */
export const definitions: fc.Arbitrary<string> = fc
  .record({
    ...{ root, schemes },
    paths: fc.dictionary(fc.constantFrom(...paths), pathItem, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
    schemas: fc.tuple(schema, schema, schema, schema),
    version: fc.option(fc.constant('1.2'), { nil: undefined }),
    description: fc.option(fc.constant('of books'), { nil: undefined }),
    disabled: fc.boolean(),
  })
  .map(({ root: settings, schemes: securitySchemes, paths: items, schemas, version, description, disabled }) =>
    JSON.stringify({
      openapi: '3.0.1',
      info: { title: 'Books', ...(version && { version }), ...(description && { description }) },
      servers: [{ url: '/', 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: disabled } }],
      paths: items,
      components: { schemas: Object.fromEntries(models.map((name, index) => [name, schemas[index]])), securitySchemes },
      'x-amazon-apigateway-request-validators': {
        all: { validateRequestBody: true, validateRequestParameters: true },
        none: { validateRequestBody: false, validateRequestParameters: false },
      },
      ...settings,
    }),
  );
