import { below, isObject, type Json, type JsonObject, type Pointer } from '../../model/index.js';
import { isIntrinsic } from '../templated.js';
import { type Draft, Origins } from './origins.js';
import type { Resource } from './resources.js';

const globalsAt = '/Globals/Api';

/**
 * Adds what `Globals` of a SAM template sets for every API to the properties of one: maps are merged, lists put one
 * after the other, and else the API's own value holds.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 *
 * @returns the properties, and where in the template each comes from
 */
export function withGlobals(template: JsonObject, resource: Resource): Draft {
  const origins = new Origins(below(resource.at, 'Properties'));
  const globals = isObject(template['Globals']) ? template['Globals']['Api'] : undefined;
  if (resource.type !== 'AWS::Serverless::Api' || !isObject(globals)) return { root: resource.properties, origins };
  return { root: mergedMaps({ globals, own: resource.properties, at: '', from: globalsAt, origins }), origins };
}

/** Two maps that stand at the same place `at` of the properties; that of the globals at `from`. */
interface Maps {
  globals: JsonObject;
  own: JsonObject;
  at: Pointer;
  from: Pointer;
  origins: Origins;
}

function mergedMaps({ globals, own, at, from, origins }: Maps): JsonObject {
  const entries = Object.entries(globals).map(([key, value]): [string, Json | undefined] => {
    const ownValue = own[key];
    const place = { at: below(at, key), from: below(from, key), origins };
    if (ownValue === undefined) {
      origins.put(place.at, place.from);
      return [key, value];
    }
    return [key, merged(value ?? null, ownValue, place)];
  });
  return { ...own, ...Object.fromEntries(entries) };
}

function merged(global: Json, own: Json, place: Pick<Maps, 'at' | 'from' | 'origins'>): Json {
  if (Array.isArray(global) && Array.isArray(own)) return mergedLists(global, own, place);
  if (!isObject(global) || !isObject(own) || isIntrinsic(global) || isIntrinsic(own)) return own;
  return mergedMaps({ globals: global, own, ...place });
}

function mergedLists(
  globals: Json[],
  own: Json[],
  { at, from, origins }: Pick<Maps, 'at' | 'from' | 'origins'>,
): Json[] {
  const ownAt = origins.of(at);
  globals.forEach((_, index) => {
    origins.put(below(at, index), below(from, index));
  });
  own.forEach((_, index) => {
    origins.put(below(at, globals.length + index), below(ownAt, index));
  });
  return [...globals, ...own];
}
