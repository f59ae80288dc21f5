import { describe, expect, it } from 'vitest';
import { bind } from '../../src/local-aws/served-operation.js';
import { RouteTable } from '../../src/local-aws/server-routes.js';

const operations = [
  ['CreateRestApi', 'POST', '/restapis'],
  ['ImportRestApi', 'POST', '/restapis?mode=import'],
  ['GetRestApi', 'GET', '/restapis/{restApiId}'],
  ['GetModel', 'GET', '/restapis/{restApiId}/models/{modelName}'],
  ['GetDefaultModel', 'GET', '/restapis/{restApiId}/models/default'],
  ['TagResource', 'PUT', '/tags/{resourceArn}'],
] as const;
const table = new RouteTable(
  bind(
    operations.map(([name, verb, path]) => {
      return { name, verb, path, status: 200, run: () => ({ kind: 'done' as const, answer: {} }) };
    }),
    undefined,
  ),
);

describe('an operation is found by verb, path and what is fixed of its query', () => {
  it.each([
    ['POST', '/restapis', '', 'CreateRestApi', {}],
    ['POST', '/restapis', 'mode=import&failonwarnings=true', 'ImportRestApi', {}],
    ['POST', '/restapis/', 'mode=other', 'CreateRestApi', {}],
    ['GET', '/restapis/abc', '', 'GetRestApi', { restApiId: 'abc' }],
    ['GET', '/restapis/abc/models/default', '', 'GetDefaultModel', { restApiId: 'abc' }],
    ['GET', '/restapis/abc/models/a%20b', '', 'GetModel', { restApiId: 'abc', modelName: 'a b' }],
    [
      'PUT',
      '/tags/arn%3Aaws%3Aapigateway%3A%3A%2Frestapis%2Fa',
      '',
      'TagResource',
      { resourceArn: 'arn:aws:apigateway::/restapis/a' },
    ],
  ])('%s %s %s', (method, rawPath, query, name, labels) => {
    const found = table.find({ method, rawPath, query: new URLSearchParams(query) });
    expect([found?.operation.name, found?.labels]).toEqual([name, labels]);
  });

  it.each([
    ['PATCH', '/restapis'],
    ['GET', '/restapis/a/b'],
    ['GET', '/restapis/%ZZ'],
  ])('and %s %s is none', (method, rawPath) => {
    expect(table.find({ method, rawPath, query: new URLSearchParams() })).toBeUndefined();
  });
});
