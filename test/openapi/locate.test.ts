import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { below, type Json, type JsonObject, type Pointer } from '../../src/model/index.js';
import { parseDocument } from '../../src/openapi/parse.js';

const yaml = `openapi: 3.0.1
paths:
  /pets/{id}:
    get:
      parameters:
        - name: id
          in: path
        - name: q
    'x-~odd/key': [1, {deep: true}]
  "/b": &b
    get: {}
  /c: *b
`;

describe('a pointer is found at its key', () => {
  it.each<[Pointer, number, number]>([
    ['', 1, 1],
    ['/paths', 2, 1],
    ['/paths/~1pets~1{id}', 3, 3],
    ['/paths/~1pets~1{id}/get', 4, 5],
    ['/paths/~1pets~1{id}/get/parameters/0', 6, 11],
    ['/paths/~1pets~1{id}/get/parameters/1/name', 8, 11],
    ['/paths/~1pets~1{id}/x-~0odd~1key/1/deep', 9, 24],
    ['/paths/~1b', 10, 3],
    ['/paths/~1c', 12, 3],
  ])('%s at %i:%i', (pointer, line, column) => {
    const place = parseDocument({ file: 'api.yaml', text: yaml }).locate([pointer]).get(pointer);
    expect(place).toEqual({ file: 'api.yaml', pointer, line, column });
  });

  it('what is not written is placed at the nearest node above', () => {
    const place = parseDocument({ file: 'f', text: yaml }).locate(['/paths/~1c/get/parameters']);
    expect(place.get('/paths/~1c/get/parameters')).toMatchObject({ line: 12, column: 3 });
  });
});

/** Every pointer of a value, with the key that stands at its place. */
function* pointersOf(value: Json, at: Pointer = ''): Generator<{ at: Pointer; key: string }> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [key, child] of Object.entries(value)) {
    const pointer = below(at, key);
    yield { at: pointer, key };
    yield* pointersOf(child ?? null, pointer);
  }
}

const keys = fc
  .string({ minLength: 1, maxLength: 8 })
  .filter((key) => key !== '<<' && key !== '__proto__' && !/[\r\u0085\u2028\u2029]/.test(key));
const trees = fc.letrec<{ tree: JsonObject }>((tie) => ({
  tree: fc.dictionary(keys, fc.oneof({ maxDepth: 4 }, fc.integer(), fc.boolean(), tie('tree')), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
})).tree;

describe('in any document, the text at a place begins with the key', () => {
  const check = (text: string, root: JsonObject) => {
    const document = parseDocument({ file: 'f', text });
    const wanted = [...pointersOf(root)];
    const places = document.locate(wanted.map(({ at }) => at));
    const lines = text.split('\n');
    for (const { at, key } of wanted) {
      const place = places.get(at);
      const rest = lines[(place?.line ?? 0) - 1]?.slice((place?.column ?? 0) - 1) ?? '';
      // Keys that a plain scalar cannot hold stand in quotes; long ones after a question mark.
      const isHere = rest.startsWith(key) || rest.startsWith('"') || rest.startsWith("'") || rest.startsWith('?');
      expect(
        isHere,
        `${at} in
${text}`,
      ).toBe(true);
    }
  };

  it('JSON', () => {
    fc.assert(
      fc.property(trees, fc.constantFrom(0, 2, '\t'), (tree, indent) => {
        const root: JsonObject = { openapi: '3.0.1', paths: tree };
        check(JSON.stringify(root, undefined, indent), root);
      }),
    );
  });

  it('YAML', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const root: JsonObject = { openapi: '3.0.1', paths: tree };
        check(dump(root, { lineWidth: -1 }), root);
      }),
    );
  });
});
