import { describe, expect, it } from 'vitest';
import { compileSchema } from '../../../src/gateway/rest/schemas.js';
import type { Json, JsonObject } from '../../../src/model/index.js';

async function messageOf(schema: JsonObject, body: Json): Promise<string | undefined> {
  const check = await compileSchema(schema);
  if (typeof check !== 'function') throw new Error(check.broken);
  return check(body);
}

describe('what validation found', () => {
  it.each([
    [{ required: ['b', 'a'] }, {}, 'object has missing required properties (["a","b"])'],
    [
      { type: 'string' },
      true,
      'instance type (boolean) does not match any allowed primitive type (allowed: ["string"])',
    ],
    [
      { type: 'number' },
      '1',
      'instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])',
    ],
    [
      { type: ['string', 'null'] },
      1,
      'instance type (integer) does not match any allowed primitive type (allowed: ["null","string"])',
    ],
    [
      { type: 'integer' },
      1.5,
      'instance type (number) does not match any allowed primitive type (allowed: ["integer"])',
    ],
    [{ type: 'object' }, [], 'instance type (array) does not match any allowed primitive type (allowed: ["object"])'],
    [{ type: 'object' }, null, 'instance type (null) does not match any allowed primitive type (allowed: ["object"])'],
    [{ enum: ['NL', 'BE'] }, 'AB', 'instance value ("AB") not found in enum (possible values: ["NL","BE"])'],
    [{ minimum: 5 }, 4, 'numeric instance is lower than the required minimum (minimum: 5, found: 4)'],
    [{ maximum: 5 }, 6, 'numeric instance is greater than the required maximum (maximum: 5, found: 6)'],
    [{ minimum: 5, exclusiveMinimum: true }, 5, 'numeric instance is not strictly greater than the required minimum 5'],
    [{ maximum: 5, exclusiveMaximum: true }, 5, 'numeric instance is not strictly lower than the required maximum 5'],
    [{ minLength: 3 }, 'a😀', 'string "a😀" is too short (length: 2, required minimum: 3)'],
    [{ maxLength: 1 }, 'ab', 'string "ab" is too long (length: 2, maximum allowed: 1)'],
    [{ pattern: '^a' }, 'b', 'ECMA 262 regex "^a" does not match input string "b"'],
    [{ minItems: 2 }, [1], 'array is too short: must have at least 2 elements but instance has 1 elements'],
    [{ maxItems: 0 }, [1], 'array is too long: must have at most 0 elements but instance has 1 elements'],
    [{ uniqueItems: true }, [1, 1], 'array must not contain duplicate elements'],
    [{ minProperties: 1 }, {}, 'object has too few properties (found 0 but schema requires at least 1)'],
    [{ maxProperties: 0 }, { a: 1 }, 'object has too many properties (found 1 but schema requires at most 0)'],
    [{ multipleOf: 2 }, 3, 'remainder of division is not zero (3 / 2)'],
    [
      { additionalProperties: false },
      { b: 1, a: 1 },
      'object instance has properties which are not allowed by the schema: ["a","b"]',
    ],
    [
      { anyOf: [{ type: 'string' }, { minimum: 5 }] },
      1,
      'instance failed to match at least one required schema among 2',
    ],
    [
      { oneOf: [{ type: 'string' }, { minimum: 5 }] },
      1,
      'instance failed to match exactly one schema (matched 0 out of 2)',
    ],
    [
      { oneOf: [{ type: 'integer' }, { minimum: 0 }] },
      1,
      'instance failed to match exactly one schema (matched 2 out of 2)',
    ],
    [{ not: { type: 'string' } }, 'a', 'instance matched a schema which it should not have'],
  ] as [JsonObject, Json, string][])('%j of %j', async (schema, body, message) => {
    expect(await messageOf(schema, body)).toBe(`[${message}]`);
  });

  it('is told by place and keyword, and not inside of what is wrong itself', async () => {
    const inner = { type: 'object', required: ['x'], properties: { y: { type: 'string' } } };
    const schema = { type: 'object', properties: { b: { type: 'string' }, a: { minimum: 2, enum: [2] }, c: inner } };
    expect(await messageOf(schema, { c: { y: 1 }, b: 1, a: 1 })).toBe(
      `[${[
        'instance value (1) not found in enum (possible values: [2])',
        'numeric instance is lower than the required minimum (minimum: 2, found: 1)',
        'instance type (integer) does not match any allowed primitive type (allowed: ["string"])',
        'object has missing required properties (["x"])',
      ].join(', ')}]`,
    );
  });

  it('is nothing where all is right', async () => {
    expect(await messageOf({ type: 'object' }, {})).toBeUndefined();
  });
});
