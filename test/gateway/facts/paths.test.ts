import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/index.js';
import { at, type Column, columns, eventThrough, through } from './three-apis.js';

/** Facts runtime.md 2.4, 2.5: paths in the events, through a route `/{proxy+}`. */
const rows: [id: string, key: string, column: Column, path: string, value: Json][] = [
  ['RT-ENC-PATH', 'GET /a%20b/c%2Fd', 'REST', 'path', '/a%20b/c%2Fd'],
  ['RT-ENC-PATH', 'GET /a%20b', '1.0', 'path', '/a b'],
  ['RT-ENC-PATH', 'GET /a%20b', '1.0', 'requestContext/path', '/a b'],
  ['RT-ENC-PATH', 'GET /a%20b', '2.0', 'rawPath', '/a b'],
  ['RT-ENC-PATH', 'GET /a%20b', '2.0', 'requestContext/http/path', '/a b'],
  ['RT-ENC-PATH-PCT', 'GET /100%25', 'REST', 'path', '/100%25'],
  ['RT-ENC-PATH-PCT', 'GET /%2541', '2.0', 'rawPath', '/%41'],
  ['RT-ENC-PATH-QMARK', 'GET /a%3Fb', 'REST', 'path', '/a%3Fb'],
  ['RT-ENC-PATH-QMARK', 'GET /a%3Fb', '2.0', 'rawPath', '/a'],
  ['RT-ENC-PARAM', 'GET /a%20b', 'REST', 'pathParameters/proxy', 'a%20b'],
  ['RT-PATH-TRAIL-GREEDY', 'GET /a/', 'REST', 'path', '/a/'],
  ['RT-PATH-TRAIL-GREEDY', 'GET /a/', 'REST', 'pathParameters/proxy', 'a'],
  ['RT-PATH-TRAIL-GREEDY', 'GET /a/', 'REST', 'requestContext/path', '/prod/a/'],
  ['RT-PATH-TRAIL-GREEDY', 'GET /a/', '2.0', 'rawPath', '/a/'],
  ['RT-PATH-DOUBLE-IN', 'GET /a//b', 'REST', 'path', '/a//b'],
  ['RT-PATH-DOUBLE-IN', 'GET /a//b', 'REST', 'pathParameters/proxy', 'a//b'],
  ['RT-PATH-DOUBLE-LEAD', 'GET //a', 'REST', 'path', '/a'],
  ['RT-PATH-DOUBLE-LEAD', 'GET //a', 'REST', 'requestContext/path', '/prod//a'],
];

describe('paths in events', () => {
  it.each(rows)('%s: %s for %s has %s', async (_, key, column, path, value) => {
    expect(at(await eventThrough(column, key), path)).toEqual(value);
  });

  it('RT-PATH-STAGE: a named stage stands before the path of HTTP APIs', async () => {
    const events = await Promise.all(columns.map((column) => eventThrough(column, 'GET /test', { stage: 'dev' })));
    const [rest, first, second] = events;
    expect([at(rest, 'path'), at(first, 'path'), at(second, 'rawPath')]).toEqual(['/test', '/dev/test', '/dev/test']);
    expect(at(rest, 'requestContext/path')).toBe('/dev/test');
    expect(at(first, 'requestContext/path')).toBe('/dev/test');
    expect(at(second, 'requestContext/http/path')).toBe('/dev/test');
  });
});

/** Which route takes a request; undefined: none. */
const routes: [id: string, key: string, paths: string[], rest: string | undefined, http: string | undefined][] = [
  ['RT-PATH-TRAIL-EXACT', 'GET /thing/', ['/thing'], 'ANY /thing', undefined],
  ['RT-PATH-TRAIL-GREEDY-EMPTY', 'GET /handler/', ['/handler/{proxy+}'], undefined, 'ANY /handler/{proxy+}'],
  ['RT-ROUTE-PRIO', 'GET /pets/dog', ['/{proxy+}', '/pets/{id}', '/pets/dog'], 'ANY /pets/dog', 'ANY /pets/dog'],
  ['RT-ROUTE-PRIO', 'GET /pets/cat', ['/{proxy+}', '/pets/{id}', '/pets/dog'], 'ANY /pets/{id}', 'ANY /pets/{id}'],
  ['RT-ROUTE-PRIO', 'GET /pets/cat/1', ['/{proxy+}', '/pets/{id}'], 'ANY /{proxy+}', 'ANY /{proxy+}'],
  ['RT-ROUTE-GREEDY-SIBLING', 'GET /a/random', ['/a', '/a/hard', '/{p+}'], 'ANY /{p+}', 'ANY /{p+}'],
  ['RT-ROUTE-404', 'GET /nothing', ['/thing'], undefined, undefined],
];

describe('which route takes a request', () => {
  it.each(routes)('%s: %s among %j', async (_, key, paths, rest, http) => {
    const taken = await Promise.all(columns.map(async (column) => (await through(column, key, {}, { paths })).route));
    expect(taken).toEqual([rest, http, http]);
  });

  it('RT-ROUTE-404: 403 of REST, 404 of HTTP', async () => {
    const exchanges = await Promise.all(columns.map((column) => through(column, 'GET /no', {}, { paths: ['/a'] })));
    expect(
      exchanges.map(({ response }) => [response.status, JSON.parse(Buffer.from(response.body).toString())]),
    ).toEqual([
      [403, { message: 'Missing Authentication Token' }],
      [404, { message: 'Not Found' }],
      [404, { message: 'Not Found' }],
    ]);
  });
});
