import { openMappings } from '../../gateway/base-path-mappings.js';
import type { DomainRecord } from '../domains.js';

/** What an API mapping leads to. */
export interface Mapped {
  apiId: string;
  /** Absent: the path names it (only mappings that v1 made). */
  stageName?: string;
  /** With a slash in front, or empty. */
  basePath: string;
  /** Behind the base path. */
  rawPath: string;
}

/** @returns what the mapping leads to that takes the path; undefined where none does */
export function mappedBy({ mappings }: DomainRecord, rawPath: string): Mapped | undefined {
  const keyed = Object.values(mappings).map((mapping) => ({
    mapping,
    basePath: String(mapping['apiMappingKey'] ?? ''),
  }));
  const found = openMappings(keyed, ({ mapping }) => mapping)(rawPath);
  if (!found) return undefined;
  const { target, prefix, below } = found;
  const stage = target['stage'];
  return {
    apiId: String(target['apiId']),
    basePath: prefix,
    rawPath: below || '/',
    ...(typeof stage === 'string' && { stageName: stage }),
  };
}
