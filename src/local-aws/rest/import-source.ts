import { below, Failure, isObject, type Json, type JsonObject, type Pointer, type RestApi } from '../../model/index.js';
import { type BasePathMode, pathPrefix } from '../../openapi/base-path.js';
import type { OpenApiDocument } from '../../openapi/document.js';
import { meantAt } from '../../openapi/nodes.js';
import { parseDocument } from '../../openapi/parse.js';
import { readRestApi } from '../../openapi/rest/read-rest-api.js';
import { ImportReport } from '../import-report.js';
import { type World, withAwsVariables } from '../world.js';
import type { RestApiState } from './control-plane.js';

/** A definition on its way into the control plane. */
export interface ImportSource {
  api: RestApi;
  /** The document as written: it has the names that resolving references takes away. */
  root: JsonObject;
  /** Goes before each path: from the base path and the parameter `basepath`. */
  prefix: string;
  world: World;
  report: ImportReport;
  /** What a merge goes on top of; absent where the definition is all there is. */
  kept?: RestApiState;
}

/** @returns the definition, or `undefined` when the text is none that can be imported */
export async function readImportSource(
  text: string,
  basepath: BasePathMode,
  world: World,
): Promise<ImportSource | undefined> {
  try {
    const document: OpenApiDocument = parseDocument({ file: 'the body', text: withAwsVariables(text, world) });
    const api = await readRestApi(document);
    const prefix = pathPrefix(api.basePath, basepath);
    return { api, root: document.root, prefix, world, report: new ImportReport() };
  } catch (error) {
    if (error instanceof Failure && error.kind === 'input') return undefined;
    throw error;
  }
}

/** @returns what a place of the document means, as an object; empty where there is none */
export function objectAt({ root }: ImportSource, at: Pointer, ...keys: (string | number)[]): JsonObject {
  const value = meantAt(root, below(at, ...keys));
  return isObject(value) ? value : {};
}

/** Lists whose items have a name and an id. */
type NamedList = 'models' | 'authorizers' | 'requestValidators';

/** @returns the id of a named item: a merge keeps it, because methods that are not in the definition refer to it */
export function idOf({ kept, world }: ImportSource, list: NamedList, name: string): string {
  const items: readonly { name: string; id: string }[] = kept?.[list] ?? [];
  return items.find((item) => item.name === name)?.id ?? world.newId(6);
}

/** The method that a message of the import speaks of. */
export interface MethodPlace {
  verb: string;
  /** With the prefix. */
  path: string;
}

/**
 * Reads an object of texts, such as `requestParameters`. What is no text is left out with a warning, in AWS's words
 * (recorded for `requestParameters`; that the other properties behave alike is our inference).
 *
 * @returns `undefined` when nothing is left
 */
export function textsAt(
  source: ImportSource,
  at: Pointer,
  place: MethodPlace,
): { texts: Record<string, string>; nulls: string[] } {
  const property = at.slice(at.lastIndexOf('/') + 1);
  const texts: Record<string, string> = {};
  const nulls: string[] = [];
  for (const [key, value] of Object.entries(objectAt(source, at))) {
    if (typeof value === 'string') texts[key] = value;
    else if (value === null) nulls.push(key);
    else source.report.warn(notText(property, key, place, value ?? null));
  }
  return { texts, nulls };
}

function notText(property: string, key: string, { verb, path }: MethodPlace, value: Json): string {
  const place = `property '${key}' of resource '${path}' and method '${verb}'`;
  return `Invalid format for '${property}'. Expected type string for ${place} but got '${shown(value)}'`;
}

function shown(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** @returns the property, or nothing where the object has no key */
export function unlessEmpty<Key extends string, Value>(
  key: Key,
  value: Record<string, Value>,
): { [name in Key]?: Record<string, Value> } {
  // TypeScript takes a computed key of a type parameter for any text.
  return Object.keys(value).length > 0 ? ({ [key]: value } as { [name in Key]: Record<string, Value> }) : {};
}
