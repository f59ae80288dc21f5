import { isObject, type Json, type JsonObject } from '../../model/index.js';
import { badRequest } from '../import-report.js';
import type { Refusal } from '../operation.js';

/** What the service model says of a member, as far as it decides whether a call is taken. */
export type Member =
  | { kind: 'text'; least?: number; most?: number; values?: readonly string[] }
  | { kind: 'number'; least?: number; most?: number }
  | { kind: 'flag' | 'texts' | 'map' | 'object' };

/** Members of a call by their names on the wire. */
export type Shape = Record<string, Member>;

export const flag: Member = { kind: 'flag' };
export const texts: Member = { kind: 'texts' };
export const map: Member = { kind: 'map' };
export const structure: Member = { kind: 'object' };

/** @param most characters */
export function text(most = 2048, least = 0): Member {
  return { kind: 'text', least, most };
}

export function oneOf(...values: string[]): Member {
  return { kind: 'text', values };
}

/** @returns what a call says about a resource: members that the model has and that are not null; others have no effect */
export function membersOf(input: JsonObject, shape: Shape): JsonObject {
  return Object.fromEntries(
    Object.keys(shape).flatMap((name) => {
      const value = input[name];
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
}

/**
 * Holds a call against the service model. The limits are of the model (D); which words AWS has for them is not known (I).
 *
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html
 */
export function memberRefusal(input: JsonObject, shape: Shape): Refusal | undefined {
  const wrong = Object.entries(membersOf(input, shape)).find(
    ([name, value]) => !fits(value ?? null, shape[name] ?? structure),
  );
  if (!wrong) return undefined;
  const [name] = wrong;
  return badRequest(`Invalid value for ${name}: expected ${expectation(shape[name] ?? structure)}.`);
}

function fits(value: Json, member: Member): boolean {
  switch (member.kind) {
    case 'text':
      return typeof value === 'string' && inRange(value.length, member) && (member.values ?? [value]).includes(value);
    case 'number':
      return typeof value === 'number' && inRange(value, member);
    case 'flag':
      return typeof value === 'boolean';
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'map':
      return isMap(value);
    case 'object':
      return isObject(value);
  }
}

/** Texts by name, or such maps by name: mappings of responses by status. */
function isMap(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  return Object.values(value).every((item) => typeof item === 'string' || isMap(item));
}

function inRange(value: number, { least = 0, most = Number.POSITIVE_INFINITY }: { least?: number; most?: number }) {
  return value >= least && value <= most;
}

function expectation(member: Member): string {
  switch (member.kind) {
    case 'text':
      return member.values
        ? `one of [${member.values.join(', ')}]`
        : `a string of ${member.least ?? 0} to ${member.most ?? 2048} characters`;
    case 'number':
      return `a number from ${member.least ?? 0} to ${member.most ?? 'any'}`;
    case 'flag':
      return 'a boolean';
    case 'texts':
      return 'a list of strings';
    case 'map':
      return 'a map of strings';
    case 'object':
      return 'an object';
  }
}

/** @returns a resource without members that are empty texts or empty objects: that is how an update clears them (PM-UNSET; else I) */
export function withoutEmpty(resource: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(resource).filter(([name, value]) => !(names.includes(name) && isEmpty(value))),
  );
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Puts a map of an update over what was there. A key with nothing (`''`, `{}`) is taken out (PM-UNSET). */
export function mergedMap(before: Json | undefined, update: Json | undefined): JsonObject | undefined {
  if (!isObject(update)) return isObject(before) ? before : undefined;
  const merged = { ...(isObject(before) ? before : {}), ...update };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => !isEmpty(value)));
}
