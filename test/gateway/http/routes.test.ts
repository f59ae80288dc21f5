import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRoutes } from '../../../src/gateway/http/routes.js';
import { route } from './opened.js';

const table = (...keys: string[]) => openRoutes(keys.map((key) => route(key)));

describe('the route that takes a request', () => {
  const documented = table('GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', '$default');
  it.each([
    ['a literal goes before a variable', documented, 'GET', '/pets/dog/1', 'GET /pets/dog/1'],
    ['a full match goes before a greedy one', documented, 'GET', '/pets/dog/2', 'GET /pets/dog/{id}'],
    ['the longer greedy prefix wins', documented, 'GET', '/pets/cat/2', 'GET /pets/{proxy+}'],
    ['a method that the better path lacks falls through', documented, 'POST', '/pets/dog/1', 'ANY /{proxy+}'],
    ['$default is last', table('GET /a', '$default'), 'GET', '/b', '$default'],
    ['$default takes other methods of a known path', table('GET /a', '$default'), 'PUT', '/a', '$default'],
    ['a method goes before ANY', table('ANY /a', 'GET /a'), 'GET', '/a', 'GET /a'],
    ['ANY takes the methods not listed', table('ANY /a', 'GET /a'), 'PATCH', '/a', 'ANY /a'],
    ['ANY of a literal goes before a method of a variable', table('GET /{x}', 'ANY /a'), 'GET', '/a', 'ANY /a'],
    ['more literals win', table('GET /{x}/b/c', 'GET /a/{y}/{z}'), 'GET', '/a/b/c', 'GET /{x}/b/c'],
    [
      'a full match with a variable wins over a greedy literal',
      table('GET /a/{p+}', 'GET /{x}/b'),
      'GET',
      '/a/b',
      'GET /{x}/b',
    ],
    ['a dead end in the literals is left again', table('GET /a/b', 'GET /{x}/c'), 'GET', '/a/c', 'GET /{x}/c'],
    ['of equally many literals, a method wins', table('ANY /a/{y}', 'GET /{x}/b'), 'GET', '/a/b', 'GET /{x}/b'],
    ['and ANY takes the rest', table('ANY /a/{y}', 'GET /{x}/b'), 'PUT', '/a/b', 'ANY /a/{y}'],
    ['the root', table('GET /'), 'GET', '/', 'GET /'],
    ['slashes in front count as one', table('GET /hello'), 'GET', '//hello', 'GET /hello'],
    ['an encoded letter is the letter', table('GET /hello'), 'GET', '/h%65llo', 'GET /hello'],
    [
      'differently named variables may share a place',
      table('GET /n/{a}/x', 'GET /n/{b}/y'),
      'GET',
      '/n/1/y',
      'GET /n/{b}/y',
    ],
  ])('%s', (_, routes, method, path, key) => {
    expect(routes.match(method, path)?.routeKey).toBe(key);
  });

  it.each([
    ['an unknown path', table('GET /a'), 'GET', '/b'],
    ['an unknown method', table('GET /a'), 'POST', '/a'],
    ['HEAD where there is only GET', table('GET /a'), 'HEAD', '/a'],
    ['a trailing slash on an exact route', table('GET /thing'), 'GET', '/thing/'],
    ['an empty variable', table('GET /x/{id}'), 'GET', '/x/'],
    ['a greedy route without its slash', table('GET /x/{proxy+}'), 'GET', '/x'],
    ['another letter case', table('GET /thing'), 'GET', '/Thing'],
  ])('is none: %s', (_, routes, method, path) => {
    expect(routes.match(method, path)).toBeUndefined();
  });
});

describe('path variables', () => {
  it.each([
    ['GET /x/{id}', '/x/a%20b', { id: 'a b' }],
    ['GET /x/{id}', '/x/a%2Fb', { id: 'a/b' }],
    ['GET /x/{id}', '/x/100%', { id: '100%' }],
    ['GET /x/{id}', '/x/%ff', { id: '%ff' }],
    ['GET /{a}/y/{b}', '/1/y/2', { a: '1', b: '2' }],
    ['ANY /x/{proxy+}', '/x/a/b/', { proxy: 'a/b/' }],
    ['ANY /x/{proxy+}', '/x/', { proxy: '' }],
    ['ANY /{proxy+}', '/', { proxy: '' }],
    ['ANY /{v}/{proxy+}', '/1/a/b', { v: '1', proxy: 'a/b' }],
    ['$default', '/a/b', {}],
  ])('of %s in %s', (key, path, parameters) => {
    expect(table(key).match('GET', path)?.pathParameters).toEqual(parameters);
  });
});

/** Says which route wins by looking at all of them, as the documentation words it. */
function byDefinition(keys: string[], path: string): string | undefined {
  const segments = path.slice(1).split('/');
  const fits = keys
    .map((key) => ({ key, parts: key.replace('GET /', '').split('/') }))
    .filter(({ parts }) => {
      const greedy = parts.at(-1) === '{p+}';
      const fixed = greedy ? parts.slice(0, -1) : parts;
      const enough = greedy ? segments.length > fixed.length : segments.length === fixed.length;
      return enough && fixed.every((part, at) => part === '{v}' || part === segments[at]);
    })
    .map(({ key, parts }) => ({
      key,
      full: parts.at(-1) !== '{p+}',
      literals: parts.filter((part) => !part.startsWith('{')).length,
      length: parts.length,
      order: parts.map((part) => (part.startsWith('{') ? 1 : 0)).join(''),
    }));
  fits.sort(
    (a, b) =>
      Number(b.full) - Number(a.full) ||
      b.literals - a.literals ||
      (a.full ? 0 : b.length - a.length) ||
      a.order.localeCompare(b.order),
  );
  return fits[0]?.key;
}

it('finds the same route as a look at all of them', () => {
  const part = fc.constantFrom('a', 'b', '{v}');
  const template = fc
    .tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([parts, greedy]) => `GET /${[...parts, ...(greedy ? ['{p+}'] : [])].join('/')}`);
  const path = fc
    .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 5 })
    .map((parts) => `/${parts.join('/')}`);
  fc.assert(
    fc.property(fc.uniqueArray(template, { maxLength: 12 }), path, (keys, requested) => {
      expect(table(...keys).match('GET', requested)?.routeKey).toBe(byDefinition(keys, requested));
    }),
    { numRuns: 2000 },
  );
});
