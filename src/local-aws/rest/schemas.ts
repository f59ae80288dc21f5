import { isObject, type Json, type JsonObject, keysOf } from '../../model/index.js';

/** Keywords that a REST API does not keep (GE-LOSS; api-gateway-known-issues). Extensions go too (GE-CUSTX). */
const dropped = new Set([
  ...['nullable', 'example', 'examples', 'discriminator', 'readOnly', 'writeOnly', 'default', 'deprecated'],
  ...['exclusiveMinimum', 'xml', 'externalDocs'],
]);

/**
 * Writes a schema of a definition as a model has it: references become addresses of models, `required` is sorted (recorded),
 * and what REST APIs do not keep is left out.
 *
 * @param addressOf address of the model of that name
 */
export function modelSchema(schema: Json, addressOf: (model: string) => string): Json {
  return isObject(schema) ? objectSchema(schema, addressOf) : schema;
}

function objectSchema(schema: JsonObject, addressOf: (model: string) => string): JsonObject {
  const reference = modelOf(schema);
  if (reference !== undefined) return { $ref: addressOf(reference) };
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]): [string, Json][] =>
      dropped.has(key) || key.startsWith('x-') ? [] : [[key, keyword(key, value ?? null, addressOf)]],
    ),
  );
}

function keyword(key: string, value: Json, addressOf: (model: string) => string): Json {
  switch (key) {
    case 'required':
      return Array.isArray(value) ? value.map(String).sort() : value;
    case 'properties':
    case 'patternProperties':
    case 'definitions':
      return isObject(value) ? mapped(value, addressOf) : value;
    case 'enum':
      return value;
    default:
      return Array.isArray(value) ? value.map((item) => modelSchema(item, addressOf)) : modelSchema(value, addressOf);
  }
}

/** Names of properties are no keywords: one may be called `default`. */
function mapped(schemas: JsonObject, addressOf: (model: string) => string): JsonObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, modelSchema(schema ?? null, addressOf)]),
  );
}

/** @returns the name of the model that a schema is only a reference to */
export function modelOf(schema: Json | undefined): string | undefined {
  const target = isObject(schema) ? schema['$ref'] : undefined;
  if (typeof target !== 'string' || !/^#\/(definitions|components\/schemas)\//.test(target)) return undefined;
  const name = keysOf(target.slice(1)).at(-1) ?? '';
  return /%(?![0-9a-f]{2})/i.test(name) ? name : decodeURIComponent(name);
}
