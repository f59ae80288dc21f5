import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/index.js';
import { meantAt, writtenAt } from '../../src/openapi/nodes.js';

const root: JsonObject = {
  paths: { '/a%b': { $ref: '#/items/x~1y' } },
  items: {
    'x/y': { get: { $ref: '#/items/alias' } },
    alias: { $ref: '#/items/end' },
    end: { n: 1 },
    loop: { $ref: '#/items/loop' },
  },
  list: [{ $ref: '#/items/end' }],
};

describe('a place of the document', () => {
  it.each<[string, Json | undefined, Json | undefined]>([
    ['/items/end', { n: 1 }, { n: 1 }],
    ['/items/alias', { $ref: '#/items/end' }, { n: 1 }],
    ['/paths/~1a%b/get', { $ref: '#/items/alias' }, { n: 1 }],
    ['/paths/~1a%b/get/n', 1, 1],
    ['/list/0', { $ref: '#/items/end' }, { n: 1 }],
    ['/list/0/n', 1, 1],
    ['/nowhere/at/all', undefined, undefined],
  ])('%s as it is written, and as it is meant', (at, written, meant) => {
    expect(writtenAt(root, at)).toEqual(written);
    expect(meantAt(root, at)).toEqual(meant);
  });

  it('that refers to itself means nothing, and ends', () => {
    expect(meantAt(root, '/items/loop/n')).toBeUndefined();
  });
});
