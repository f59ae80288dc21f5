import { isObject } from '../../model/index.js';
import type { ResourceItem } from './control-plane.js';
import type { ImportSource } from './import-source.js';

/**
 * The resources of an API while its definition is imported: one for each segment of each path.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export class Resources {
  private readonly byPath = new Map<string, ResourceItem>();
  /** Id of a resource to the variable below it. */
  private readonly variables = new Map<string, string>();
  readonly root: ResourceItem;

  /** @param existing those that a merge keeps; without any the root is made */
  constructor(
    private readonly source: ImportSource,
    existing: readonly ResourceItem[] = [],
  ) {
    for (const item of existing) this.add({ ...item, resourceMethods: { ...item.resourceMethods } });
    this.root = this.byPath.get('/') ?? this.add({ id: source.world.newId(10), path: '/', resourceMethods: {} });
    // A path without methods makes a resource all the same.
    for (const path of pathsOf(source)) this.at(path);
  }

  /** @returns the resource of a path as the definition writes it, or `undefined` (told) when there can be none */
  at(path: string): ResourceItem | undefined {
    const segments = `${this.source.prefix}${path}`.split('/').filter((segment) => segment !== '');
    let resource: ResourceItem | undefined = this.root;
    for (const segment of segments) resource = resource && this.child(resource, segment);
    return resource;
  }

  /** @returns the resources by path */
  list(): ResourceItem[] {
    return [...this.byPath.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  private child(parent: ResourceItem, pathPart: string): ResourceItem | undefined {
    const path = `${parent.path === '/' ? '' : parent.path}/${pathPart}`;
    const existing = this.byPath.get(path);
    if (existing) return existing;
    const refusal = refusalOfPart(pathPart, parent.pathPart, this.variables.get(parent.id));
    if (refusal !== undefined) {
      const text = `Unable to create resource at path '${path}': ${refusal}`;
      if (!this.source.report.errors.includes(text)) this.source.report.refuse(text);
      return undefined;
    }
    return this.add({ id: this.source.world.newId(6), parentId: parent.id, pathPart, path, resourceMethods: {} });
  }

  private add(item: ResourceItem): ResourceItem {
    const { path, parentId, pathPart } = item;
    this.byPath.set(path, item);
    if (parentId !== undefined && pathPart?.startsWith('{')) this.variables.set(parentId, pathPart);
    return item;
  }
}

function pathsOf({ root }: ImportSource): string[] {
  return isObject(root['paths']) ? Object.keys(root['paths']).filter((path) => path.startsWith('/')) : [];
}

/**
 * @param sibling the variable that stands in the same place already
 * @returns why there can be no such resource, in the words of CreateResource, from reports of users (C); NM-PATH
 */
export function refusalOfPart(
  pathPart: string,
  parentPart: string | undefined,
  sibling: string | undefined,
): string | undefined {
  if (!/^[\w.,:-]+$|^\{[\w.,:-]+\+?\}$/.test(pathPart)) {
    return "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.";
  }
  if (parentPart?.endsWith('+}')) {
    return `Cannot create a child of a resource with a greedy path variable: ${parentPart}`;
  }
  return pathPart.startsWith('{') && sibling !== undefined
    ? `A sibling (${sibling}) of this resource already has a variable path part -- only one is allowed`
    : undefined;
}
