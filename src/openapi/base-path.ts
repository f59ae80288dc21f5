import { below, isObject, type JsonObject, type Pointer } from '../model/index.js';
import { templatedOf } from './templated.js';

/** The base path of a definition, and where it is written. */
export interface BasePath {
  path: string;
  at: Pointer;
}

/** What an import does with the base path: parameter `basepath` of ImportRestApi and ImportApi. */
export type BasePathMode = 'ignore' | 'prepend' | 'split';

/**
 * Finds the base path as an import does (BP-NONE, BP-ONE, BP-MANY): `basePath` of Swagger 2.0; in OpenAPI 3.0 the default of
 * the first variable of that name, whether a url mentions it or not, else the path of the first server.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-basePath.html
 */
export function findBasePath(root: JsonObject): BasePath | undefined {
  const swagger = templatedOf(root['basePath'])?.text;
  if (swagger !== undefined) return { path: swagger, at: '/basePath' };
  const servers = (Array.isArray(root['servers']) ? root['servers'] : []).map((server) =>
    isObject(server) ? server : {},
  );
  return servers.map(variable).find((found) => found !== undefined) ?? pathOf(servers[0]);
}

/** An export of 2018 to 2021 says `/Prod`, a newer one `local` (GE-SRV); both mean the same. */
function variable(server: JsonObject, index: number): BasePath | undefined {
  const variables = isObject(server['variables']) ? server['variables'] : {};
  const [name, value] = Object.entries(variables).find(([key]) => key.toLowerCase() === 'basepath') ?? [];
  const path = isObject(value) ? templatedOf(value['default'])?.text : undefined;
  if (name === undefined || path === undefined) return undefined;
  return { path, at: below('/servers', index, 'variables', name, 'default') };
}

function pathOf(server: JsonObject | undefined): BasePath | undefined {
  const path = /^[a-z]+:\/\/[^/]+(\/.*)?$/i.exec(templatedOf(server?.['url'])?.text ?? '')?.[1];
  return path === undefined || path === '/' ? undefined : { path, at: '/servers/0/url' };
}

/** @returns what an import puts before each path: nothing, or segments with a slash in front (BP-IGNORE, BP-PREPEND, BP-SPLIT). */
export function pathPrefix(basePath: string | undefined, mode: BasePathMode): string {
  const segments = (basePath ?? '').split('/').filter((segment) => segment !== '');
  const kept = mode === 'ignore' ? [] : mode === 'prepend' ? segments : segments.slice(1);
  return kept.map((segment) => `/${segment}`).join('');
}
