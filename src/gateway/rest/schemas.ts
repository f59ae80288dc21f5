import { isObject } from '../../model/index.js';
import { validationMessage } from './validation-messages.js';

/** @returns why the body does not fit the schema, or `undefined` when it does. */
export type CheckBody = (body: unknown) => string | undefined;

/** All errors with what is wrong in them: AWS names more than the first one. */
const everything = { allErrors: true, verbose: true } as const;

/**
 * Compiles a model: JSON Schema draft 4 (RT-VAL-DRAFT). What JSON Schema draft 4 does not know is ignored, and so are
 * formats (I). Patterns are those of draft 4, without the strictness of Unicode mode: `\-` may stand outside of a class.
 *
 * @param schema references resolved; may be circular
 * @returns the check, or why the schema cannot be compiled
 */
export async function compileSchema(schema: unknown): Promise<CheckBody | { broken: string }> {
  if (!isObject(schema)) return { broken: 'it is no object' };
  // A CommonJS module: what it calls default is below Node's default.
  const { default: draft4 } = await import('ajv-draft-04');
  const ajv = new draft4.default({
    strict: false,
    validateFormats: false,
    unicodeRegExp: false,
    logger: false,
    ...everything,
  });
  try {
    const validate = ajv.compile(withoutCycles(schema));
    return (body) => (validate(body) ? undefined : validationMessage(validate.errors ?? []));
  } catch (error) {
    return { broken: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Writes a schema that refers to itself with `definitions` and `$ref`, which is the only form ajv can read.
 * Keywords with a meaning in ajv but none in draft 4 are left out.
 */
function withoutCycles(schema: object): Record<string, unknown> {
  const targets = [...cycleTargets(schema)];
  const references = new Map(targets.map((target, index) => [target, `#/definitions/cycle${index}`]));
  const definitions = targets.map((target, index) => [`cycle${index}`, copyOf(target, references)]);
  // In draft 4 nothing next to a `$ref` counts, so the root refers from within allOf.
  return { allOf: [copy(schema, references)], definitions: Object.fromEntries(definitions) };
}

/** @returns the objects that contain themselves, at any depth. */
function cycleTargets(schema: unknown): Set<object> {
  const targets = new Set<object>();
  const done = new Set<object>();
  const above = new Set<object>();
  visit(schema);
  return targets;

  function visit(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    if (above.has(value)) targets.add(value);
    if (above.has(value) || done.has(value)) return;
    above.add(value);
    for (const item of Object.values(value)) visit(item);
    above.delete(value);
    done.add(value);
  }
}

/** @returns a reference where there is one for the value, else a copy. */
function copy(value: unknown, references: ReadonlyMap<object, string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const reference = references.get(value);
  return reference === undefined ? copyOf(value, references) : { $ref: reference };
}

function copyOf(value: object, references: ReadonlyMap<object, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => copy(item, references));
  const kept = Object.entries(value).filter(([key, item]) => !isForeign(key, item));
  return Object.fromEntries(kept.map(([key, item]) => [key, copy(item, references)]));
}

/** `nullable` and `discriminator` are OpenAPI's; `$schema` and `id` name documents that are not ours to load. */
function isForeign(key: string, item: unknown): boolean {
  if (key === 'nullable') return typeof item === 'boolean';
  return (key === '$schema' || key === 'id') && typeof item === 'string';
}
