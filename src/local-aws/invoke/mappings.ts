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

/**
 * @returns what the longest base path leads to that the path starts with, whole segments only; what routes there are behind it does
 * not count (RT-DOM-LONGEST). Undefined where none does.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html
 */
export function mappedBy({ mappings }: DomainRecord, rawPath: string): Mapped | undefined {
  const found = Object.values(mappings)
    .map((mapping) => ({ mapping, basePath: mapping['apiMappingKey'] ? `/${mapping['apiMappingKey']}` : '' }))
    .filter(({ basePath }) => rawPath === basePath || rawPath.startsWith(`${basePath}/`))
    .sort((one, other) => other.basePath.length - one.basePath.length)[0];
  if (!found) return undefined;
  const { basePath, mapping } = found;
  const stage = mapping['stage'];
  return {
    apiId: String(mapping['apiId']),
    basePath,
    rawPath: rawPath.slice(basePath.length) || '/',
    ...(typeof stage === 'string' && { stageName: stage }),
  };
}
