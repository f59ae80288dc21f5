import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json, type JsonObject } from '../model/index.js';
import { type Findings, noFindings, type RawDifference } from './raw-difference.js';
import { noiseIn, type VolatileValue } from './volatile.js';

/**
 * Compares two values key by key. Order of keys does not count (RT-NOISE-ORDER); `null` and absent are two things,
 * because Lambda functions test for either (RT-BRK-NULLS).
 *
 * @param aspect name of the value as a whole
 */
export function compareJson(aspect: string, rest: Json | undefined, http: Json | undefined): Findings {
  if (rest === http) return noFindings;
  const found: Found = { differences: [], ignored: [] };
  compareInto(found, aspect, rest, http);
  return found.differences.length + found.ignored.length === 0 ? noFindings : found;
}

/** Findings so far. Events are deep and differ in many places: to join lists on every level would cost more than to compare. */
interface Found {
  differences: RawDifference[];
  ignored: VolatileValue[];
}

function compareInto(found: Found, aspect: string, rest: Json | undefined, http: Json | undefined): void {
  if (isObject(rest) && isObject(http)) {
    const isHeaderMap = aspect.endsWith('.headers') || aspect.endsWith('.multiValueHeaders');
    if (isHeaderMap) compareHeaderMaps(found, aspect, rest, http);
    else compareObjects(found, aspect, rest, http);
    return;
  }
  if (isDeepStrictEqual(rest, http)) return;
  const noise = rest != null && http != null ? noiseIn(aspect, textOf(rest), textOf(http)) : undefined;
  if (noise) found.ignored.push(noise);
  else found.differences.push({ aspect, rest, http });
}

function compareObjects(found: Found, aspect: string, rest: JsonObject, http: JsonObject): void {
  // Nearly all values of an event are the same in both: those cost no more than a look.
  const keys = Object.keys(rest).filter((key) => rest[key] !== http[key]);
  for (const key of Object.keys(http)) if (!Object.hasOwn(rest, key)) keys.push(key);
  for (const key of keys.sort()) compareInto(found, `${aspect}.${key}`, rest[key], http[key]);
}

/** Header names differ in letter case more often than in value: they are paired without case, and the case is told apart. */
function compareHeaderMaps(found: Found, aspect: string, rest: JsonObject, http: JsonObject): void {
  const restNames = byLowerCase(rest);
  const httpNames = byLowerCase(http);
  const valueAt = (map: JsonObject, name: string | undefined) => (name === undefined ? undefined : map[name]);
  for (const name of [...new Set([...restNames.keys(), ...httpNames.keys()])].sort()) {
    const [restName, httpName] = [restNames.get(name), httpNames.get(name)];
    const [restValue, httpValue] = [valueAt(rest, restName), valueAt(http, httpName)];
    if (restName === httpName && restValue === httpValue) continue;
    compareInto(found, `${aspect}.${name}`, restValue, httpValue);
    found.differences.push(...nameDifference(`${aspect}.${name}`, restName, httpName));
  }
}

/** @returns the difference in letter case of a name that both sides have. */
export function nameDifference(aspect: string, rest: string | undefined, http: string | undefined): RawDifference[] {
  const differs = rest !== undefined && http !== undefined && rest !== http;
  return differs ? [{ aspect: `${aspect} (name)`, rest, http }] : [];
}

function byLowerCase(map: JsonObject): Map<string, string> {
  return new Map(Object.keys(map).map((name) => [name.toLowerCase(), name]));
}

function textOf(value: Json): string {
  if (Array.isArray(value)) return value.map(textOf).join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
