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

/** All resources of an API. */
export interface Resources {
  root: Resource;
  /** Those without a variable, by their paths. */
  fixed: Map<string, Resource>;
}

/** The method that takes a request. */
export interface MethodMatch {
  operation: Operation;
  resource: Resource;
  /** Percent-encoding kept. */
  pathParameters: Record<string, string>;
}

/** Verbs that an `ANY` method stands for (RT-ROUTE-ANY). */
const anyVerbs = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

/** @returns the tree of resources that the operations span. Every part of a path is a resource, with methods or not. */
export function buildResources(operations: readonly Operation[]): Resources {
  const root = newResource('/');
  const fixed = new Map([['/', root]]);
  for (const operation of operations) {
    let resource = root;
    for (const part of partsOf(operation.route.path)) resource = childOf(resource, part);
    resource.methods.set(operation.route.method, operation);
    if (!resource.path.includes('{')) fixed.set(resource.path, resource);
  }
  return { root, fixed };
}

/**
 * Finds the method for a request: at each level a fixed part wins over `{name}` and that over `{name+}` (RT-ROUTE-PRIO).
 * When the resource found does not have the verb, the request falls through to greedy resources around it, never to
 * another `{name}` (RT-ROUTE-METHOD-FALLTHROUGH). The cost grows with the depth of the path, not with the API.
 *
 * @param path starts with a slash; one trailing slash belongs to the resource without it (RT-PATH-TRAIL-EXACT)
 */
export function matchMethod({ root, fixed }: Resources, method: string, path: string): MethodMatch | undefined {
  const resource = fixed.get(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);
  const operation = resource && methodOf(resource, method);
  if (operation) return { operation, resource, pathParameters: {} };
  return find(root, 0, { method, parts: partsOfRequest(path), captured: [], missed: false });
}

/** The way through the tree to the resource that is looked at. */
interface Search {
  method: string;
  parts: string[];
  captured: [name: string, value: string][];
  /** A resource that the path fits did not have the verb. */
  missed: boolean;
}

/** @param from how many parts led here */
function find(at: Resource, from: number, search: Search): MethodMatch | undefined {
  const part = search.parts[from];
  if (part === undefined) return search.missed ? undefined : take(at, search);
  const child = at.children.get(part);
  const found = child && find(child, from + 1, search);
  if (found) return found;
  if (part !== '') {
    for (const [name, variable] of at.variables) {
      const through = captured(search, [name, part], () => find(variable, from + 1, search));
      if (through) return through;
    }
  }
  return at.greedy.size > 0 ? findGreedy(at, search.parts.slice(from).join('/'), search) : undefined;
}

/** A greedy variable takes at least one character (RT-PATH-TRAIL-GREEDY-EMPTY). */
function findGreedy(at: Resource, remainder: string, search: Search): MethodMatch | undefined {
  if (remainder === '') return undefined;
  for (const [name, resource] of at.greedy) {
    const found = captured(search, [name, remainder], () => take(resource, search));
    if (found) return found;
  }
  return undefined;
}

function captured(
  search: Search,
  variable: Search['captured'][number],
  look: () => MethodMatch | undefined,
): MethodMatch | undefined {
  search.captured.push(variable);
  const found = look();
  search.captured.pop();
  return found;
}

function take(resource: Resource, search: Search): MethodMatch | undefined {
  const operation = methodOf(resource, search.method);
  if (operation) return { operation, resource, pathParameters: Object.fromEntries(search.captured) };
  search.missed = true;
  return undefined;
}

function methodOf(resource: Resource, method: string): Operation | undefined {
  return resource.methods.get(method) ?? (anyVerbs.has(method) ? resource.methods.get('ANY') : undefined);
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** Empty parts inside stay: a greedy resource takes them, no other does (RT-PATH-DOUBLE-IN). */
function partsOfRequest(path: string): string[] {
  const parts = path.slice(1).split('/');
  if (parts.at(-1) === '') parts.pop();
  return parts;
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
