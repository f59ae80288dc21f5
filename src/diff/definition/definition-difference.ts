import { isDeepStrictEqual } from 'node:util';
import { type DifferenceClass, isOpaque, type Json, type Templated } from '../../model/index.js';
import type { RawDifference } from '../raw-difference.js';
import type { Sighting } from '../sighting.js';

/** Whether a difference that a request shows has to do with one of the definition. */
export type Concerns = (difference: RawDifference, sighting: Sighting) => boolean;

/**
 * Something that is not in a definition as `convert` would write it. No rule speaks of that, so nothing foretold it.
 * What a request shows and what the definition says are often the same thing; these two tell which one is reported.
 */
export interface DefinitionDifference {
  class: Exclude<DifferenceClass, 'benign'>;
  /** Starts with `definition.`. */
  aspect: string;
  /** Route key; `null` for what holds for the whole API. */
  route: string | null;
  /** What `convert` makes of the REST API; absent where it makes nothing. */
  rest?: Json;
  /** What the HTTP API has. */
  http?: Json;
  /** An unexplained difference that proves this one with a request: it is told instead. */
  isProvenBy: Concerns;
  /** Differences that follow from this one: they are not told again, request by request. */
  causes: Concerns;
}

/** For what no request can show. */
export const unseen: Concerns = () => false;

/** @returns a difference of two values, with absent ones left out. */
export function differing(
  about: Omit<DefinitionDifference, 'rest' | 'http' | 'isProvenBy' | 'causes'> &
    Partial<Pick<DefinitionDifference, 'isProvenBy' | 'causes'>>,
  rest: Json | undefined,
  http: Json | undefined,
): DefinitionDifference {
  return {
    isProvenBy: unseen,
    causes: unseen,
    ...about,
    ...(rest === undefined ? {} : { rest }),
    ...(http === undefined ? {} : { http }),
  };
}

/** @returns what to compare of a value: its text, or what the template engine gets where the text has a placeholder. */
export function writtenValue(value: Templated | undefined): Json | undefined {
  return value && isOpaque(value) ? value.raw : value?.text;
}

/** @returns whether two lists have the same members; order and repetition do not count. */
export function sameMembers(one: readonly string[], other: readonly string[]): boolean {
  return isDeepStrictEqual(new Set(one), new Set(other));
}
