import { expect, it } from 'vitest';
import { allValues, lastValues, orNull } from '../../../src/gateway/payload/multi-values.js';

/** Names that every object inherits something under are names like others. */
it.each(['name', '__proto__', 'constructor', 'toString'])('keeps the values of %s', (name) => {
  const pairs = [
    [name, 'one'],
    ['other', 'x'],
    [name, 'two'],
  ] as const;
  expect(Object.entries(lastValues(pairs)).sort()).toEqual(
    [
      [name, 'two'],
      ['other', 'x'],
    ].sort(),
  );
  expect(Object.entries(allValues(pairs)).sort()).toEqual(
    [
      [name, ['one', 'two']],
      ['other', ['x']],
    ].sort(),
  );
});

it('gives null for an empty map, and any other as it is', () => {
  expect(orNull({})).toBe(null);
  expect(orNull({ a: '' })).toEqual({ a: '' });
});
