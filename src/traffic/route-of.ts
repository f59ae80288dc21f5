import type { Route } from '../model/index.js';
import type { RouteOf } from './usage-tally.js';

/**
 * Tells the routes of a definition: by the resource that a log names, or else by the path, with or without the stage or base
 * path before it.
 *
 * @param routes of the definition; a part in braces takes one part of a path, `{proxy+}` all that follow
 */
export function routeOfDefinition(routes: readonly Route[]): RouteOf {
  const byName = new Set(routes.map(({ path }) => path));
  const root = treeOf([...byName]);
  return (method, resource, path) => {
    if (resource !== null && byName.has(resource)) return keyOf(method, resource);
    const parts = partsOf(path ?? resource ?? '');
    const found = resource === '$default' ? resource : (find(root, parts) ?? find(root, parts.slice(1)));
    return found === undefined ? null : keyOf(method, found);
  };
}

function keyOf(method: string | null, path: string): string {
  return method === null ? path : `${method} ${path}`;
}

/** Paths by their parts: a literal comes before a parameter, that before a greedy one. */
interface Branch {
  literal: Map<string, Branch>;
  parameter?: Branch;
  greedy?: string;
  path?: string;
}

function treeOf(paths: readonly string[]): Branch {
  const root: Branch = { literal: new Map() };
  for (const path of paths) {
    let at = root;
    for (const part of partsOf(path)) {
      if (part.endsWith('+}')) at.greedy = path;
      else at = part.startsWith('{') ? parameterOf(at) : literalOf(at, part);
    }
    if (!path.endsWith('+}')) at.path = path;
  }
  return root;
}

function parameterOf(branch: Branch): Branch {
  branch.parameter ??= { literal: new Map() };
  return branch.parameter;
}

function literalOf(branch: Branch, part: string): Branch {
  const next = branch.literal.get(part) ?? { literal: new Map() };
  branch.literal.set(part, next);
  return next;
}

function find(branch: Branch | undefined, parts: readonly string[]): string | undefined {
  const [part, ...rest] = parts;
  if (branch === undefined) return undefined;
  if (part === undefined) return branch.path;
  return find(branch.literal.get(part), rest) ?? find(branch.parameter, rest) ?? branch.greedy;
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}
