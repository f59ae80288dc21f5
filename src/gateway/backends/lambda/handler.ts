import { existsSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Callback, HandlerContext } from './context.js';

/** A Node.js Lambda handler: returns a promise, or calls back. */
export type Handler = (event: unknown, context: HandlerContext, callback: Callback) => unknown;

/** Why a handler cannot be had, as Lambda's runtime calls it: `Runtime.ImportModuleError` and the like. */
export class Unloadable extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = `Runtime.${name}`;
  }
}

/** A file, as an absolute path, and the name of its export. */
export interface HandlerPlace {
  file: string;
  exportName: string;
}

/**
 * @param place `file.mjs#handler`; without `#…` the export `handler`, as Lambda has it
 * @param baseFolder what a relative file starts from
 */
export function handlerPlace(place: string, baseFolder: string): HandlerPlace {
  const [, file = place, exportName = 'handler'] = /^(.*?)(?:#([^#]*))?$/s.exec(place) ?? [];
  return { file: resolve(baseFolder, file), exportName };
}

/**
 * Loads a handler into this thread.
 *
 * @param edition counts the changes: Node.js keeps what it has loaded by address, so each edition has its own
 * @throws Unloadable when there is no such file or export, or the file fails while it is loaded
 */
export async function loadHandler({ file, exportName }: HandlerPlace, edition = 0): Promise<Handler> {
  if (!existsSync(file)) throw new Unloadable('ImportModuleError', 'There is no such handler file.');
  const query = edition === 0 ? '' : `?edition=${edition}`;
  const module: unknown = await import(`${pathToFileURL(file).href}${query}`).catch((error: unknown) => {
    const name = error instanceof SyntaxError ? 'UserCodeSyntaxError' : 'ImportModuleError';
    throw new Unloadable(name, `The handler cannot be loaded: ${String(error)}.`);
  });
  const handler = exportOf(module, exportName);
  if (handler) return handler;
  throw new Unloadable('HandlerNotFound', `The file exports no function "${exportName}".`);
}

/** What an ES module of an edition imports by a relative path belongs to the same edition. */
const EDITION_HOOK = `export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  const edition = context.parentURL?.match(/[?&]edition=\\d+$/)?.[0].slice(1);
  const isOwn = edition && specifier.startsWith('.') && found.url.startsWith('file:') && !found.url.includes('?');
  return isOwn ? { ...found, url: found.url + '?' + edition } : found;
}`;

let areEditionsFollowed = false;

/** Makes the files that a handler imports be loaded anew with it; before the first change, that costs nothing. */
export function followEditions(): void {
  if (!areEditionsFollowed) register(`data:text/javascript,${encodeURIComponent(EDITION_HOOK)}`);
  areEditionsFollowed = true;
}

/** Makes CommonJS load these files anew. */
export function dropFromCache(files: Iterable<string>): void {
  const { cache } = createRequire(import.meta.url);
  for (const file of files) delete cache[file];
}

/** CommonJS modules have their exports on `default` where Node could not tell them apart. */
function exportOf(module: unknown, name: string): Handler | undefined {
  if (typeof module !== 'object' || module === null) return undefined;
  const direct = Reflect.get(module, name);
  if (isHandler(direct)) return direct;
  const byDefault = Reflect.get(module, 'default');
  const nested = typeof byDefault === 'object' && byDefault !== null ? Reflect.get(byDefault, name) : undefined;
  return isHandler(nested) ? nested : undefined;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}
