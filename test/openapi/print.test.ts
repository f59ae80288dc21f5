import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/index.js';
import { parseDocument } from '../../src/openapi/parse.js';
import { printDocument } from '../../src/openapi/print.js';

function reread(root: JsonObject, syntax: 'json' | 'yaml'): unknown {
  const { openapi, info, paths, ...rest } = parseDocument({
    file: 'a',
    text: printDocument(withShell(root), syntax),
  }).root;
  return rest;
}

/** What makes an object a definition that `parseDocument` takes. */
function withShell(root: JsonObject): JsonObject {
  return { openapi: '3.0.1', info: {}, paths: {}, ...root };
}

/** Texts that a YAML parser takes for something else when they have no quotes. */
const treacherous = [
  ...['1.0', '1', '012', '0o17', '0x1F', '1e3', '.5', '-1', '1_000', '12:30', '1:20:30', '.inf', '.nan', '+1'],
  ...['true', 'False', 'yes', 'No', 'on', 'OFF', 'y', 'N', 'null', '~', '', 'Null'],
  ...[
    '2024-02-30',
    '2024-01-01',
    '2024-01-01T00:00:00Z',
    '=',
    '<<',
    '*a',
    '&a',
    '!Ref a',
    '%a',
    '@a',
    '`a',
    '#a',
    'a #b',
  ],
  ...[
    'a: b',
    '- a',
    '? a',
    '{proxy+}',
    '[a',
    '---',
    '...',
    ' a',
    'a ',
    '\ta',
    'a\nb',
    'a\n',
    '\n',
    'a\r\nb',
    '  a\n b',
  ],
  ...["it's", '"a"', '\\d{2}', '\u0000', '\u0085', '\u2028', '\uFEFFa', '\uD800', '😀', `${'word '.repeat(60)}end`],
];

const text = fc.oneof(fc.constantFrom(...treacherous), fc.string({ unit: 'binary' }));
const json = fc.letrec<{ value: JsonObject }>((tie) => ({
  value: fc.dictionary(
    text.filter((key) => !['__proto__', 'swagger', 'openapi', 'info', 'paths'].includes(key)),
    fc.oneof(
      text,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
      fc.boolean(),
      fc.constant(null),
      fc.array(text),
      tie('value'),
    ),
    { maxKeys: 6 },
  ) as fc.Arbitrary<JsonObject>,
})).value;

describe.each(['json', 'yaml'] as const)('a document printed as %s', (syntax) => {
  it('reads back with the same values', () => {
    fc.assert(
      fc.property(json, (root) => {
        expect(reread(root, syntax)).toEqual(root);
      }),
      { numRuns: 400 },
    );
  });

  it.each(treacherous.map((value) => [JSON.stringify(value), value] as const))('keeps the text %s', (_, value) => {
    expect(reread({ value, [`x-${value}`]: [value] }, syntax)).toEqual({ value, [`x-${value}`]: [value] });
  });

  it('ends with one newline, and leaves out what is undefined', () => {
    const printed = printDocument({ a: 1, b: undefined }, syntax);
    expect(printed).toMatch(/[^\n]\n$/);
    expect(printed).not.toContain('b');
  });
});

describe('YAML', () => {
  it.each(treacherous.map((value) => [JSON.stringify(value), value] as const))(
    'of the text %s means the same to a parser of YAML 1.1',
    (_, value) => {
      expect(load(printDocument({ value }, 'yaml'), { schema: YAML11_SCHEMA })).toEqual({ value });
    },
  );

  it('has no anchors where one object stands twice', () => {
    const shared = { a: '1.0' };
    expect(printDocument({ b: shared, c: shared }, 'yaml')).toBe("b:\n  a: '1.0'\nc:\n  a: '1.0'\n");
  });

  it('does not fold long lines', () => {
    expect(printDocument({ a: 'word '.repeat(60).trim() }, 'yaml').split('\n')).toHaveLength(2);
  });
});

describe('JSON', () => {
  it('has two spaces', () => {
    expect(printDocument({ a: { b: [1] } }, 'json')).toBe('{\n  "a": {\n    "b": [\n      1\n    ]\n  }\n}\n');
  });
});
