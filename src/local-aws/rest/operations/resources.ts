import type { ResourceItem } from '../control-plane.js';
import { apiOf, resourceOf } from '../lookup.js';
import { pageOf, pageQuery } from '../pages.js';
import { type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest, conflict, notFound } from '../refused-call.js';
import { refusalOfPart } from '../resources.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Resource.html */
export const resourceOperations: RestOperation[] = [
  restOperation({ name: 'CreateResource', at: 'POST /restapis/{restApiId}/resources/{parentId}', run: create }),
  restOperation({
    name: 'GetResources',
    at: 'GET /restapis/{restApiId}/resources',
    query: { ...pageQuery, embed: 'embed' },
    run: (call) => {
      const resources = apiOf(call).state.resources.map((one) => resourceAnswer(one, embedsMethods(call)));
      return pageOf(resources, ({ id }) => id, call.input);
    },
  }),
  restOperation({
    name: 'GetResource',
    at: 'GET /restapis/{restApiId}/resources/{resourceId}',
    query: { embed: 'embed' },
    run: (call) => resourceAnswer(resourceOf(call), embedsMethods(call)),
  }),
  restOperation({ name: 'UpdateResource', at: 'PATCH /restapis/{restApiId}/resources/{resourceId}', run: update }),
  restOperation({ name: 'DeleteResource', at: 'DELETE /restapis/{restApiId}/resources/{resourceId}', run: remove }),
];

function embedsMethods({ input }: Call): boolean {
  return (input.list('embed') ?? []).flatMap((one) => one.split(',')).includes('methods');
}

/** Methods are empty unless they are asked for; a resource without any shows none (recorded). */
function resourceAnswer({ resourceMethods, ...resource }: ResourceItem, withMethods: boolean) {
  const verbs = Object.keys(resourceMethods);
  if (verbs.length === 0) return resource;
  const empty = Object.fromEntries(verbs.map((verb) => [verb, {}]));
  return { ...resource, resourceMethods: withMethods ? resourceMethods : empty };
}

function create(call: Call) {
  const { input, world } = call;
  const parent = resourceOf(call, 'parentId');
  const { state } = apiOf(call);
  const pathPart = input.required('pathPart');
  checkPlace(state.resources, parent, pathPart);
  const path = pathBelow(parent, pathPart);
  const resource: ResourceItem = { id: world.newId(6), parentId: parent.id, pathPart, path, resourceMethods: {} };
  state.resources = byPath([...state.resources, resource]);
  return resourceAnswer(resource, false);
}

function pathBelow(parent: ResourceItem, pathPart: string): string {
  return `${parent.path === '/' ? '' : parent.path}/${pathPart}`;
}

function byPath(resources: readonly ResourceItem[]): ResourceItem[] {
  return resources.toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** @param moved the resource that is to stand there; it is no sibling of itself */
function checkPlace(
  resources: readonly ResourceItem[],
  parent: ResourceItem,
  pathPart: string,
  moved?: ResourceItem,
): void {
  const siblings = resources.filter(({ parentId, id }) => parentId === parent.id && id !== moved?.id);
  if (siblings.some((one) => one.pathPart === pathPart)) {
    throw conflict(`Another resource with the same parent already has this name: ${pathPart}`);
  }
  const variable = siblings.find((one) => one.pathPart?.startsWith('{'))?.pathPart;
  const refusal = refusalOfPart(pathPart, parent.pathPart, variable);
  if (refusal !== undefined) throw badRequest(refusal);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateResource-Patch */
const rules: PatchRules = {
  wording: 'long',
  rules: [
    { path: '/parentId', ops: ['replace'], kind: 'property', needed: true },
    { path: '/pathPart', ops: ['replace'], kind: 'property', needed: true },
  ],
};

function update(call: Call) {
  const resource = resourceOf(call);
  const { state } = apiOf(call);
  const changed = patched(resource, patchesOf(call.input), rules);
  const parent = state.resources.find(({ id }) => id === changed.parentId);
  // The texts of what follows are from reports of users (C).
  if (!parent) throw notFound('Invalid Resource identifier specified');
  if (isWithin(parent.path, resource.path)) throw badRequest('Resources cannot be cyclical.');
  checkPlace(state.resources, parent, changed.pathPart ?? '', resource);
  const path = pathBelow(parent, changed.pathPart ?? '');
  state.resources = byPath(
    state.resources.map((one) => {
      if (one.id === resource.id) return { ...changed, path };
      return isWithin(one.path, resource.path)
        ? { ...one, path: `${path}${one.path.slice(resource.path.length)}` }
        : one;
    }),
  );
  return resourceAnswer({ ...changed, path }, false);
}

function isWithin(path: string, above: string): boolean {
  return path === above || path.startsWith(above === '/' ? '/' : `${above}/`);
}

/** What is below a resource goes with it. That the root stays is documented, the text is ours. */
function remove(call: Call) {
  const { path } = resourceOf(call);
  const { state } = apiOf(call);
  if (path === '/') throw badRequest('Cannot delete the root resource');
  state.resources = state.resources.filter((one) => !isWithin(one.path, path));
  return {};
}
