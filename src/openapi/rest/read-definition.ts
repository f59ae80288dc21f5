import { OtherDocument, type RestApi } from '../../model/index.js';
import type { OpenApiDocument, SourceText } from '../document.js';
import { kindOf } from '../kind.js';
import { parseDocument } from '../parse.js';
import { readRestApi } from './read-rest-api.js';

/** A REST API with the document it was read from, which knows the places. */
export interface RestDefinition {
  document: OpenApiDocument;
  api: RestApi;
}

/**
 * Reads the definition of a REST API.
 *
 * @throws Failure (`input`) when the text is none: no YAML, no OpenAPI, an HTTP API, or with references to elsewhere
 */
export async function readRestDefinition(source: SourceText): Promise<RestDefinition> {
  const document = parseDocument(source);
  if (kindOf(document) === 'http') {
    const message = 'This describes an HTTP API, and the definition of a REST API is expected.';
    const next = 'To check an HTTP API, run: migrate import FILE --dry-run';
    throw new OtherDocument('input', message, next, { file: source.file });
  }
  return { document, api: await readRestApi(document) };
}
