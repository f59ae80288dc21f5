import { below, isObject, type JsonObject, type Model } from '../../model/index.js';

/**
 * Reads the models that a definition lists: `definitions` of Swagger 2.0, `components.schemas` of OpenAPI 3.0.
 *
 * @param root the document as written, its references not resolved
 */
export function readModels(root: JsonObject): Model[] {
  const components = isObject(root['components']) ? root['components'] : {};
  const [at, models] = isObject(root['definitions'])
    ? (['/definitions', root['definitions']] as const)
    : (['/components/schemas', isObject(components['schemas']) ? components['schemas'] : {}] as const);
  if (Object.keys(models).length === 0) return [];
  const used = reachable(root, models, at);
  return Object.keys(models).map((name) => ({ at: below(at, name), name, isUsed: used.has(below(at, name)) }));
}

/** Pointers of the models that methods lead to, by themselves or through other models; circles end. */
function reachable(root: JsonObject, models: JsonObject, at: string): Set<string> {
  const { definitions: _, components, ...rest } = root;
  const { schemas: __, ...shared } = isObject(components) ? components : {};
  const byPointer = new Map(Object.entries(models).map(([name, model]) => [below(at, name), model]));
  const found = new Set<string>();
  const open: unknown[] = [rest, shared];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    if (!Array.isArray(node) && '$ref' in node && typeof node.$ref === 'string') {
      const pointer = modelOf(node.$ref, at);
      if (pointer !== undefined && !found.has(pointer)) {
        found.add(pointer);
        open.push(byPointer.get(pointer) ?? null);
      }
    }
    for (const value of Object.values(node)) {
      if (typeof value === 'object' && value !== null) open.push(value);
    }
  }
  return found;
}

/** A reference may lead into a model, and then uses it. */
function modelOf(reference: string, at: string): string | undefined {
  if (!reference.startsWith(`#${at}/`)) return undefined;
  const [name = ''] = reference.slice(at.length + 2).split('/');
  return `${at}/${name.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))}`;
}
