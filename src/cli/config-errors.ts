import type { ErrorObject } from 'ajv';
import { below, Failure, type FailureKind, type FailurePlace, keysOf, nearest, type Pointer } from '../model/index.js';
import type { ConfigFile } from './config-file.js';

/** One thing that is wrong with a configuration: where, and what was expected instead. */
interface Complaint {
  at: Pointer;
  message: string;
}

/** A kind of file that has a published schema. */
export interface FileFormat {
  /** Path in the package. */
  schema: string;
  /** What a file that does not fit is: a slip in the configuration, or an input that cannot be read. */
  kind: FailureKind;
}

/**
 * Turns what the schema validator found into one failure that names every place.
 *
 * @param errors of a validation with `allErrors` and `verbose`, at least one
 */
export function schemaFailure(errors: ErrorObject[], file: ConfigFile, { schema, kind }: FileFormat): Failure {
  const [first, ...others] = errors.filter(isOfItsOwn).map(complaintOf);
  if (first === undefined) throw new Error('The validator failed without an error.');
  const more = others.map((other) => `\n  ${placeText(file.placeOf(other.at))}: ${other.message}`).join('');
  const next = `Correct the file; ${schema} describes every key.`;
  return new Failure(kind, `${first.message}${more}`, next, file.placeOf(first.at));
}

/**
 * Whether an error says something that no other one says: the branches of `oneOf` and `anyOf` repeat what those say, and
 * a word that is in none of our lists is worth one complaint.
 */
function isOfItsOwn(error: ErrorObject, index: number, all: ErrorObject[]): boolean {
  if (/\/(oneOf|anyOf)\/\d/.test(error.schemaPath)) return false;
  const same = all.findIndex(({ keyword, instancePath }) => keyword === 'enum' && instancePath === error.instancePath);
  return error.keyword !== 'enum' || same === index;
}

function complaintOf(error: ErrorObject): Complaint {
  const at = error.instancePath;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(below(at, String(error.params['additionalProperty'])), error);
    case 'required':
      return { at, message: `${keyText(at)} lacks \`${String(error.params['missingProperty'])}\`${expected(error)}` };
    case 'enum':
      return { at, message: `${keyText(at)} is ${show(error.data)}${expected(error)}${guessed(error)}` };
    default:
      return { at, message: `${keyText(at)} is ${show(error.data)}${expected(error)}` };
  }
}

function unknownKey(at: Pointer, error: ErrorObject): Complaint {
  const known = Object.keys(Object(error.parentSchema?.['properties']));
  const guess = nearest(keysOf(at).at(-1) ?? '', known);
  const advice = guess ? `Did you mean \`${guess}\`?` : `Known are ${known.map((key) => `\`${key}\``).join(', ')}.`;
  return { at, message: `${keyText(at)} is not a key here. ${advice}` };
}

/** Every node of our schema has a description that completes the sentence "expected …"; a test holds it to that. */
function expected(error: ErrorObject): string {
  return `; expected ${String(error.parentSchema?.['description'] ?? error.message)}.`;
}

/** What a value outside of a list of words was probably meant to be. A rule without a loss was meant, and is no slip. */
function guessed(error: ErrorObject): string {
  if (error.schemaPath.includes('acceptableRuleId')) return '';
  const words = [error.schema].flat().filter((word) => typeof word === 'string');
  const guess = nearest(String(error.data), words);
  return guess ? ` Did you mean \`${guess}\`?` : '';
}

/** `/accept/0/rule` as `accept[0].rule`. */
function keyText(pointer: Pointer): string {
  if (pointer === '') return 'The file';
  const parts = keysOf(pointer).map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`));
  return `\`${parts.join('').slice(1)}\``;
}

function show(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'object' ? 'a map' : `\`${String(value)}\``;
}

/** @returns a place as editors and terminals take it: `file:line:column`. */
export function placeText({ file, line, column }: FailurePlace): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
