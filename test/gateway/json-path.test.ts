import { describe, expect, it } from 'vitest';
import { queryJson, UnreadablePath } from '../../src/gateway/json-path.js';

const root = { a: { b: [1, { c: 'x' }, null] }, 'd e': true, n: null, list: [{ id: 1 }, { id: 2 }, {}] };

describe('a JSONPath', () => {
  it.each([
    ['$', root],
    ['', root],
    ['$.a.b[0]', 1],
    ['a.b[1].c', 'x'],
    ["$['d e']", true],
    ['$.a["b"][ 2 ]', null],
    ['$.n', null],
    ['$.list[*].id', [1, 2]],
    ['$.a.*', [[1, { c: 'x' }, null]]],
    ['$.none', undefined],
    ['$.n.x', undefined],
    ['$.a.b[9]', undefined],
    ['$.a.toString', undefined],
    ['$.__proto__', undefined],
  ])('%s', (path, value) => {
    expect(queryJson(root, path)).toEqual(value);
  });

  it.each(['$..a', '$.list[?(@.id > 1)]', '$.list[0:1]', '$.list[-1]', '$.list.length()', '$['])(
    'that is not read here is said to be none: %s',
    (path) => {
      expect(() => queryJson(root, path)).toThrow(UnreadablePath);
    },
  );
});
