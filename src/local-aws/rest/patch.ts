import { isObject, type Json, type JsonObject } from '../../model/index.js';
import { enumConstraint, type Input } from './input.js';
import { badRequest, invalid, notFound } from './refused-call.js';

/** One patch operation of a call, with its path in parts: `~1` is a slash in one. */
export interface Patch {
  op: 'add' | 'remove' | 'replace';
  path: string;
  parts: string[];
  value: string | undefined;
}

/**
 * What a path of patch operations changes.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html
 */
export interface PatchRule {
  /** `*` stands for one part, such as a content type. */
  path: string;
  ops: readonly Patch['op'][];
  /**
   * `property` is one value; `entry` an entry of a map, which must be there to be replaced or removed; `member` a list whose items stand
   * in the path; `values` a list whose items are the values.
   */
  kind: 'property' | 'entry' | 'member' | 'values';
  value?: 'text' | 'boolean' | 'number';
  /** The item must not be left without the value; a text is what AWS says then. */
  needed?: true | string;
}

/** How a resource words that a path is none of its own. */
export type PatchWording = 'short' | 'long';

export interface PatchRules {
  rules: readonly PatchRule[];
  wording: PatchWording;
}

const ops = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const;

/** @throws RefusedCall for what is no patch operation at all */
export function patchesOf(input: Input): Patch[] {
  return input.objects('patchOperations').map((operation, index) => {
    const op = String(operation['op'] ?? '');
    const known = ops.find((one) => one === op);
    if (known === undefined) {
      throw invalid(op, input.place(`patchOperations.${index + 1}.member.op`), enumConstraint(ops));
    }
    const { path, value } = operation;
    if (typeof path !== 'string') throw badRequest('Invalid patch path null');
    // Documented for few paths, on which we do not get here: see `from` in the page above.
    if (known === 'move' || known === 'copy' || known === 'test') throw unsupported(path, op);
    return { op: known, path, parts: partsOf(path), value: textOf(value) };
  });
}

function textOf(value: Json | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

function partsOf(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** @returns a changed copy of the item; all of the operations hold, or none */
export function patched<Item extends object>(item: Item, patches: readonly Patch[], rules: PatchRules): Item {
  const copy = structuredClone(item);
  // Items are plain JSON, and the paths of the rules are members of theirs.
  for (const patch of patches) apply(copy as unknown as JsonObject, patch, ruleFor(patch, rules));
  return copy;
}

function ruleFor(patch: Patch, { rules, wording }: PatchRules): PatchRule {
  const { path, op, parts } = patch;
  const rule = rules.find((one) => fits(partsOf(one.path), parts));
  if (rule?.ops.includes(op)) return rule;
  // Recorded for gateway responses.
  if (wording === 'short') throw badRequest(`Invalid patch path ${path}`);
  if (rule) throw unsupported(path, op);
  throw badRequest(
    `Invalid patch path  '${path}' specified for op '${op}'. Must be one of: [${rules.map((one) => one.path).join(', ')}]`,
  );
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  return (
    pattern.length === parts.length &&
    pattern.every((one, index) => (one === '*' ? parts[index] !== '' : one === parts[index]))
  );
}

/** The texts with two spaces are from reports of users (C). */
function unsupported(path: string, op: string) {
  return badRequest(`Invalid patch path  '${path}' specified for op '${op}'. Please choose supported operations`);
}

function apply(item: JsonObject, patch: Patch, rule: PatchRule): void {
  const last = patch.parts.at(-1) ?? '';
  switch (rule.kind) {
    case 'property':
      setProperty(holderOf(item, patch.parts.slice(0, -1)), last, patch, rule);
      break;
    case 'entry':
      setEntry(item, patch, rule);
      break;
    case 'member':
      setMember(holderOf(item, patch.parts.slice(0, -2)), patch.parts.at(-2) ?? '', last, patch);
      break;
    case 'values':
      setMember(holderOf(item, patch.parts.slice(0, -1)), last, patch.value ?? '', patch);
  }
}

/** @returns the object at a path, made where there is none */
function holderOf(item: JsonObject, parts: readonly string[]): JsonObject {
  return parts.reduce<JsonObject>((holder, part) => {
    const value = holder[part];
    if (isObject(value)) return value;
    const made: JsonObject = {};
    holder[part] = made;
    return made;
  }, item);
}

/** An empty value takes an optional property away (our inference from reports on descriptions). */
function setProperty(holder: JsonObject, key: string, patch: Patch, rule: PatchRule): void {
  const { op, value = '' } = patch;
  const isGone = op === 'remove' || value === '';
  if (isGone && rule.needed) {
    throw badRequest(rule.needed === true ? `Invalid null or empty value in ${key}` : rule.needed);
  }
  if (isGone) delete holder[key];
  else holder[key] = jsonValue(value, rule, patch);
}

/** Recorded for gateway responses. */
function setEntry(item: JsonObject, patch: Patch, rule: PatchRule): void {
  const { op, parts, value } = patch;
  const [property = '', key = ''] = parts.slice(-2);
  const existing = parts
    .slice(0, -1)
    .reduce<Json | undefined>((node, part) => (isObject(node) ? node[part] : undefined), item);
  const isThere = isObject(existing) && existing[key] !== undefined;
  if (op !== 'add' && !isThere) throw notFound('Invalid parameter name specified');
  const map = holderOf(item, parts.slice(0, -1));
  if (op === 'remove') delete map[key];
  else if (value === undefined || value === '') throw badRequest(`Invalid null or empty value in ${property}`);
  else map[key] = jsonValue(value, rule, patch);
  const holder = holderOf(item, parts.slice(0, -2));
  if (Object.keys(map).length === 0) delete holder[property];
}

function setMember(holder: JsonObject, property: string, member: string, { op, value }: Patch): void {
  const list = holder[property];
  const items = Array.isArray(list) ? list : [];
  const others = items.filter((one) => one !== member);
  switch (op) {
    case 'add':
      holder[property] = [...others, member];
      return;
    // What replaces another stands last (from reports of users, C).
    case 'replace':
      holder[property] = [...others, value ?? member];
      return;
    case 'remove':
      if (others.length === items.length) throw notFound('Invalid parameter name specified');
      holder[property] = others;
      if (others.length === 0) delete holder[property];
  }
}

function jsonValue(value: string, { value: kind = 'text' }: PatchRule, { path, op }: Patch): Json {
  switch (kind) {
    case 'text':
      return value;
    case 'boolean':
      return value.toLowerCase() === 'true';
    case 'number':
      // The text is ours.
      if (Number.isNaN(Number(value)))
        throw badRequest(`Invalid patch value '${value}' specified for op '${op}' on path '${path}'`);
      return Number(value);
  }
}
