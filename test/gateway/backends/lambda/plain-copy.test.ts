import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainCopy } from '../../../../src/gateway/backends/lambda/plain-copy.js';

describe('a plain copy', () => {
  it('is what a round trip through JSON makes of a value, wherever it is made', () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true, withNullPrototype: true, withBigInt: false }), (value) => {
        const copy = plainCopy(value);
        if (copy !== undefined) expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
      }),
    );
  });

  it('is made of everything that JSON can hold, and shares nothing with it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'small' }), (value) => {
        fc.pre(!JSON.stringify(value).includes('__proto__'));
        const copy = plainCopy(value);
        expect(copy).toEqual(JSON.parse(JSON.stringify(value)));
        if (typeof value === 'object' && value !== null) expect(copy).not.toBe(value);
      }),
    );
  });

  const circle: unknown[] = [];
  circle.push(circle);
  it.each([
    ['what is not there', undefined],
    ['a date', { at: new Date(0) }],
    ['a list with a gap', [undefined]],
    ['what has its own JSON', { toJSON: () => 1 }],
    ['no number', [Number.NaN]],
    ['a class', [new (class A {})()]],
    ['a circle', circle],
    ['a key that would change the copy', JSON.parse('{"__proto__":{"a":1}}')],
    ['what cannot be read', Object.defineProperty({}, 'a', { enumerable: true, get: () => expect.fail() })],
    ['much text', 'x'.repeat(200_000)],
    ['many items', Array(50_000).fill(1)],
  ])('is left to JSON for %s', (_, value) => {
    expect(plainCopy(value)).toBeUndefined();
  });

  it('leaves out what JSON leaves out', () => {
    expect(plainCopy({ a: undefined, b: -0 })).toEqual({ b: 0 });
  });
});
