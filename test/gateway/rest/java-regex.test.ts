import { describe, expect, it } from 'vitest';
import { javaRegex } from '../../../src/gateway/rest/java-regex.js';

describe('a Java regular expression', () => {
  it.each([
    ['5\\d{2}', '503', true],
    ['5\\d{2}', '5031', false],
    ['4\\d{2}|5\\d{2}', '404', true],
    ['.*Error.*', 'an Error here', true],
    ['.*Error.*', 'first line\nError', false],
    ['(?s).*Error.*', 'first line\nError', true],
    ['(?i)not found.*', 'Not Found: x', true],
    ['(?m)b', 'a\nb', false],
    ['\\[BadRequest\\].*', '[BadRequest] no', true],
    ['[^\\]]+', 'abc', true],
    ['\\p{Alpha}+', 'abc', true],
    ['[\\p{Digit}x]+', '1x2', true],
    ['\\Qa.b\\E.*', 'a.bc', true],
    ['\\Qa.b\\E.*', 'axbc', false],
    ['\\Aab\\z', 'ab', true],
    ['(?<year>\\d{4})-\\k<year>', '2024-2024', true],
  ])('%s and the text %j: %s', (pattern, text, fits) => {
    expect(javaRegex(pattern, 'whole')?.test(text)).toBe(fits);
  });

  it('may have to fit the start only', () => {
    expect(javaRegex('ab', 'start')?.test('abc')).toBe(true);
  });

  it.each(['[a-z&&[^b]]', '[a[bc]]', 'a++', '(?>a)', '\\h', '\\p{javaLowerCase}', '\\R', '(?x)a b', 'a)'])(
    '%s is not taken for something else',
    (pattern) => {
      expect(javaRegex(pattern, 'whole')).toBeUndefined();
    },
  );
});
