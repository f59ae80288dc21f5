import { isObject, type JsonObject, plain, type RestApi } from '../../model/index.js';
import { findBasePath } from '../base-path.js';
import type { OpenApiDocument, SettingsDocument } from '../document.js';
import { resolveReferences } from '../references.js';
import { withListeners } from '../settings/backends.js';
import { readSurroundings } from '../settings/read-settings.js';
import { templatedOf } from '../templated.js';
import { readAuthorizers } from './authorizers.js';
import { readGatewayResponses } from './gateway-responses.js';
import { readModels } from './model-definitions.js';
import { readOperations } from './operations.js';
import { regionOf } from './region.js';
import { readSettings } from './settings.js';
import { templateReader } from './templates.js';
import { findUnrecognised } from './unrecognised.js';
import { readValidators } from './validation.js';

/**
 * Reads a definition as ImportRestApi does. The reader judges nothing: what API Gateway has a meaning for gets a node,
 * everything else of Amazon's ends in `unrecognised`.
 *
 * @throws Failure (`input`) when references lead out of the document
 */
export async function readRestApi(document: OpenApiDocument): Promise<RestApi> {
  const root = resolveReferences(document);
  const info = isObject(root['info']) ? root['info'] : {};
  const description = templatedOf(info['description']);
  const version = templatedOf(info['version']);
  const basePath = basePathOf(root);
  const region = regionOf(root);
  const operations = readOperations(root, await templateReader(document.source.text));
  const api: RestApi = {
    format: root['swagger'] === undefined ? 'openapi-3.0' : 'swagger-2.0',
    name: templatedOf(info['title']) ?? plain(''),
    ...(description && { description }),
    ...(version && { version }),
    ...(basePath !== undefined && { basePath }),
    ...(region !== undefined && { region }),
    operations,
    authorizers: readAuthorizers(root),
    validators: readValidators(root),
    models: readModels(document.root),
    gatewayResponses: readGatewayResponses(root),
    settings: readSettings(root),
    unrecognised: findUnrecognised(document.root, root, operations),
  };
  return document.settings ? withSurroundings(api, document.settings) : api;
}

/** Adds what stands around the definition; what both say counts once. */
function withSurroundings(api: RestApi, { root, partial }: SettingsDocument): RestApi {
  const { settings, gatewayResponses, unrecognised, known } = readSurroundings(root, api);
  return {
    ...api,
    operations: withListeners(api.operations, settings),
    gatewayResponses: [...api.gatewayResponses, ...gatewayResponses],
    settings: [...api.settings, ...settings],
    unrecognised: [...api.unrecognised, ...unrecognised],
    // What a template does not set may be set by another.
    ...(partial !== true && { known }),
  };
}

function basePathOf(root: JsonObject): string | undefined {
  const written = findBasePath(root)?.path;
  return written === undefined || written.startsWith('/') ? written : `/${written}`;
}
