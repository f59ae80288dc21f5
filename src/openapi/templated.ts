import { isObject, type Json, type JsonObject, type Templated } from '../model/index.js';

/**
 * Reads a value that may be text, a number, or a CloudFormation function in long form (YAML short tags are long form
 * already, see `yaml-schema.ts`).
 *
 * @returns the value with a text in which each function stands as `${…}`, or undefined when it is none of these
 */
export function templatedOf(value: Json | undefined): Templated | undefined {
  if (typeof value === 'string') return { text: value, raw: value };
  if (typeof value === 'number' || typeof value === 'boolean') return { text: String(value), raw: value };
  const intrinsic = isObject(value) ? intrinsicOf(value) : undefined;
  return intrinsic && { text: textOf(intrinsic), raw: value ?? null };
}

/** @returns whether an object is a CloudFormation function call, `{ "Fn::Sub": … }` or `{ "Ref": … }`. */
export function isIntrinsic(value: Json | undefined): boolean {
  return isObject(value) && intrinsicOf(value) !== undefined;
}

interface Intrinsic {
  name: string;
  argument: Json;
}

function intrinsicOf(value: JsonObject): Intrinsic | undefined {
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0) return undefined;
  return name === 'Ref' || name.startsWith('Fn::') ? { name, argument: value[name] ?? null } : undefined;
}

/** Shows a function the way Fn::Sub would write it. What only CloudFormation can compute stays a placeholder. */
function textOf({ name, argument }: Intrinsic): string {
  switch (name) {
    case 'Fn::Sub':
      return partText(Array.isArray(argument) ? argument[0] : argument);
    case 'Fn::Join':
      return joined(argument);
    case 'Fn::GetAtt':
      return `\${${Array.isArray(argument) ? argument.map(partText).join('.') : partText(argument)}}`;
    case 'Ref':
      return `\${${partText(argument)}}`;
    default:
      return `\${${name}}`;
  }
}

function joined(argument: Json): string {
  const [delimiter, parts] = Array.isArray(argument) ? argument : [];
  if (typeof delimiter !== 'string' || !Array.isArray(parts)) return '${Fn::Join}';
  return parts.map(partText).join(delimiter);
}

function partText(value: Json | undefined): string {
  return templatedOf(value)?.text ?? '${…}';
}
