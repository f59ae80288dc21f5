import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/index.js';
import { differences, newMatching } from './matchers.js';

const matches = (expected: Json, actual: Json | undefined) => differences(expected, actual, newMatching()).length === 0;

describe('a matcher', () => {
  it.each<[string, Json, Json | undefined, boolean]>([
    ['$any takes a value of its type', { $any: 'string' }, 'x', true],
    ['$any takes no other type', { $any: 'string' }, 1, false],
    ['$any number takes a number', { $any: 'number' }, 1, true],
    ['$any any takes null', { $any: 'any' }, null, true],
    ['$any any takes no absent value', { $any: 'any' }, undefined, false],
    ['$regex is anchored by itself', { $regex: 'b+' }, 'abbc', true],
    ['$regex that does not fit', { $regex: '^b' }, 'ab', false],
    ['$regex takes no object', { $regex: '.*' }, {}, false],
    ['$jsonString compares the JSON in a text', { $jsonString: { a: [1] } }, '{ "a": [ 1 ] }', true],
    ['$jsonString wants the whole of it', { $jsonString: { a: 1 } }, '{"a":1,"b":2}', false],
    ['$jsonString may have matchers in it', { $jsonString: { a: { $any: 'number' } } }, '{"a":7}', true],
    ['$jsonString takes no object', { $jsonString: { a: 1 } }, { a: 1 }, false],
    ['$jsonString takes no text that is not JSON', { $jsonString: {} }, '{', false],
    ['$contains', { $contains: 'bc' }, 'abcd', true],
    ['$contains takes no list', { $contains: 'a' }, ['a'], false],
    ['$range includes its lower end', { $range: [200, 399] }, 200, true],
    ['$range includes its upper end', { $range: [200, 399] }, 399, true],
    ['$range excludes the rest', { $range: [200, 399] }, 400, false],
    ['$range takes no text', { $range: [200, 399] }, '200', false],
    ['$unordered', { $unordered: [1, 2, 2] }, [2, 1, 2], true],
    ['$unordered counts', { $unordered: [1, 2, 2] }, [1, 1, 2], false],
    ['$unordered finds the pairs that work', { $unordered: [{ $any: 'number' }, 1] }, [1, 2], true],
    ['$unordered wants as many', { $unordered: [1] }, [1, 1], false],
    ['$absent', { a: { $absent: true } }, {}, true],
    ['$absent takes no null', { a: { $absent: true } }, { a: null }, false],
    ['$absentOrEmpty takes what is absent', { a: { $absentOrEmpty: true } }, {}, true],
    ['$absentOrEmpty takes null', { $absentOrEmpty: true }, null, true],
    ['$absentOrEmpty takes an empty text', { $absentOrEmpty: true }, '', true],
    ['$absentOrEmpty takes an empty list', { $absentOrEmpty: true }, [], true],
    ['$absentOrEmpty takes an empty object', { $absentOrEmpty: true }, {}, true],
    ['$absentOrEmpty takes no zero', { $absentOrEmpty: true }, 0, false],
    ['$absentOrEmpty takes no false', { $absentOrEmpty: true }, false, false],
    ['another key with a dollar sign is data', { $ref: '#/a' }, { $ref: '#/a' }, true],
    ['data with a dollar sign is compared', { $ref: '#/a' }, { $ref: '#/b' }, false],
    ['a matcher is no key of data', { $any: 'string' }, { $any: 'string' }, false],
  ])('%s', (_name, expected, actual, holds) => {
    expect(matches(expected, actual)).toBe(holds);
  });
});

describe('labels', () => {
  const label: Json = { $any: 'string', same: 'id:1' };

  it.each<[string, Json, boolean]>([
    ['equal values', { a: 'x', b: 'x' }, true],
    ['different values', { a: 'x', b: 'y' }, false],
  ])('hold values together: %s', (_name, actual, holds) => {
    expect(matches({ a: label, b: label }, actual)).toBe(holds);
  });

  it('hold within a case, over several comparisons', () => {
    const matching = newMatching();
    expect(differences(label, 'x', matching)).toEqual([]);
    expect(differences(label, 'y', matching)).toHaveLength(1);
  });

  it('are not set by a pair that was tried and did not fit', () => {
    const expected: Json = { $unordered: [{ id: label, n: 2 }, { n: 1 }] };
    expect(matches([expected, label], [[{ n: 1 }, { id: 'x', n: 2 }], 'x'])).toBe(true);
    expect(matches([expected, label], [[{ n: 1 }, { id: 'x', n: 2 }], 'y'])).toBe(false);
  });

  it('may want the id of the resource with a path', () => {
    const matching = { ...newMatching(), resourceIds: new Map([['/pets', 'abc']]) };
    expect(differences({ $any: 'string', resourceIdOf: '/pets' }, 'abc', matching)).toEqual([]);
    expect(differences({ $any: 'string', resourceIdOf: '/pets' }, 'def', matching)).toHaveLength(1);
  });
});

describe('plain values', () => {
  it.each<[string, Json, Json | undefined, boolean, boolean]>([
    ['an extra key', { a: 1 }, { a: 1, b: 2 }, false, true],
    ['a missing key', { a: 1, b: 2 }, { a: 1 }, false, false],
    ['an extra item', [1], [1, 2], false, false],
    ['another order', [1, 2], [2, 1], false, false],
    ['an extra key further down', { a: { b: 1 } }, { a: { b: 1, c: 2 } }, false, true],
    ['a number for a text', '200', 200, false, false],
    ['null for nothing', null, undefined, false, false],
  ])('%s: as a whole, and as a part', (_name, expected, actual, asWhole, asPart) => {
    expect(differences(expected, actual, newMatching()).length === 0).toBe(asWhole);
    expect(differences(expected, actual, newMatching(true)).length === 0).toBe(asPart);
  });

  it('are told with the place', () => {
    expect(differences({ a: [{ b: 1 }] }, { a: [{ b: 2 }], c: 3 }, newMatching())).toEqual([
      '/a/0/b should be 1, and is 2',
      '/c is not expected: 3',
    ]);
  });
});
