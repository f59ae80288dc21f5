import type { HttpApi, JsonObject } from '../../../src/model/index.js';
import type { OpenApiDocument } from '../../../src/openapi/document.js';
import { type HttpImport, readHttpApi } from '../../../src/openapi/http/read-http-api.js';
import { parseDocument } from '../../../src/openapi/parse.js';
import { printDocument } from '../../../src/openapi/print.js';

/** @returns the document as if it stood in a file. */
export function documentOf(root: JsonObject, syntax: 'json' | 'yaml' = 'json'): OpenApiDocument {
  return parseDocument({ file: `http-api.${syntax}`, text: printDocument(root, syntax) });
}

export function imported(root: JsonObject, syntax: 'json' | 'yaml' = 'json'): HttpImport {
  return readHttpApi(documentOf(root, syntax));
}

/** @returns the API without what is not the API's: order, and places in a file. */
export function comparable(api: HttpApi): unknown {
  const order = (value: unknown) => JSON.stringify(value);
  return {
    ...api,
    authorizers: api.authorizers.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    routes: api.routes.map(({ at: _, ...route }) => route).toSorted((a, b) => (order(a.key) < order(b.key) ? -1 : 1)),
  };
}
