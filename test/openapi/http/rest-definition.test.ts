import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/index.js';
import { isRestDefinition } from '../../../src/openapi/http/rest-definition.js';

const uri = 'arn:aws:lambda:eu-west-1:111122223333:function:orders';
const http = { type: 'AWS_PROXY', uri, payloadFormatVersion: '1.0' };

function definition(integrations: JsonObject[], root: JsonObject = {}): JsonObject {
  const paths = integrations.map((integration, index) => [
    `/${index}`,
    { get: { 'x-amazon-apigateway-integration': integration } },
  ]);
  return { openapi: '3.0.1', paths: Object.fromEntries(paths), ...root };
}

describe('the definition of a REST API given by mistake', () => {
  it.each<[string, JsonObject]>([
    ['an export with proxy integrations', definition([{ type: 'aws_proxy', uri, responses: {} }])],
    ['mocks', definition([{ type: 'mock' }, { type: 'MOCK' }])],
    [
      'custom integrations',
      definition([
        { type: 'aws', uri },
        { type: 'http', uri: 'https://a.example.com' },
      ]),
    ],
    [
      'REST parameter mappings',
      definition([
        {
          type: 'http_proxy',
          uri: 'https://a.example.com',
          requestParameters: { 'integration.request.header.a': 'b' },
        },
      ]),
    ],
  ])('is recognised by %s', (_, root) => {
    expect(isRestDefinition({ root })).toBe(true);
  });

  it.each<[string, JsonObject]>([
    ['has one REST integration among others', definition([http, { type: 'mock' }])],
    ['still has responses beside a payload format', definition([{ ...http, responses: {} }])],
    ['has CORS for HTTP APIs', definition([{ type: 'mock' }], { 'x-amazon-apigateway-cors': {} })],
    [
      'was exported from an HTTP API',
      definition([{ type: 'mock' }], { 'x-amazon-apigateway-importexport-version': '1.0' }),
    ],
    ['has no integrations', definition([])],
    ['only lacks its payload format', definition([{ type: 'aws_proxy', uri }])],
    [
      'calls a service by itself',
      definition([{ type: 'AWS_PROXY', integrationSubtype: 'SQS-SendMessage', responses: {} }]),
    ],
  ])('is not seen in a definition that %s', (_, root) => {
    expect(isRestDefinition({ root })).toBe(false);
  });
});
