import type { HttpApi } from '../../model/index.js';
import type { OpenApiDocument } from '../document.js';
import type { ImportMessages } from './messages.js';
import { readApi } from './read/api.js';
import { checkExtensions, checkVersionMark } from './read/extensions.js';
import { checkQuotas, checkSize } from './read/quotas.js';
import { Reading } from './read/reading.js';
import { checkReferences } from './read/references.js';
import { readRoutes } from './read/routes.js';
import { readSchemes } from './read/schemes.js';
import { checkRootSecurity } from './read/security.js';
import { tellModels } from './read/validation.js';

export type { ImportMessage, ImportMessages } from './messages.js';

/** What ImportApi makes of a definition, and what it says about it. */
export interface HttpImport {
  /** As complete as the definition allows; with warnings or errors, and failOnWarnings, AWS would make nothing. */
  httpApi: HttpApi;
  messages: ImportMessages;
}

/**
 * Reads a definition as ImportApi does with `basepath=ignore` (facts import-export.md b). What AWS is not known to do
 * becomes a warning that says so.
 *
 * @param document an OpenAPI 3.0 document; Swagger 2.0 gives an error and an empty API (IM-E-SWAGGER)
 * @returns the API; integrations shared through `$ref` are one object, all others separate
 */
export function readHttpApi(document: OpenApiDocument): HttpImport {
  const reading = new Reading(document.root);
  const httpApi = isSwagger(reading) ? emptyApi() : readDocument(reading, document.source.text);
  const { info, warnings, errors } = reading.messages;
  return { httpApi, messages: { info, warnings, errors } };
}

function readDocument(reading: Reading, text: string): HttpApi {
  checkVersion(reading);
  checkSize(reading, text);
  checkVersionMark(reading);
  checkExtensions(reading, reading.root, 'root');
  checkExtensions(reading, reading.root.child('components'), 'components');
  const api = readApi(reading);
  const schemes = readSchemes(reading);
  checkRootSecurity(reading);
  const routes = readRoutes(reading, schemes);
  checkQuotas(reading, routes);
  checkReferences(reading);
  tellModels(reading);
  reading.tellTemplate();
  const authorizers = [...schemes.values()].flatMap((scheme) =>
    scheme.kind === 'authorizer' ? [scheme.authorizer] : [],
  );
  return { ...api, authorizers, routes };
}

function isSwagger({ messages, root }: Reading): boolean {
  const swagger = root.child('swagger');
  if (!swagger.exists) return false;
  const text =
    'ImportApi takes OpenAPI 3.0, and this is Swagger 2.0. `migrate convert` makes an OpenAPI 3.0 definition of it.';
  messages.refuse(swagger.at, 'IM-E-SWAGGER', text);
  return true;
}

function checkVersion({ messages, root }: Reading): void {
  const version = root.child('openapi');
  if (/^3\.0(?:\.\d+)?$/.test(String(version.value))) return;
  messages.refuse(version.at, 'IM-E-MALFORMED', 'ImportApi takes OpenAPI 3.0 only.');
}

function emptyApi(): HttpApi {
  return { name: { text: '', raw: '' }, authorizers: [], routes: [] };
}
