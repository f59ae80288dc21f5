import type { BasePathMode } from '../../openapi/base-path.js';
import { type ImportRefusal, invalidInput } from '../import-report.js';
import type { World } from '../world.js';
import { apiOfDefinition, type NewRestApi, newApiItem } from './api-item.js';
import { importAuthorizers } from './authorizers.js';
import type { ResourceItem, RestApiItem, RestApiState } from './control-plane.js';
import { importGatewayResponses } from './gateway-responses.js';
import { type ImportSource, readImportSource } from './import-source.js';
import { merged } from './merge.js';
import { importMethod } from './methods.js';
import { defaultModels, Models } from './models.js';
import { importValidators } from './request-validators.js';
import { Resources } from './resources.js';

/** A call of ImportRestApi or PutRestApi. */
export interface RestImportRequest {
  /** OpenAPI 3.0 or Swagger 2.0, JSON or YAML. */
  body: string;
  basepath?: BasePathMode;
  /** `endpointConfigurationTypes` of `parameters`; ImportRestApi only. */
  endpointTypes?: string[];
  failOnWarnings?: boolean;
}

/** Parameter `mode` of PutRestApi. */
export type PutMode = 'overwrite' | 'merge';

/** What the control plane answers: the API, and what the import had to say. */
export type RestImportAnswer = RestApiItem & { warnings?: string[]; tags?: Record<string, string> };

/** What an import leaves behind and answers, or why it makes nothing. */
export type RestImportOutcome = { kind: 'made'; state: RestApiState; answer: RestImportAnswer } | ImportRefusal;

/**
 * Makes a REST API of a definition, as ImportRestApi does.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_ImportRestApi.html
 */
export async function importRestApi(request: RestImportRequest, world: World): Promise<RestImportOutcome> {
  const source = await readImportSource(request.body, request.basepath ?? 'ignore', world);
  if (!source) return invalidInput;
  const given = apiOfDefinition(source);
  const { endpointTypes: types } = request;
  const withTypes = types ? { ...given, endpointConfiguration: { ...given.endpointConfiguration, types } } : given;
  const state = stateOf(source, (root) =>
    newApiItem(withTypes, { id: world.newId(10), rootResourceId: root.id }, world.now()),
  );
  return source.report.refusal(request.failOnWarnings ?? false) ?? made(state, state.api, source);
}

/**
 * Puts a definition into a REST API, as PutRestApi does. `overwrite` replaces what a definition describes and keeps the rest, such as
 * the endpoint type; `merge` replaces only what both have.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-update.html
 */
export async function putRestApi(
  existing: RestApiState,
  mode: PutMode,
  request: RestImportRequest,
  world: World,
): Promise<RestImportOutcome> {
  const read = await readImportSource(request.body, request.basepath ?? 'ignore', world);
  if (!read) return invalidInput;
  const source: ImportSource = mode === 'merge' ? { ...read, kept: existing } : read;
  const api = apiAfter(existing.api, mode, apiOfDefinition(source));
  const imported = stateOf(source, () => api, mode === 'merge' ? existing.resources : rootOf(existing));
  const state = mode === 'merge' ? merged(existing, imported) : imported;
  const refusal = source.report.refusal(request.failOnWarnings ?? false);
  return refusal ?? made(state, { ...state.api, tags: {} }, source);
}

/** Makes a REST API with nothing but its root and the two models that AWS gives it, as CreateRestApi does. */
export function createRestApi(given: NewRestApi, world: World): RestApiState {
  const root: ResourceItem = { id: world.newId(10), path: '/', resourceMethods: {} };
  return {
    api: newApiItem(given, { id: world.newId(10), rootResourceId: root.id }, world.now()),
    resources: [root],
    models: defaultModels(world.newId),
    authorizers: [],
    requestValidators: [],
    gatewayResponses: [],
  };
}

function made(state: RestApiState, answer: RestImportAnswer, { report }: ImportSource): RestImportOutcome {
  const warnings = report.warnings.length > 0 ? { warnings: report.warnings } : {};
  return { kind: 'made', state, answer: { ...answer, ...warnings } };
}

function stateOf(
  source: ImportSource,
  apiWith: (root: ResourceItem) => RestApiItem,
  existing: readonly ResourceItem[] = [],
): RestApiState {
  const resources = new Resources(source, existing);
  const api = apiWith(resources.root);
  const named = {
    models: new Models(source, api.id),
    authorizers: importAuthorizers(source),
    validators: importValidators(source),
  };
  for (const operation of source.api.operations) {
    const resource = resources.at(operation.route.path);
    const method = resource && importMethod(source, operation, resource, named);
    if (resource && method) resource.resourceMethods[method.httpMethod] = method;
  }
  return {
    api,
    resources: resources.list(),
    models: named.models.list(),
    authorizers: named.authorizers,
    requestValidators: named.validators,
    gatewayResponses: importGatewayResponses(source),
  };
}

/** Overwriting keeps the id of the root, and none of its methods. */
function rootOf({ resources }: RestApiState): ResourceItem[] {
  return resources.filter(({ path }) => path === '/').map((root) => ({ ...root, resourceMethods: {} }));
}

/**
 * The API's id, its age and its endpoint stay (recorded). What a definition does not say goes back to AWS's default when it overwrites,
 * and stays when it is merged; binary media types add up then (recorded).
 */
function apiAfter(existing: RestApiItem, mode: PutMode, given: NewRestApi & { name: string }): RestApiItem {
  const { id, rootResourceId, createdDate } = existing;
  const endpointConfiguration = { ...existing.endpointConfiguration, ...given.endpointConfiguration };
  const settings = mode === 'merge' ? { ...existing, ...given, ...addedTypes(existing, given) } : given;
  return newApiItem({ ...settings, endpointConfiguration }, { id, rootResourceId }, new Date(createdDate * 1000));
}

function addedTypes(existing: RestApiItem, given: NewRestApi): NewRestApi {
  const binaryMediaTypes = [...new Set([...(existing.binaryMediaTypes ?? []), ...(given.binaryMediaTypes ?? [])])];
  return binaryMediaTypes.length > 0 ? { binaryMediaTypes } : {};
}
