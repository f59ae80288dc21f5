import { isObject, type Json, type JsonObject } from '../../src/model/index.js';
import { jsonOf } from './values.js';

/** How expected and actual are compared. */
export interface Matching {
  /** `true`: objects may have more keys than expected, at every level. */
  partial: boolean;
  /** Values of the labels (`same`) of one case. */
  labels: Map<string, Json>;
  /** Ids of resources by path, for `resourceIdOf`. */
  resourceIds?: ReadonlyMap<string, string>;
}

export function newMatching(partial = false): Matching {
  return { partial, labels: new Map() };
}

const names = ['$any', '$regex', '$jsonString', '$contains', '$range', '$unordered', '$absent', '$absentOrEmpty'];
const beside = ['same', 'resourceIdOf'];

/**
 * Compares a value with an expectation that may have matchers in it (section 4 of the README of the cases). An object whose key
 * is a matcher's name is one; any other key with a dollar sign is data.
 *
 * @param actual `undefined` when there is no such key
 * @param path where we are, for the messages
 * @returns what differs, one sentence each; empty when it matches
 */
export function differences(expected: Json, actual: Json | undefined, matching: Matching, path = ''): string[] {
  if (isObject(expected)) {
    return isMatcher(expected)
      ? matcherDifferences(expected, actual, matching, path)
      : objectDifferences(expected, actual, matching, path);
  }
  if (Array.isArray(expected)) return listDifferences(expected, actual, matching, path);
  return Object.is(expected, actual) ? [] : [differs(path, expected, actual)];
}

function isMatcher(expected: JsonObject): boolean {
  const keys = Object.keys(expected);
  return keys.some((key) => names.includes(key)) && keys.every((key) => names.includes(key) || beside.includes(key));
}

function objectDifferences(expected: JsonObject, actual: Json | undefined, matching: Matching, path: string): string[] {
  if (!isObject(actual)) return [differs(path, expected, actual)];
  const extra = Object.keys(actual).filter((key) => actual[key] !== undefined && !Object.hasOwn(expected, key));
  return [
    ...Object.entries(expected).flatMap(([key, value]) =>
      differences(value ?? null, Object.hasOwn(actual, key) ? actual[key] : undefined, matching, `${path}/${key}`),
    ),
    ...(matching.partial ? [] : extra.map((key) => `${path}/${key} is not expected: ${shown(actual[key])}`)),
  ];
}

function listDifferences(expected: Json[], actual: Json | undefined, matching: Matching, path: string): string[] {
  if (!Array.isArray(actual) || actual.length !== expected.length) return [differs(path, expected, actual)];
  return expected.flatMap((item, index) => differences(item, actual[index], matching, `${path}/${index}`));
}

function matcherDifferences(
  expected: JsonObject,
  actual: Json | undefined,
  matching: Matching,
  path: string,
): string[] {
  const fits = names
    .filter((name) => expected[name] !== undefined)
    .every((name) => holds(name, expected[name] ?? null, actual, matching));
  return fits && beside.every((name) => holdsBeside(name, expected[name], actual, matching))
    ? []
    : [differs(path, expected, actual)];
}

function holds(name: string, wanted: Json, actual: Json | undefined, matching: Matching): boolean {
  switch (name) {
    case '$any':
      return actual !== undefined && (wanted === 'any' || isOfType(actual, wanted));
    case '$regex':
      return isScalar(actual) && new RegExp(String(wanted)).test(String(actual));
    case '$jsonString':
      return typeof actual === 'string' && holdsJson(wanted, actual, matching);
    case '$contains':
      return typeof actual === 'string' && actual.includes(String(wanted));
    case '$range':
      return Array.isArray(wanted) && isInRange(actual, Number(wanted[0]), Number(wanted[1]));
    case '$unordered':
      return Array.isArray(wanted) && Array.isArray(actual) && areSame(wanted, actual, matching);
    case '$absent':
      return actual === undefined;
    default:
      return isEmpty(actual);
  }
}

function isScalar(actual: Json | undefined): boolean {
  return typeof actual === 'string' || typeof actual === 'number';
}

function isOfType(actual: Json, type: Json): boolean {
  if (type === 'array' || type === 'list') return Array.isArray(actual);
  return type === 'object' ? isObject(actual) : typeof actual === type;
}

/** The whole of the JSON is compared, also where the case around it is a subset. */
function holdsJson(wanted: Json, actual: string, matching: Matching): boolean {
  const value = jsonOf(actual);
  return value !== undefined && differences(wanted, value, { ...matching, partial: false }).length === 0;
}

function isInRange(actual: Json | undefined, least: number, most: number): boolean {
  return typeof actual === 'number' && actual >= least && actual <= most;
}

function isEmpty(actual: Json | undefined): boolean {
  if (actual === undefined || actual === null || actual === '') return true;
  return typeof actual === 'object' && Object.keys(actual).length === 0;
}

/** Tries the pairs one after the other; a try that goes wrong leaves no label behind. */
function areSame(wanted: Json[], actual: Json[], matching: Matching): boolean {
  const [first, ...others] = wanted;
  if (first === undefined) return actual.length === 0;
  return actual.some((item, index) => {
    const trial = { ...matching, labels: new Map(matching.labels) };
    if (differences(first, item, trial).length > 0) return false;
    if (!areSame(others, actual.toSpliced(index, 1), trial)) return false;
    for (const [label, value] of trial.labels) matching.labels.set(label, value);
    return true;
  });
}

function holdsBeside(name: string, wanted: Json | undefined, actual: Json | undefined, matching: Matching): boolean {
  if (wanted === undefined || actual === undefined) return true;
  const label = String(wanted);
  if (name === 'resourceIdOf') return matching.resourceIds?.get(label) === actual;
  const before = matching.labels.get(label);
  if (before === undefined) matching.labels.set(label, actual);
  return before === undefined || differences(before, actual, newMatching()).length === 0;
}

function differs(path: string, expected: Json, actual: Json | undefined): string {
  return `${path === '' ? 'the value' : path} should be ${shown(expected)}, and is ${shown(actual)}`;
}

function shown(value: Json | undefined): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
