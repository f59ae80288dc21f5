import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleBody } from '../../src/diff/sample-body.js';
import type { Json } from '../../src/model/index.js';

const ajv = new Ajv({ strict: false, logger: false });

describe('sample body', () => {
  it.each<[string, unknown, Json]>([
    ['nothing said', {}, {}],
    ['no schema', undefined, 'sample'],
    ['required only', { required: ['a'], properties: { a: { type: 'integer' }, b: { type: 'string' } } }, { a: 1 }],
    ['the first of an enumeration', { enum: ['cat', 'dog'] }, 'cat'],
    ['an example', { type: 'string', example: 'Rex' }, 'Rex'],
    ['as many items as needed', { type: 'array', minItems: 2, items: { type: 'boolean' } }, [true, true]],
    ['no items where none are needed', { type: 'array', items: { type: 'boolean' } }, []],
    ['a length', { type: 'string', minLength: 8 }, 'samplexx'],
    ['a number in bounds', { type: 'integer', minimum: 5, multipleOf: 4 }, 8],
    ['a number below its least', { type: 'number', minimum: 3, exclusiveMinimum: true }, 4],
    ['a pattern', { type: 'string', pattern: '^[0-9]{4}$' }, '1234'],
    ['a pattern of another dialect', { type: 'string', pattern: '(?i)x' }, 'sample'],
    ['one of several', { oneOf: [{ type: 'number' }, { type: 'string' }] }, 1],
    [
      'all of several',
      {
        allOf: [
          { required: ['a'], properties: { a: { type: 'null' } } },
          { required: ['b'], properties: { b: { type: 'boolean' } } },
        ],
      },
      { a: null, b: true },
    ],
  ])('has %s', (_, schema, body) => {
    expect(sampleBody(schema)).toEqual(body);
  });

  it('stops where a schema contains itself', () => {
    const node: Record<string, unknown> = { type: 'object', required: ['name', 'next'] };
    node['properties'] = { name: { type: 'string' }, next: node };
    expect(sampleBody(node)).toEqual({ name: 'sample' });
  });

  it('fits the schema it was made from', () => {
    const leaf = fc.oneof(
      fc.record({ type: fc.constant('string'), minLength: fc.nat(12) }),
      fc.integer({ min: -50, max: 50 }).map((minimum) => ({ type: 'integer', minimum, maximum: minimum + 9 })),
      fc.constantFrom({ type: 'boolean' }, { type: 'null' }, { enum: [1, 'two'] }),
    );
    const { schema } = fc.letrec((tie) => ({
      schema: fc.oneof({ maxDepth: 3 }, leaf, tie('array'), tie('object')),
      array: fc.record({ type: fc.constant('array'), minItems: fc.nat(2), items: tie('schema') }),
      object: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema')).map((properties) => ({
        type: 'object',
        properties,
        required: Object.keys(properties),
        additionalProperties: false,
      })),
    }));
    fc.assert(fc.property(schema, (made) => ajv.validate(made as object, sampleBody(made))));
  });
});
