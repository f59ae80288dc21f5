import { below, type Json, type Pointer } from '../../model/index.js';
import type { Draft } from './origins.js';

/** An `AWS::Serverless::Api` whose definition is made what SAM makes of it. */
export interface Sam {
  logicalId: string;
  definition: Draft;
  /** The properties of the resource, and where they stand. */
  properties: Draft;
}

/** @returns a property of the API, undefined where it is absent or null, and where it stands */
export function propertyOf({ properties }: Sam, name: string): { value: Json | undefined; from: Pointer } {
  return { value: properties.root[name] ?? undefined, from: properties.origins.of(below('', name)) };
}

/** Something that cannot be read, and where it stands in the template. */
export interface Hidden {
  value: Json | undefined;
  from: Pointer;
}

/**
 * Writes a property into the definition where the reader has no word for it, so that it is told as unknown: what SAM
 * would make of it is not known.
 */
export function leaveUnknown({ definition }: Sam, name: string, { value, from }: Hidden): void {
  definition.root[name] = value ?? null;
  definition.origins.put(below('', name), from);
}
