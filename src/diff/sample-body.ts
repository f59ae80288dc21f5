import { isObject, type Json, type JsonObject } from '../model/index.js';

/**
 * A small body that fits a model: what is required and no more. It keeps to the keywords that API Gateway checks
 * (JSON Schema draft 4, RT-VAL-DRAFT) and stops where a schema contains itself.
 *
 * Our own, since a body that its validator refuses shows nothing else: openapi-sampler 1.7 leaves out `multipleOf` and `pattern`, gives `null`
 * for an `allOf` of objects, and an empty object where a schema requires itself.
 *
 * @param schema JSON Schema with references resolved; may be circular
 * @returns the sample; `{}` where the schema says nothing
 */
export function sampleBody(schema: unknown): Json {
  const body = sample(schema, []);
  return body === undefined ? {} : body;
}

/** @returns `undefined` where the schema contains itself: a parent leaves such a part out. */
function sample(schema: unknown, above: readonly object[]): Json | undefined {
  if (!isObject(schema)) return 'sample';
  if (above.includes(schema)) return undefined;
  const within = [...above, schema];
  const given = givenValue(schema);
  if (given !== undefined) return given;
  const choice = firstOf(schema['oneOf']) ?? firstOf(schema['anyOf']);
  if (choice !== undefined) return sample({ ...schema, oneOf: undefined, anyOf: undefined, ...choice }, within);
  if (Array.isArray(schema['allOf'])) return sample(merged(schema, schema['allOf']), within);
  return byType(schema, within);
}

function givenValue(schema: JsonObject): Json | undefined {
  if (Array.isArray(schema['enum']) && schema['enum'].length > 0) return schema['enum'][0];
  return schema['const'] ?? schema['example'] ?? schema['default'];
}

function byType(schema: JsonObject, within: readonly object[]): Json | undefined {
  switch (typeOf(schema)) {
    case 'object':
      return sampleObject(schema, within);
    case 'array':
      return sampleArray(schema, within);
    case 'integer':
    case 'number':
      return sampleNumber(schema);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
      return sampleString(schema);
    case undefined:
      return {};
  }
}

type SchemaType = 'object' | 'array' | 'integer' | 'number' | 'boolean' | 'null' | 'string';
const schemaTypes: readonly string[] = ['object', 'array', 'integer', 'number', 'boolean', 'null', 'string'];

function typeOf(schema: JsonObject): SchemaType | undefined {
  const written = Array.isArray(schema['type']) ? schema['type'].find((type) => type !== 'null') : schema['type'];
  if (isSchemaType(written)) return written;
  if (isObject(schema['properties']) || Array.isArray(schema['required'])) return 'object';
  return schema['items'] === undefined ? undefined : 'array';
}

function isSchemaType(value: unknown): value is SchemaType {
  return typeof value === 'string' && schemaTypes.includes(value);
}

function sampleObject(schema: JsonObject, within: readonly object[]): JsonObject {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const result: JsonObject = {};
  for (const name of required) {
    if (typeof name !== 'string') continue;
    const value = name in properties ? sample(properties[name], within) : 'sample';
    if (value !== undefined) result[name] = value;
  }
  return result;
}

function sampleArray(schema: JsonObject, within: readonly object[]): Json[] {
  const least = numberOf(schema['minItems']) ?? 0;
  const item = least > 0 ? sample(schema['items'], within) : undefined;
  return item === undefined ? [] : new Array<Json>(least).fill(item);
}

function sampleNumber(schema: JsonObject): number {
  const step = numberOf(schema['multipleOf']) ?? 1;
  const least = numberOf(schema['minimum']);
  const most = numberOf(schema['maximum']);
  if (least !== undefined) {
    const number = Math.ceil(least / step) * step;
    return schema['exclusiveMinimum'] === true && number === least ? number + step : number;
  }
  return most !== undefined && most < step ? Math.floor(most / step) * step : step;
}

const byFormat: Record<string, string> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00',
  uuid: '00000000-0000-4000-8000-000000000000',
  email: 'someone@example.com',
  uri: 'https://example.com/sample',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  byte: 'c2FtcGxl',
};

/** Texts to try where a pattern is asked for: writing a text for any regular expression is not worth its weight here. */
const textsForPatterns = [
  'sample',
  'SAMPLE',
  'Sample',
  'A',
  'AA',
  '1',
  '12',
  '123',
  '1234',
  '12345678',
  ...Object.values(byFormat),
];

function sampleString(schema: JsonObject): string {
  const pattern = schema['pattern'];
  const fits = typeof pattern === 'string' ? matcherOf(pattern) : undefined;
  const text = byFormat[String(schema['format'])] ?? 'sample';
  const fitting = fits ? (textsForPatterns.find((candidate) => fits.test(candidate)) ?? text) : text;
  return fitting.padEnd(numberOf(schema['minLength']) ?? 0, 'x').slice(0, numberOf(schema['maxLength']) ?? undefined);
}

/** @returns the regular expression, or nothing where it is written in a dialect that JavaScript does not read. */
export function matcherOf(pattern: string, flags = ''): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function merged(schema: JsonObject, parts: Json[]): JsonObject {
  const objects = [{ ...schema, allOf: undefined }, ...parts.filter(isObject)];
  const list = (key: string) => objects.flatMap((part) => (Array.isArray(part[key]) ? part[key] : []));
  const properties = Object.assign(
    {},
    ...objects.map((part) => (isObject(part['properties']) ? part['properties'] : {})),
  );
  const nested = parts.filter(isObject).flatMap((part) => (Array.isArray(part['allOf']) ? part['allOf'] : []));
  const whole: JsonObject = {
    ...Object.assign({}, ...objects),
    properties,
    required: list('required'),
    allOf: undefined,
  };
  return nested.length > 0 ? { ...whole, allOf: nested } : whole;
}

function firstOf(list: Json | undefined): JsonObject | undefined {
  const first = Array.isArray(list) ? list[0] : undefined;
  return isObject(first) ? first : undefined;
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
