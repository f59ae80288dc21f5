import type { Canary } from '../../../src/gateway/gateway.js';
import { openRestGateway } from '../../../src/gateway/rest/rest-gateway.js';
import type { Json, JsonObject, RestApi } from '../../../src/model/index.js';
import { parseDocument } from '../../../src/openapi/parse.js';
import { readRestApi } from '../../../src/openapi/rest/read-rest-api.js';
import { openBackends } from '../backends/open.js';
import { Unsupported, type Verdict, verdictOf } from '../case.js';
import { completenessDifferences, outcomeDifferences } from '../reply.js';
import { requestOf, withoutStage } from '../request.js';
import { restDefinition } from '../rest-definition.js';
import { jsonOf, listOf, objectOf, plain, textOf, textsOf } from '../values.js';
import { deploymentOn } from '../world.js';
import { importForCase } from './rest-import.js';
import { checkTestInvoke } from './rest-test-invoke.js';

/** A REST API, its stage and its backends, and one request. */
export async function checkRestInvoke(fields: JsonObject): Promise<Verdict> {
  const stage = objectOf(fields['stage']);
  const expected = objectOf(fields['expected']);
  const opened = openBackends(withLines(fields['backends'], expected));
  const name = textOf(stage['name']);
  const deployment = deploymentOn(name, {
    stageVariables: textsOf(stage['variables']),
    apiKeys: keysOf(fields['apiKeys'], name),
    ...(stage['canary'] !== undefined && { canary: await canaryOf(objectOf(stage['canary'])), random: () => 0.5 }),
    requestId: () => 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  });
  const api = await apiOf(objectOf(fields['api']));
  const request = objectOf(fields['request']);
  if (fields['via'] === 'test-invoke-method') {
    return checkTestInvoke({ api, request, expected }, { backends: opened.backends, deployment });
  }
  const gateway = openRestGateway(api, opened.backends, deployment);
  const path = request['path'] ?? withoutStage(textOf(request['rawPath']), name);
  const { response, unsupported } = await gateway.handle(requestOf(request, textOf(path)));
  if (response.status === 501 && unsupported.length > 0) throw new Unsupported(unsupported.at(-1));
  const outcome = { response, ...opened.seen, services: opened.services() };
  return verdictOf([...outcomeDifferences(expected, outcome), ...completenessDifferences(expected, outcome)]);
}

/** Lines of a stack trace that a backend does not tell are those that the client got. */
function withLines(backends: Json | undefined, { body }: JsonObject): Json | undefined {
  const { stackTrace } = objectOf(objectOf(body)['json']);
  if (backends === undefined || stackTrace === undefined) return backends;
  return jsonOf(JSON.stringify(backends).replaceAll('["<lines>"]', () => JSON.stringify(stackTrace)));
}

/** An imported API goes the way that AWS goes: into the control plane, and from there to its stage. */
async function apiOf(api: JsonObject): Promise<RestApi> {
  switch (api['format']) {
    case 'rest-control-plane':
      return deployed(api);
    case 'openapi-import':
      return deployed(await imported(api));
    default:
      throw new Unsupported(`API as ${textOf(api['format'])}`);
  }
}

function deployed(api: JsonObject): Promise<RestApi> {
  return readRestApi(parseDocument({ file: 'the case', text: JSON.stringify(restDefinition(api)) }));
}

async function imported({
  document,
  parameters,
  restApi,
  operation,
  mode,
  failOnWarnings,
}: JsonObject): Promise<JsonObject> {
  const { endpointConfiguration } = objectOf(restApi);
  const outcome = await importForCase({
    ...{ document, parameters, operation, mode, failOnWarnings },
    ...(operation === 'put-rest-api' && { existingApi: restApi }),
  });
  if (outcome.kind === 'refused') throw new Error(`the import is refused: ${outcome.message}`);
  const { api, ...state } = outcome.state;
  // The endpoint type is a parameter of the import that these cases tell beside it.
  return objectOf(
    plain({ ...state, restApi: { ...api, ...(endpointConfiguration !== undefined && { endpointConfiguration }) } }),
  );
}

async function canaryOf({ percentTraffic, stageVariableOverrides, api }: JsonObject): Promise<Canary> {
  return {
    percentTraffic: Number(percentTraffic),
    stageVariableOverrides: textsOf(stageVariableOverrides),
    ...(api !== undefined && { api: await apiOf(objectOf(api)) }),
  };
}

/** Keys of a usage plan of the stage. */
function keysOf(keys: Json | undefined, stage: string): string[] {
  return listOf(keys)
    .map(objectOf)
    .filter(({ enabled, stages }) => enabled === true && listOf(stages).includes(stage))
    .map(({ value }) => textOf(value));
}
