import type { Operation } from '../../model/index.js';
import { opaqueId } from '../payload/rest-request.js';

/** A resource of the API with its methods and the resources below it. */
export interface Resource {
  id: string;
  path: string;
  methods: Map<string, Operation>;
  /** By path part. */
  children: Map<string, Resource>;
  /** `{name}` parts. AWS allows one per level (RT-ROUTE-PARAM-NAMES). */
  variables: Map<string, Resource>;
  /** `{name+}` parts. */
  greedy: Map<string, Resource>;
}

/** The method that takes a request. */
export interface MethodMatch {
  operation: Operation;
  resource: Resource;
  /** Percent-encoding kept. */
  pathParameters: Record<string, string>;
}

interface Candidate {
  resource: Resource;
  captured: [name: string, value: string][];
  greedy: boolean;
}

/** Verbs that an `ANY` method stands for (RT-ROUTE-ANY). */
const anyVerbs = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

/** @returns the root of the resource tree that the operations span. Every part of a path is a resource, with methods or not. */
export function buildResources(operations: readonly Operation[]): Resource {
  const root = newResource('/');
  for (const operation of operations) {
    let resource = root;
    for (const part of partsOf(operation.route.path)) resource = childOf(resource, part);
    resource.methods.set(operation.route.method, operation);
  }
  return root;
}

/**
 * Finds the method for a request: at each level a fixed part wins over `{name}` and that over `{name+}` (RT-ROUTE-PRIO).
 * When the resource found does not have the verb, the request falls through to greedy resources around it, never to
 * another `{name}` (RT-ROUTE-METHOD-FALLTHROUGH). The cost grows with the depth of the path, not with the API.
 *
 * @param path starts with a slash; one trailing slash belongs to the resource without it (RT-PATH-TRAIL-EXACT)
 */
export function matchMethod(root: Resource, method: string, path: string): MethodMatch | undefined {
  let missed = false;
  for (const { resource, captured, greedy } of candidates(root, partsOfRequest(path), { depth: 0, captured: [] })) {
    const operation = missed && !greedy ? undefined : methodOf(resource, method);
    if (operation) return { operation, resource, pathParameters: Object.fromEntries(captured) };
    missed = true;
  }
  return undefined;
}

function methodOf(resource: Resource, method: string): Operation | undefined {
  return resource.methods.get(method) ?? (anyVerbs.has(method) ? resource.methods.get('ANY') : undefined);
}

/** The resources that the path fits, most specific first: those below `at` for the parts from `depth` on. */
function* candidates(
  at: Resource,
  parts: readonly string[],
  { depth, captured }: { depth: number; captured: Candidate['captured'] },
): Generator<Candidate> {
  const part = parts[depth];
  if (part === undefined) {
    yield { resource: at, captured, greedy: false };
    return;
  }
  const child = at.children.get(part);
  if (child) yield* candidates(child, parts, { depth: depth + 1, captured });
  if (part !== '') {
    for (const [name, variable] of at.variables) {
      yield* candidates(variable, parts, { depth: depth + 1, captured: [...captured, [name, part]] });
    }
  }
  if (at.greedy.size === 0) return;
  const remainder = parts.slice(depth).join('/');
  if (remainder === '') return;
  for (const [name, resource] of at.greedy) {
    yield { resource, captured: [...captured, [name, remainder]], greedy: true };
  }
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** Empty parts inside stay: a greedy resource takes them, no other does (RT-PATH-DOUBLE-IN). */
function partsOfRequest(path: string): string[] {
  const parts = path.slice(1).split('/');
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts;
}

function childOf(parent: Resource, part: string): Resource {
  const variable = /^\{(.+?)(\+?)\}$/.exec(part);
  const siblings = variable ? (variable[2] ? parent.greedy : parent.variables) : parent.children;
  const key = variable?.[1] ?? part;
  const existing = siblings.get(key);
  if (existing) return existing;
  const child = newResource(`${parent.path === '/' ? '' : parent.path}/${part}`);
  siblings.set(key, child);
  return child;
}

function newResource(path: string): Resource {
  return { id: opaqueId(path), path, methods: new Map(), children: new Map(), variables: new Map(), greedy: new Map() };
}
