import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/index.js';
import { findBasePath, pathPrefix } from '../../src/openapi/base-path.js';

const variable = (name: string, value: string): JsonObject => ({
  url: 'https://example.com/{basePath}',
  variables: { [name]: { default: value } },
});

describe('the base path', () => {
  it.each<[string, JsonObject, { path: string; at: string } | undefined]>([
    ['of Swagger 2.0', { basePath: '/v1' }, { path: '/v1', at: '/basePath' }],
    [
      'of the first server',
      { servers: [{ url: 'https://a.com/v1' }, { url: 'https://a.com/v2' }] },
      { path: '/v1', at: '/servers/0/url' },
    ],
    [
      'of a variable',
      { servers: [variable('basePath', '/v1')] },
      { path: '/v1', at: '/servers/0/variables/basePath/default' },
    ],
    [
      'of the first variable, of any server',
      { servers: [{ url: 'https://a.com/v0' }, variable('basepath', 'v1'), variable('basePath', 'v2')] },
      { path: 'v1', at: '/servers/1/variables/basepath/default' },
    ],
    ['that is only a slash', { servers: [{ url: 'https://a.com/' }] }, undefined],
    ['of other variables', { servers: [{ url: 'https://a.com', variables: { port: { default: '443' } } }] }, undefined],
    ['of nothing', {}, undefined],
  ])('%s', (_name, root, found) => {
    expect(findBasePath(root)).toEqual(found);
  });

  it.each<[string | undefined, 'ignore' | 'prepend' | 'split', string]>([
    ['/a/b/c', 'ignore', ''],
    ['/a/b/c', 'prepend', '/a/b/c'],
    ['/a/b/c', 'split', '/b/c'],
    ['a/b/', 'prepend', '/a/b'],
    ['/a', 'split', ''],
    ['/', 'prepend', ''],
    [undefined, 'prepend', ''],
  ])('%s, %s: %j goes before each path', (basePath, mode, prefix) => {
    expect(pathPrefix(basePath, mode)).toBe(prefix);
  });
});
