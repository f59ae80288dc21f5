import type { Operation, RecordedRequest, RestApi } from '../model/index.js';
import { filledPath } from './compose.js';
import { verbNamedBy } from './method-override.js';

/** @returns the method of the REST API that takes a request; path percent-encoded, without the stage. */
export type FindOperation = (method: string, path: string) => Operation | undefined;

/** Where a recorded request belongs in the REST API. */
export interface Place {
  method: string;
  /** Without the stage or base path. */
  path: string;
  /** Absent where no method takes it. */
  operation?: Operation;
}

/**
 * Finds the method that takes recorded requests. A record has paths as clients sent them, so a stage or a base path may stand
 * in front of them: it is taken off where the address or the settings say so, and where nothing takes the path with it.
 *
 * @returns for each request its place, or nothing where the record tells no method, or neither path nor resource
 */
export function openPlaces(api: RestApi, find: FindOperation): (recorded: RecordedRequest) => Place | undefined {
  const prefixes = prefixesOf(api);
  const byResource = new Map(api.operations.map((operation) => [key(operation.route), operation]));
  return (recorded) => {
    const { method, path, resource, startsWithStage, headers } = recorded;
    if (method === null) return undefined;
    const verb = (headers && verbNamedBy({ method, headers })) ?? method;
    const told =
      resource === null ? undefined : (byResource.get(`${verb} ${resource}`) ?? byResource.get(`ANY ${resource}`));
    if (path === null) return told && { method, path: filledPath(told.route.path), operation: told };
    if (told) return { method, path: endOf(path, told.route.path), operation: told };
    const candidates = startsWithStage ? [withoutFirst(path)] : candidatesOf(path, prefixes);
    for (const candidate of candidates) {
      const operation = find(verb, candidate);
      if (operation) return { method, path: candidate, operation };
    }
    return { method, path: candidates[0] ?? path };
  };
}

function key({ method, path }: Operation['route']): string {
  return `${method} ${path}`;
}

/** What settings and definition know to stand in front of paths: the stage (an export has it as base path, GE-SRV), base paths of mappings. */
function prefixesOf({ basePath, settings }: RestApi): string[] {
  const stage = settings.find(({ kind }) => kind === 'stage-name')?.value;
  const known = [basePath, typeof stage === 'string' ? `/${stage}` : undefined];
  return known.flatMap((prefix) => (prefix && prefix !== '/' ? [prefix.replace(/\/$/, '')] : []));
}

function candidatesOf(path: string, prefixes: readonly string[]): string[] {
  const known = prefixes.find((prefix) => path === prefix || path.startsWith(`${prefix}/`));
  return known === undefined ? [path, withoutFirst(path)] : [path.slice(known.length) || '/', path];
}

function withoutFirst(path: string): string {
  return path.replace(/^\/[^/]*/, '') || '/';
}

/** @returns the end of a path that fits a template with as many segments; a greedy variable takes what is left from its place on */
function endOf(path: string, template: string): string {
  if (template === '/') return '/';
  const segments = path.split('/').slice(1);
  const wanted = template.split('/').slice(1);
  for (let from = 0; from <= 2 && from < segments.length; from++) {
    const rest = segments.slice(from);
    if (fits(rest, wanted)) return `/${rest.join('/')}`;
  }
  return path;
}

function fits(segments: readonly string[], template: readonly string[]): boolean {
  const isGreedy = template.at(-1)?.endsWith('+}') ?? false;
  const given = segments.at(-1) === '' && !isGreedy ? segments.slice(0, -1) : segments;
  if (isGreedy ? given.length < template.length : given.length !== template.length) return false;
  return template.every((part, index) => part.startsWith('{') || part === given[index]);
}
