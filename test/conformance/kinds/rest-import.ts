import type { NewRestApi } from '../../../src/local-aws/rest/api-item.js';
import type { MethodItem, ResourceItem, RestApiState } from '../../../src/local-aws/rest/control-plane.js';
import {
  createRestApi,
  importRestApi,
  putRestApi,
  type RestImportOutcome,
  type RestImportRequest,
} from '../../../src/local-aws/rest/import-rest-api.js';
import type { Json, JsonObject } from '../../../src/model/index.js';
import { Unsupported, type Verdict, verdictOf } from '../case.js';
import { basePathMode, documentText } from '../document.js';
import { differences, type Matching, newMatching } from '../matchers.js';
import { listOf, objectOf, plain, textOf } from '../values.js';
import { countingWorld } from '../world.js';

/** ImportRestApi or PutRestApi, then what GetRestApi, GetResources, GetMethod and so on would answer. */
export async function checkRestImport(fields: JsonObject): Promise<Verdict> {
  const outcome = await importForCase(fields);
  const expected = objectOf(fields['expected']);
  const matching = newMatching();
  if (outcome.kind === 'refused') {
    const { code, message, status } = outcome;
    return verdictOf(
      expected['error'] === undefined
        ? [`the import is refused: ${message}`]
        : differences(expected['error'], { code, message, status }, { ...matching, partial: true }, 'error'),
    );
  }
  if (expected['error'] !== undefined) return verdictOf(['the import should be refused, and is not']);
  const { state, answer } = outcome;
  // The order lets the labels of ids find their first use where it is plainest.
  return verdictOf([
    ...part(expected, 'restApi', withoutUnrecorded(plain(answer)), matching),
    ...listPart(expected, 'authorizers', state.authorizers, matching),
    ...listPart(expected, 'requestValidators', state.requestValidators, matching),
    ...listPart(expected, 'models', state.models, matching),
    ...part(expected, 'resources', plain(state.resources.map(listedResource)), matching),
    ...methodDifferences(objectOf(expected['methods']), state, matching),
  ]);
}

/** @returns what becomes of the import that a case describes */
export async function importForCase(fields: JsonObject): Promise<RestImportOutcome> {
  const { operation, mode, existingApi } = fields;
  const world = countingWorld();
  const request = requestOf(fields);
  if (operation === 'import-rest-api') return importRestApi(request, world);
  if (operation !== 'put-rest-api') throw new Unsupported(`operation ${textOf(operation)}`);
  // What a case says of the existing API is what CreateRestApi took.
  const existing = createRestApi(objectOf(existingApi) as NewRestApi, world);
  // PutRestApi merges where nothing is said.
  return putRestApi(existing, mode === 'overwrite' ? 'overwrite' : 'merge', request, world);
}

function requestOf({ document, parameters, failOnWarnings }: JsonObject): RestImportRequest {
  const { basepath: _, endpointConfigurationTypes, ...others } = objectOf(parameters);
  const unknown = Object.keys(others).filter((name) => name !== 'ignore');
  if (unknown.length > 0) throw new Unsupported(`parameter ${unknown.join(', ')} of the import`);
  return {
    body: documentText(document),
    basepath: basePathMode(parameters),
    ...(typeof endpointConfigurationTypes === 'string' && { endpointTypes: endpointConfigurationTypes.split(',') }),
    failOnWarnings: failOnWarnings === true,
  };
}

function part(expected: JsonObject, name: string, actual: Json, matching: Matching): string[] {
  const wanted = expected[name];
  return wanted === undefined ? [] : differences(wanted, actual, matching, name);
}

/** A list is complete, or says `partial`; then each of its items is looked for. */
function listPart(expected: JsonObject, name: string, actual: readonly object[], matching: Matching): string[] {
  const wanted = objectOf(expected[name]);
  if (wanted['partial'] === undefined) return part(expected, name, plain(actual), matching);
  const items = listOf(wanted['items'] ?? wanted['partial']);
  return items.flatMap((item, index) => {
    const found = actual.some((one) => differences(item, plain(one), matching).length === 0);
    return found ? [] : [`${name}/${index} is not there`];
  });
}

/** Dropped from the cases: they are the recording's own. */
function withoutUnrecorded(api: Json): Json {
  const { createdDate: _, rootResourceId: __, ...rest } = objectOf(api);
  return rest;
}

function listedResource({ path, pathPart, resourceMethods }: ResourceItem) {
  return { path, pathPart: pathPart ?? null, methods: Object.keys(resourceMethods).sort() };
}

function methodDifferences(expected: JsonObject, state: RestApiState, matching: Matching): string[] {
  return Object.entries(expected).flatMap(([key, wanted]) => {
    const [verb = '', path = ''] = key.split(' ');
    const resource = state.resources.find((one) => one.path === path);
    const method = resource?.resourceMethods[verb];
    if (!resource || !method) return [`${key} is not there`];
    const seen = { ...matching, resourceIds: new Map(state.resources.map((one) => [one.path, one.id])) };
    const answers = answersOf(withoutNamespace(method, resource));
    return Object.entries(objectOf(wanted)).flatMap(([name, value]) =>
      differences(value ?? null, answers[name], seen, `${key}/${name}`),
    );
  });
}

/** The default cache namespace is the id of the resource, and the cases have no such ids. */
function withoutNamespace(method: MethodItem, { id }: ResourceItem): MethodItem {
  const { methodIntegration } = method;
  if (methodIntegration?.cacheNamespace !== id) return method;
  const { cacheNamespace: _, ...integration } = methodIntegration;
  return { ...method, methodIntegration: integration as typeof methodIntegration };
}

/** What GetMethod, GetMethodResponse, GetIntegration and GetIntegrationResponse answer. */
function answersOf(method: MethodItem): JsonObject {
  const integration = method.methodIntegration;
  return objectOf(
    plain({
      method,
      methodResponse200: method.methodResponses?.['200'] ?? notFound('Invalid Response status code specified'),
      integration: integration ?? notFound('Invalid Integration identifier specified'),
      integrationResponse200:
        integration?.integrationResponses?.['200'] ?? notFound('Invalid Response status code specified'),
    }),
  );
}

function notFound(message: string) {
  return { error: { code: 'NotFoundException', message, status: 404 } };
}
