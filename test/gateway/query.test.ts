import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuery, writeQuery } from '../../src/gateway/query.js';

describe('a query string', () => {
  it.each([
    ['nothing', '', []],
    [
      'order and repetition',
      'b=1&a=2&b=3',
      [
        ['b', '1'],
        ['a', '2'],
        ['b', '3'],
      ],
    ],
    ['plus and percent', 'a+b=c%2Bd%20e', [['a b', 'c+d e']]],
    [
      'no value',
      'flag&empty=',
      [
        ['flag', ''],
        ['empty', ''],
      ],
    ],
    ['equal signs in the value', 'a=b=c', [['a', 'b=c']]],
    ['empty parts', '&&a=1&', [['a', '1']]],
    [
      'broken percent sequences',
      'a=100%&b=%zz',
      [
        ['a', '100%'],
        ['b', '%zz'],
      ],
    ],
    ['a question mark of its own', '?a=1', [['?a', '1']]],
    ['UTF-8', 'n=%C3%A9', [['n', 'é']]],
  ] as [string, string, [string, string][]][])('is read with %s', (_name, raw, pairs) => {
    expect(readQuery(raw)).toEqual(pairs);
  });

  it('reads back what it wrote', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
        expect(readQuery(writeQuery(pairs))).toEqual(pairs);
      }),
    );
  });
});
