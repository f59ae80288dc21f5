import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json, type JsonObject } from '../model/index.js';
import { type Findings, noFindings, type RawDifference, together } from './raw-difference.js';
import { noiseIn } from './volatile.js';

/**
 * Compares two values key by key. Order of keys does not count (RT-NOISE-ORDER); `null` and absent are two things,
 * because Lambda functions test for either (RT-BRK-NULLS).
 *
 * @param aspect name of the value as a whole
 */
export function compareJson(aspect: string, rest: Json | undefined, http: Json | undefined): Findings {
  if (rest === http) return noFindings;
  if (isObject(rest) && isObject(http)) return compareObjects(aspect, rest, http);
  if (isDeepStrictEqual(rest, http)) return noFindings;
  const noise = rest != null && http != null ? noiseIn(aspect, textOf(rest), textOf(http)) : undefined;
  return noise ? { differences: [], ignored: [noise] } : { differences: [{ aspect, rest, http }], ignored: [] };
}

function compareObjects(aspect: string, rest: JsonObject, http: JsonObject): Findings {
  if (/\.(headers|multiValueHeaders)$/.test(aspect)) return compareHeaderMaps(aspect, rest, http);
  return together(unionOf(rest, http).map((key) => compareJson(`${aspect}.${key}`, rest[key], http[key])));
}

/** Header names differ in letter case more often than in value: they are paired without case, and the case is told apart. */
function compareHeaderMaps(aspect: string, rest: JsonObject, http: JsonObject): Findings {
  const restNames = byLowerCase(rest);
  const httpNames = byLowerCase(http);
  const names = [...new Set([...restNames.keys(), ...httpNames.keys()])].sort();
  return together(
    names.map((name) =>
      compareHeader({ aspect: `${aspect}.${name}`, rest, http }, restNames.get(name), httpNames.get(name)),
    ),
  );
}

function compareHeader(
  { aspect, rest, http }: { aspect: string; rest: JsonObject; http: JsonObject },
  restName: string | undefined,
  httpName: string | undefined,
): Findings {
  const values = compareJson(
    aspect,
    restName === undefined ? undefined : rest[restName],
    httpName === undefined ? undefined : http[httpName],
  );
  const names = nameDifference(aspect, restName, httpName);
  return names.length === 0 ? values : together([values, { differences: names, ignored: [] }]);
}

/** @returns the difference in letter case of a name that both sides have. */
export function nameDifference(aspect: string, rest: string | undefined, http: string | undefined): RawDifference[] {
  const differs = rest !== undefined && http !== undefined && rest !== http;
  return differs ? [{ aspect: `${aspect} (name)`, rest, http }] : [];
}

function byLowerCase(map: JsonObject): Map<string, string> {
  return new Map(Object.keys(map).map((name) => [name.toLowerCase(), name]));
}

function unionOf(rest: JsonObject, http: JsonObject): string[] {
  const keys = Object.keys(rest);
  for (const key of Object.keys(http)) if (!Object.hasOwn(rest, key)) keys.push(key);
  return keys.sort();
}

function textOf(value: Json): string {
  if (Array.isArray(value)) return value.map(textOf).join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
