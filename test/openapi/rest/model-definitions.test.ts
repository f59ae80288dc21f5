import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/index.js';
import { readModels } from '../../../src/openapi/rest/model-definitions.js';

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const answering = (schema: JsonObject): JsonObject => ({
  '/orders': { get: { responses: { 200: { content: { 'application/json': { schema } } } } } },
});

describe('models of a definition', () => {
  it.each<[name: string, paths: JsonObject, schemas: JsonObject, used: string[]]>([
    ['that a method names', answering(ref('Order')), { Order: {}, Other: {} }, ['Order']],
    [
      'that another model leads to',
      answering(ref('Order')),
      { Order: { items: ref('Item') }, Item: {} },
      ['Order', 'Item'],
    ],
    [
      'that lead to themselves',
      answering(ref('Order')),
      { Order: { properties: { parent: ref('Order') } } },
      ['Order'],
    ],
    ['that only unused models lead to', {}, { Order: { items: ref('Item') }, Item: {} }, []],
    ['that a method leads into', answering(ref('Order/properties/id')), { Order: {} }, ['Order']],
    ['with a slash in their names', answering(ref('a~1b')), { 'a/b': {} }, ['a/b']],
  ])('%s', (_, paths, schemas, used) => {
    const models = readModels({ paths, components: { schemas } });
    expect(models.map(({ name }) => name)).toEqual(Object.keys(schemas));
    expect(models.filter(({ isUsed }) => isUsed).map(({ name }) => name)).toEqual(used);
  });

  it('stand under definitions in Swagger 2.0', () => {
    const root = { definitions: { Order: {} }, paths: { '/a': { get: { schema: { $ref: '#/definitions/Order' } } } } };
    expect(readModels(root)).toEqual([{ at: '/definitions/Order', name: 'Order', isUsed: true }]);
  });

  it('may be used through a shared response', () => {
    const root = { paths: {}, components: { responses: { Ok: { schema: ref('Order') } }, schemas: { Order: {} } } };
    expect(readModels(root)).toMatchObject([{ isUsed: true }]);
  });

  it('need not be there', () => {
    expect(readModels({ components: { schemas: {} } })).toEqual([]);
  });
});
