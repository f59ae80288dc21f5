import { describe, expect, it } from 'vitest';
import { convert } from '../../../src/convert/convert.js';
import { type JsonObject, noDecisions, routeKey } from '../../../src/model/index.js';
import { readRestDefinition } from '../../../src/openapi/rest/read-definition.js';

const integration: JsonObject = {
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: 'arn:aws:apigateway:r:lambda:path/2015-03-31/functions/arn:aws:lambda:r:111122223333:function:f/invocations',
};
const method: JsonObject = { responses: {}, 'x-amazon-apigateway-integration': integration };
const open: JsonObject = { '/{proxy+}': { 'x-amazon-apigateway-any-method': method } };

async function analysisOf(paths: JsonObject) {
  const text = JSON.stringify({ openapi: '3.0.1', info: { title: 't', version: '1' }, paths });
  const { api } = await readRestDefinition({ file: 'api.json', text });
  return { api, ...convert(api, noDecisions()) };
}

describe('a method that cannot be read', () => {
  const cases: { name: string; item: JsonObject; route: string; hiddenBy: string }[] = [
    {
      name: 'a condition in its place',
      item: { get: { 'Fn::If': ['C', method, method] } },
      route: 'GET /a',
      hiddenBy: 'Fn::If',
    },
    {
      name: 'a condition in place of the path',
      item: { 'Fn::If': ['C', {}, {}] },
      route: 'ANY /a',
      hiddenBy: 'Fn::If',
    },
    { name: 'a placeholder as its verb', item: { '${verb}': method }, route: 'ANY /a', hiddenBy: '${verb}' },
  ];
  it.each(cases)('is one nobody knows who may call: $name', async ({ item, route, hiddenBy }) => {
    const { api, ledger } = await analysisOf({ '/a': item });
    expect(api.operations.map((operation) => [routeKey(operation.route), operation.hiddenBy])).toEqual([
      [route, hiddenBy],
    ]);
    const outcomes = ledger.filter(({ construct }) => construct.route).map(({ rule, outcome }) => [rule, outcome]);
    expect(outcomes).toContainEqual(['routes/no-integration', 'unknown']);
    expect(outcomes).toContainEqual(['access/unresolved', 'unknown']);
  });

  it.each(cases)('is not taken over by an open greedy route: $name', async ({ item }) => {
    const { httpApi } = await analysisOf({ '/a': item, ...open });
    expect(httpApi.routes).toEqual([]);
  });

  it.each([
    ['a placeholder as the whole path', '${path}'],
    ['a condition in place of all paths', 'Fn::If'],
  ])('at a path that nobody knows holds every route back: %s', async (_, path) => {
    const { httpApi } = await analysisOf({ [path]: { get: method }, ...open });
    expect(httpApi.routes).toEqual([]);
  });

  it('at a path with a placeholder in it is told as that', async () => {
    const { ledger } = await analysisOf({ '/${base}/pets': { get: method } });
    expect(ledger).toContainEqual(
      expect.objectContaining({
        outcome: 'unknown',
        message: expect.stringContaining('A placeholder hides a part of the path'),
      }),
    );
  });
});
