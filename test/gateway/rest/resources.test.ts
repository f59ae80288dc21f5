import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildResources, matchMethod } from '../../../src/gateway/rest/resources.js';
import { routeKey } from '../../../src/model/index.js';
import { operation } from './samples.js';

function match(routes: string[], key: string): [string, Record<string, string>] | undefined {
  const [method = '', path = ''] = key.split(' ');
  const found = matchMethod(buildResources(routes.map((route) => operation(route))), method, path);
  return found && [routeKey(found.operation.route), found.pathParameters];
}

describe('the method for a request', () => {
  const pets = ['GET /', 'GET /pets', 'POST /pets', 'GET /pets/{id}', 'GET /pets/mine', 'ANY /{proxy+}'];
  it.each([
    ['the root', pets, 'GET /', 'GET /', {}],
    ['a fixed part', pets, 'GET /pets', 'GET /pets', {}],
    ['a fixed part before a variable', pets, 'GET /pets/mine', 'GET /pets/mine', {}],
    ['a variable', pets, 'GET /pets/7', 'GET /pets/{id}', { id: '7' }],
    ['a variable before a greedy one', pets, 'GET /pets/7', 'GET /pets/{id}', { id: '7' }],
    ['the encoding of the path kept', pets, 'GET /pets/a%2Fb%20c', 'GET /pets/{id}', { id: 'a%2Fb%20c' }],
    ['a greedy variable for deeper paths', pets, 'GET /pets/7/toys', 'ANY /{proxy+}', { proxy: 'pets/7/toys' }],
    ['a trailing slash as none', pets, 'GET /pets/', 'GET /pets', {}],
    ['a trailing slash off a greedy value', pets, 'GET /a/b/', 'ANY /{proxy+}', { proxy: 'a/b' }],
    ['double slashes kept in a greedy value', pets, 'GET /a//b', 'ANY /{proxy+}', { proxy: 'a//b' }],
    ['no variable for an empty part', ['GET /a/{x}', 'GET /{p+}'], 'GET /a//', 'GET /{p+}', { p: 'a/' }],
    ['the greedy sibling when the verb is missing', pets, 'DELETE /pets/mine', 'ANY /{proxy+}', { proxy: 'pets/mine' }],
    ['the greedy sibling for a resource without methods', ['GET /a/b', 'ANY /{p+}'], 'GET /a', 'ANY /{p+}', { p: 'a' }],
    ['the nearest greedy resource', ['GET /a/b', 'ANY /a/{p+}', 'ANY /{q+}'], 'PUT /a/b', 'ANY /a/{p+}', { p: 'b' }],
    [
      'a farther one when the nearer lacks the verb',
      ['GET /a/{p+}', 'POST /{q+}'],
      'POST /a/b',
      'POST /{q+}',
      { q: 'a/b' },
    ],
    ['a declared verb before ANY', ['ANY /a', 'GET /a'], 'GET /a', 'GET /a', {}],
    ['ANY for other verbs', ['ANY /a', 'GET /a'], 'PATCH /a', 'ANY /a', {}],
  ] as [string, string[], string, string, Record<string, string>][])(
    'takes %s',
    (_name, routes, key, route, parameters) => {
      expect(match(routes, key)).toEqual([route, parameters]);
    },
  );

  it.each([
    ['an unknown path', ['GET /a'], 'GET /b'],
    ['another verb', ['GET /a'], 'POST /a'],
    ['HEAD where there is GET', ['GET /a'], 'HEAD /a'],
    ['letter case that differs', ['GET /a'], 'GET /A'],
    ['the root by a greedy variable', ['ANY /{p+}'], 'GET /'],
    ['an empty greedy value', ['ANY /a/{p+}'], 'GET /a/'],
    ['a greedy value of slashes only', ['ANY /a/{p+}'], 'GET /a//'],
    ['an empty variable', ['GET /a/{x}'], 'GET /a/'],
    ['another variable when the verb is missing', ['POST /a/b', 'GET /a/{x}'], 'GET /a/b'],
    ['ANY for verbs that it does not stand for', ['ANY /a'], 'TRACE /a'],
  ] as [string, string[], string][])('does not exist for %s', (_name, routes, key) => {
    expect(match(routes, key)).toBeUndefined();
  });

  it('is found for each route by its own path with the variables filled', () => {
    const part = fc.constantFrom('a', 'b', '{x}', 'c');
    const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => `/${parts.join('/')}`);
    fc.assert(
      fc.property(fc.uniqueArray(path, { minLength: 1, maxLength: 20 }), (paths) => {
        const routes = paths.map((one) => `GET ${one}`);
        for (const route of routes) {
          expect(match(routes, route.replaceAll('{x}', 'value'))?.[0]).toBe(route);
        }
      }),
    );
  });
});
