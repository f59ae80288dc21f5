import type { ErrorObject } from 'ajv';

/**
 * Words errors as the validator that API Gateway uses does, for `$context.error.validationErrorString`. Where a value itself
 * is wrong, what is inside of it is not looked at.
 *
 * @param errors all of one body, with the values in them
 * @returns `[message, message]`
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-validation-set-up.html
 */
export function validationMessage(errors: readonly ErrorObject[]): string {
  const own = errors.filter(isOwn);
  const wrong = new Set(own.map(({ instancePath }) => instancePath));
  const outer = own.filter(({ instancePath }) => !parentsOf(instancePath).some((path) => wrong.has(path)));
  return `[${byKeyword(outer.sort(inOrder)).flatMap(messages).join(', ')}]`;
}

/** Errors below `anyOf` and the like are told by one message of the keyword itself. */
function isOwn({ schemaPath }: ErrorObject): boolean {
  return !/\/(?:anyOf|oneOf|not)\/./.test(schemaPath);
}

/** @returns the errors of each keyword at each place */
function byKeyword(sorted: readonly ErrorObject[]): ErrorObject[][] {
  const groups: ErrorObject[][] = [];
  for (const error of sorted) {
    const last = groups.at(-1);
    if (last?.[0] && inOrder(last[0], error) === 0) last.push(error);
    else groups.push([error]);
  }
  return groups;
}

/** By place in the body, then by keyword. */
function inOrder(one: ErrorObject, other: ErrorObject): number {
  return compare(one.instancePath, other.instancePath) || compare(one.keyword, other.keyword);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Errors of one keyword at one place. */
function messages(errors: ErrorObject[]): string[] {
  const [first] = errors;
  switch (first?.keyword) {
    case undefined:
      return [];
    case 'required':
      return [`object has missing required properties (${names(errors, 'missingProperty')})`];
    case 'additionalProperties':
      return [
        `object instance has properties which are not allowed by the schema: ${names(errors, 'additionalProperty')}`,
      ];
    default:
      return errors.map(message);
  }
}

function names(errors: readonly ErrorObject[], parameter: string): string {
  return JSON.stringify(errors.map(({ params }) => String(params[parameter])).sort());
}

function message({ keyword, params, data, schema, message: otherwise }: ErrorObject): string {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'type':
      return `instance type (${typeOf(data)}) does not match any allowed primitive type (allowed: ${allowedTypes(params['type'])})`;
    case 'enum':
      return `instance value (${JSON.stringify(data)}) not found in enum (possible values: ${JSON.stringify(schema)})`;
    case 'minimum':
      return params['comparison'] === '>'
        ? `numeric instance is not strictly greater than the required minimum ${limit}`
        : `numeric instance is lower than the required minimum (minimum: ${limit}, found: ${data})`;
    case 'maximum':
      return params['comparison'] === '<'
        ? `numeric instance is not strictly lower than the required maximum ${limit}`
        : `numeric instance is greater than the required maximum (maximum: ${limit}, found: ${data})`;
    case 'minLength':
      return `string "${data}" is too short (length: ${lengthOf(data)}, required minimum: ${limit})`;
    case 'maxLength':
      return `string "${data}" is too long (length: ${lengthOf(data)}, maximum allowed: ${limit})`;
    case 'pattern':
      return `ECMA 262 regex "${params['pattern']}" does not match input string "${data}"`;
    case 'minItems':
      return `array is too short: must have at least ${limit} elements but instance has ${sizeOf(data)} elements`;
    case 'maxItems':
      return `array is too long: must have at most ${limit} elements but instance has ${sizeOf(data)} elements`;
    case 'uniqueItems':
      return 'array must not contain duplicate elements';
    case 'minProperties':
      return `object has too few properties (found ${sizeOf(data)} but schema requires at least ${limit})`;
    case 'maxProperties':
      return `object has too many properties (found ${sizeOf(data)} but schema requires at most ${limit})`;
    case 'multipleOf':
      return `remainder of division is not zero (${data} / ${params['multipleOf']})`;
    case 'anyOf':
      return `instance failed to match at least one required schema among ${sizeOf(schema)}`;
    case 'oneOf':
      return `instance failed to match exactly one schema (matched ${sizeOf(params['passingSchemas'])} out of ${sizeOf(schema)})`;
    case 'not':
      return 'instance matched a schema which it should not have';
    default:
      return otherwise ?? keyword;
  }
}

/** Where a number may stand, an integer may. */
function allowedTypes(type: unknown): string {
  const types = [type].flat().map(String);
  return JSON.stringify([...new Set(types.includes('number') ? ['integer', ...types] : types)].sort());
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** In characters, not in UTF-16 units. */
function lengthOf(value: unknown): number {
  return [...String(value)].length;
}

function sizeOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}
