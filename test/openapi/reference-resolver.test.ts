import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/index.js';
import { ReferenceResolver } from '../../src/openapi/reference-resolver.js';

function resolved(root: JsonObject): JsonObject {
  return new ReferenceResolver(root).resolve();
}

describe('a reference becomes what it names', () => {
  const pet = { type: 'object' };
  it.each<[name: string, written: JsonObject, meant: unknown]>([
    ['an object', { $ref: '#/b/Pet' }, pet],
    ['a reference to a reference', { $ref: '#/b/Other' }, pet],
    ['an escaped key', { $ref: '#/b/a~1b' }, pet],
    ['a percent-encoded key', { $ref: '#/b/%7Bid%7D' }, pet],
    ['a stray percent sign', { $ref: '#/b/50%' }, pet],
    ['an item of a list', { $ref: '#/b/list/0' }, pet],
    ['a way that leads through a reference', { $ref: '#/b/Other/type' }, { 'x-dangling-reference': '#/b/Other/type' }],
    ['keys beside it win', { $ref: '#/b/Pet', type: 'string', title: 'x' }, { type: 'string', title: 'x' }],
    ['keys beside it are added', { title: 'x', $ref: '#/b/Pet' }, { title: 'x', type: 'object' }],
    ['nothing there', { $ref: '#/b/Gone', title: 'x' }, { title: 'x', 'x-dangling-reference': '#/b/Gone' }],
    ['another file', { $ref: 'other.yaml' }, { 'x-dangling-reference': 'other.yaml' }],
    ['a circle of nothing but references', { $ref: '#/b/Round' }, { 'x-dangling-reference': '#/b/Round' }],
    ['a property of that name', { $ref: { type: 'string' } }, { $ref: { type: 'string' } }],
  ])('%s', (_, written, meant) => {
    const b = { Pet: pet, Other: { $ref: '#/b/Pet' }, 'a/b': pet, '{id}': pet, '50%': pet, list: [pet] };
    const round = { Round: { $ref: '#/b/Turn' }, Turn: { $ref: '#/b/Round' } };
    expect(resolved({ a: [written], b: { ...b, ...round } })['a']).toEqual([meant]);
  });
});

describe('a model that refers to itself', () => {
  it('is one object, however it is reached', () => {
    const Node: JsonObject = { properties: { next: { $ref: '#/m/Node' } } };
    const { a, m } = resolved({ a: { $ref: '#/m/Node' }, m: { Node } }) as Record<string, Record<string, JsonObject>>;
    expect(a).toBe(m?.['Node']);
    const properties = a?.['properties'] as unknown as JsonObject;
    expect(properties['next']).toBe(a);
  });

  it('through an object that stands above the reference', () => {
    const { a } = resolved({ a: { b: { $ref: '#/a' } } }) as Record<string, JsonObject>;
    expect(a?.['b']).toBe(a);
  });

  it('in a chain longer than any stack', () => {
    const m = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, index) => [`M${index}`, { next: { $ref: `#/m/M${index + 1}` } }]),
    );
    expect(() => resolved({ m })).not.toThrow();
  });
});

it('the document as written stays as it is, and what has no reference in it is shared', () => {
  const written = { plain: { deep: [1] }, a: { $ref: '#/plain' } };
  const before = structuredClone(written);
  const { plain, a } = resolved(written);
  expect(written).toEqual(before);
  expect(plain).toBe(written.plain);
  expect(a).toBe(written.plain);
});

it('says whether a reference leads out of the document', () => {
  const hasForeign = (root: JsonObject) => {
    const resolver = new ReferenceResolver(root);
    resolver.resolve();
    return resolver.hasForeign;
  };
  expect(hasForeign({ a: { b: [{ $ref: 'https://example.com/a.yaml' }] } })).toBe(true);
  expect(hasForeign({ a: { $ref: '#/gone' } })).toBe(false);
});
