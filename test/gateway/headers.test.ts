import { expect, it } from 'vitest';
import type { Header } from '../../src/gateway/gateway.js';
import { firstHeader, headerValues, lastHeader, rewritten, withoutHeaders } from '../../src/gateway/headers.js';

const headers: Header[] = [
  ['Host', 'a.example'],
  ['X-Tag', 'one'],
  ['TE', 'trailers'],
  ['x-tag', 'two'],
];

it.each([
  ['headerValues', headerValues(headers, 'X-TAG'), ['one', 'two']],
  ['firstHeader', firstHeader(headers, 'x-tag'), 'one'],
  ['lastHeader', lastHeader(headers, 'x-tag'), 'two'],
  ['firstHeader of a name that was not sent', firstHeader(headers, 'x-ta'), undefined],
  ['lastHeader of a name that was not sent', lastHeader(headers, 'x-ta'), undefined],
])('finds a header whatever its letter case: %s', (_, found, expected) => {
  expect(found).toEqual(expected);
});

it('takes headers out by a list of names in any letter case, or by a set in lower case', () => {
  const left = [headers[0], headers[2]];
  expect(withoutHeaders(headers, ['X-Tag'])).toEqual(left);
  expect(withoutHeaders(headers, new Set(['x-tag']))).toEqual(left);
});

it('puts own headers in the place of the first of their name, and at the end where there was none', () => {
  const own = new Map<string, Header>([
    ['x-new', ['X-New', 'n']],
    ['x-tag', ['X-Tag', 'own']],
  ]);
  expect(rewritten(headers, new Set(['te']), own)).toEqual([
    ['Host', 'a.example'],
    ['X-Tag', 'own'],
    ['X-New', 'n'],
  ]);
});
