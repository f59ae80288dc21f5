import type { Json } from '../../src/model/index.js';
import { differences, type Matching, newMatching } from './matchers.js';
import { listOf, objectOf } from './values.js';

/** @returns what is wrong with the part of a value: a case says `equals`, `jsonString` or `contains` of it */
export function partDifferences(part: Json, actual: Json | undefined, matching: Matching = newMatching()): string[] {
  const { path, equals, jsonString, contains } = objectOf(part);
  const at = `/${listOf(path).join('/')}`;
  if (equals !== undefined) return differences(equals, actual, matching, at);
  if (jsonString !== undefined) return differences({ $jsonString: jsonString }, actual, matching, at);
  return differences({ $contains: contains ?? '' }, actual, matching, at);
}
