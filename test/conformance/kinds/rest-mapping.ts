import type { Header } from '../../../src/gateway/gateway.js';
import { type Fault, faultTypes, isStop } from '../../../src/gateway/rest/faults.js';
import { mapResponse } from '../../../src/gateway/rest/integration-responses.js';
import type { MappingScope } from '../../../src/gateway/rest/mappings.js';
import { mapRequest } from '../../../src/gateway/rest/parameters.js';
import type { Integration, Json, JsonObject } from '../../../src/model/index.js';
import { readMappings, readResponseHeaders } from '../../../src/openapi/rest/parameters.js';
import { Unsupported, type Verdict, verdictOf } from '../case.js';
import { differences, newMatching } from '../matchers.js';
import { entriesOf, listOf, objectOf, textOf, textsOf } from '../values.js';

/** `requestParameters` or `responseParameters` applied to one request. */
export async function checkRestMapping(fields: JsonObject): Promise<Verdict> {
  const input = objectOf(fields['input']);
  const scope = scopeOf(input);
  const { error, equals } = objectOf(fields['expected']);
  const mapped = fields['mapping'] === 'request' ? mappedRequest(input, scope) : await mappedResponse(input, scope);
  if (!isStop(mapped)) {
    return error === undefined
      ? verdictOf(differences(equals ?? null, mapped, newMatching()))
      : verdictOf([`there should be an error, and there is ${JSON.stringify(mapped)}`]);
  }
  if ('notSimulated' in mapped) throw new Unsupported(mapped.notSimulated);
  if (error === undefined) return verdictOf([`there is an error: ${mapped.message}`]);
  return verdictOf(differences(error, answerOf(mapped), newMatching(true)));
}

function answerOf({ fault, message, status }: Fault): JsonObject {
  return { message, status: status ?? faultTypes[fault].status };
}

function mappedRequest(input: JsonObject, scope: MappingScope) {
  const integration: Integration = {
    ...{ at: '', type: 'http', writtenType: 'http', target: { kind: 'url' }, templates: [], responses: [], extras: [] },
    parameters: readMappings(input['request_parameters'], ''),
  };
  const mapped = mapRequest(integration, scope);
  if (isStop(mapped)) return mapped;
  return {
    header: Object.fromEntries(mapped.headers),
    path: Object.fromEntries(mapped.path),
    querystring: queryOf(mapped.query),
  };
}

/** Several values of one name are a list. */
function queryOf(query: readonly (readonly [string, string])[]): JsonObject {
  const values = new Map<string, string[]>();
  for (const [name, value] of query) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? '') : all]));
}

async function mappedResponse(input: JsonObject, scope: MappingScope) {
  const headers = readResponseHeaders(input['response_parameters'], '');
  const response = { at: '', pattern: 'default', statusCode: '200', headers, templates: [] };
  const mapped = await mapResponse(response, scope);
  return isStop(mapped) ? mapped : { header: Object.fromEntries(mapped.headers) };
}

function scopeOf(input: JsonObject): MappingScope {
  const request = objectOf(input['invocation_request']);
  const answer = objectOf(input['integration_response']);
  const body = textOf(request['body']);
  const multiValues = entriesOf(request['multi_value_query_string_parameters']);
  return {
    request: {
      sent: {
        ...{ method: 'GET', rawPath: '/', rawQuery: '', sourceIp: '203.0.113.7' },
        headers: headersOf(request['headers']),
        ...(body !== '' && { body: Buffer.from(body) }),
      },
      ...{ method: 'GET', path: '/', requestId: '', extendedRequestId: '', traceId: '', time: new Date(0) },
      query: multiValues.flatMap(([name, values]) => listOf(values).map((value) => [name, textOf(value)] as const)),
      resource: { id: '', path: '/' },
      pathParameters: textsOf(request['path_parameters']),
    },
    context: objectOf(input['context_variables']),
    stageVariables: textsOf(input['stage_variables']),
    ...(input['integration_response'] !== undefined && {
      answer: { headers: headersOf(answer['headers']), body: textOf(answer['body']) },
    }),
  };
}

function headersOf(value: Json | undefined): Header[] {
  if (!Array.isArray(value)) return entriesOf(value).map(([name, text]) => [name, textOf(text)]);
  return value.map((pair) => [textOf(listOf(pair)[0]), textOf(listOf(pair)[1])]);
}
