import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/model/nearest.js';

describe('nearest', () => {
  it.each([
    ['cors/prefligth', 'cors/preflight'],
    ['CORS/differs', 'cors/differs'],
    ['api-key', 'access/api-key'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, ['cors/preflight', 'cors/differs', 'access/api-key'])).toBe(meant);
  });

  it('makes no guess where nothing is near', () => {
    expect(nearest('throttling', ['cors/preflight', 'access/iam'])).toBeUndefined();
    expect(nearest('anything', [])).toBeUndefined();
  });

  it('finds every word among words', () => {
    const words = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.nat(), (list, pick) => {
        const word = list[pick % list.length] ?? '';
        expect(nearest(word, list)).toBe(word);
      }),
    );
  });
});
