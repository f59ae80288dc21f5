import {
  type HttpApiState,
  type HttpImportOutcome,
  importApi,
  reimportApi,
} from '../../../src/local-aws/http/import-api.js';
import type { Json, JsonObject } from '../../../src/model/index.js';
import { Unsupported, type Verdict, verdictOf } from '../case.js';
import { basePathMode, documentText } from '../document.js';
import { differences, type Matching, newMatching } from '../matchers.js';
import { entriesOf, listOf, objectOf, plain, textOf } from '../values.js';
import { countingWorld } from '../world.js';

/** ImportApi, or ReimportApi over what was there, then what GetApi, GetRoutes and so on would answer. */
export async function checkHttpImport(fields: JsonObject): Promise<Verdict> {
  const outcome = imported(fields);
  const expected = objectOf(fields['expected']);
  if (outcome.kind === 'refused') return refusedVerdict(outcome, expected);
  if (expected['error'] !== undefined || expected['accepted'] === false) {
    return verdictOf(['the import should be refused, and is not']);
  }
  const part = newMatching(true);
  const whole = { ...part, partial: false };
  return verdictOf(
    entriesOf(expected).flatMap(([name, wanted]) => aspectDifferences(name, wanted, { ...outcome, part, whole })),
  );
}

function imported(fields: JsonObject): HttpImportOutcome {
  const { operation, document, existingDocument, failOnWarnings, parameters } = fields;
  const world = countingWorld();
  const request = {
    body: documentText(document),
    failOnWarnings: failOnWarnings === true,
    basepath: basePathMode(parameters),
  };
  if (operation === 'import-api') return importApi(request, world);
  if (operation !== 'reimport-api') throw new Unsupported(`operation ${textOf(operation)}`);
  const before = importApi({ body: documentText(existingDocument) }, world);
  return before.kind === 'made' ? reimportApi(before.state, request, world) : before;
}

function refusedVerdict(
  { code, message, status }: Extract<HttpImportOutcome, { kind: 'refused' }>,
  expected: JsonObject,
) {
  if (expected['error'] === undefined && expected['accepted'] !== false) {
    return verdictOf([`the import is refused: ${message}`]);
  }
  return verdictOf(differences(expected['error'] ?? {}, { code, message, status }, newMatching(true), 'error'));
}

type Made = Extract<HttpImportOutcome, { kind: 'made' }>;

/** What was made, with the labels of the case in two ways of comparing. */
type Compared = Made & { part: Matching; whole: Matching };

function aspectDifferences(name: string, wanted: Json, compared: Compared): string[] {
  const { state, warnings, importInfo, part, whole } = compared;
  switch (name) {
    case 'accepted':
      return [];
    case 'api':
      return differences(wanted, plain({ ...state.api, ...identity(state) }), part, name);
    case 'routeKeys':
      return differences(
        { $unordered: listOf(wanted) },
        state.routes.map(({ key }) => key),
        whole,
        name,
      );
    case 'integrations':
    case 'authorizers':
      return differences({ $unordered: listOf(wanted) }, plain(state[name]), part, name);
    case 'routes':
      return differences({ $unordered: listOf(wanted) }, plain(routesOf(state)), part, name);
    case 'warnings':
      return differences(wanted, warnings, whole, name);
    case 'importInfo':
      return differences(wanted, importInfo, whole, name);
    default:
      throw new Unsupported(`expectation ${name} of an import`);
  }
}

function identity({ apiId, apiEndpoint, tags }: HttpApiState) {
  return { apiId, apiEndpoint, tags };
}

function routesOf({ routes }: HttpApiState) {
  return routes.map(({ key, authorization, scopes }) => ({
    routeKey: key,
    authorizationType: authorization,
    authorizationScopes: scopes,
  }));
}
