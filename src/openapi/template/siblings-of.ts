import type { Candidate } from './candidates.js';
import { type Resource, refersTo } from './resources.js';

/** @returns the resources of a type that name the API in one of their properties */
export function siblingsOf(siblings: Resource[], type: string, { logicalId }: Candidate): Resource[] {
  return siblings.filter((resource) => resource.type === type && refersTo(resource.properties, logicalId));
}
