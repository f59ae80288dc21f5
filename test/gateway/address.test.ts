import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isAddress } from '../../src/gateway/address.js';

it.each([
  ['http://a.example', true],
  ['HTTPS://a.example:8443/path?query#part', true],
  ['http://a.example:65536/', false],
  ['http://256.1.1.1/path', false],
  ['http://[::1]:8080/path', true],
  ['http://user:word@a.example/', true],
  ['http:///path', false],
  ['http://:80/', false],
  ['http://a b.example/', false],
  ['ftp://a.example/', false],
  ['a.example', false],
  ['', false],
])('tells whether %s is the address of an HTTP backend, asked again too', (url, expected) => {
  expect(isAddress(url)).toBe(expected);
  expect(isAddress(url)).toBe(expected);
});

it('says what a URL parser says, whatever stands behind the host', () => {
  const host = fc.stringMatching(/^[\w.:@\\ [\]%-]{1,12}$/);
  const rest = fc.constantFrom('', '/', '?', '#', '/a b', '/%zz', '\\', ' ', '\t', '/\ud800');
  fc.assert(
    fc.property(host, rest, (name, behind) => {
      const url = `http://${name}${behind}`;
      expect(isAddress(url)).toBe(URL.canParse(url));
    }),
    { numRuns: 2000 },
  );
});
