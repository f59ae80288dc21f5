import { mediaType } from '../../../src/gateway/headers.js';
import { isBinary } from '../../../src/gateway/rest/binary.js';
import { convertRequestBody } from '../../../src/gateway/rest/content-handling.js';
import { isStop } from '../../../src/gateway/rest/faults.js';
import { selectResponse } from '../../../src/gateway/rest/integration-responses.js';
import { fillStageVariables } from '../../../src/gateway/stage-variables.js';
import type { IntegrationResponse, Json, JsonObject } from '../../../src/model/index.js';
import { Unsupported, type Verdict, verdictOf } from '../case.js';
import { differences, newMatching } from '../matchers.js';
import { partDifferences } from '../parts.js';
import { entriesOf, follow, listOf, objectOf, textOf, textsOf } from '../values.js';

/** One small function of a REST API's gateway, given rows of input and result. */
export async function checkRestUnit(fields: JsonObject): Promise<Verdict> {
  const unit = textOf(fields['unit']);
  const call = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (!call) throw new Unsupported(`unit ${unit}`);
  return verdictOf(
    listOf(fields['rows']).flatMap((row, index) => {
      const { input, expected } = objectOf(row);
      return rowDifferences(objectOf(expected), call(objectOf(input)), `row ${index}`);
    }),
  );
}

type Outcome = { value: Json } | { error: string };

const units: Record<string, (input: JsonObject) => Outcome> = {
  uri_stage_variables: ({ uri, stageVariables }) => ({
    value: fillStageVariables(textOf(uri), textsOf(stageVariables)),
  }),
  select_integration_response: (input) => {
    const items = entriesOf(input['integration_responses']).map(([, item]) => objectOf(item));
    const selected = selectResponse(items.map(responseOf), textOf(input['selection_value']));
    if (!isStop(selected)) {
      const found = items.find((item) => patternOf(item) === selected.pattern);
      return { value: found ?? null };
    }
    if ('notSimulated' in selected) throw new Unsupported(selected.notSimulated);
    return { error: selected.message ?? '' };
  },
  convert_request_body: ({ clientContentType, binaryMediaTypes, contentHandling, body }) => {
    const converted = convertRequestBody(bytesOf(body), {
      isBinary: isBinary(mediaType(textOf(clientContentType)), listOf(binaryMediaTypes).map(textOf)),
      contentHandling: textOf(contentHandling) || undefined,
    });
    if (converted === undefined) return { error: 'Internal server error' };
    return { value: told(converted) };
  },
};

function bytesOf(body: Json | undefined): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(textOf(objectOf(body)['$base64']), 'base64');
}

/** These cases write bytes that are text as text. */
function told(payload: Uint8Array | string): Json {
  const bytes = Buffer.from(payload);
  const text = bytes.toString('utf8');
  return typeof payload === 'string' || Buffer.from(text).equals(bytes) ? text : { $base64: bytes.toString('base64') };
}

function responseOf(item: JsonObject): IntegrationResponse {
  return { at: '', pattern: patternOf(item), statusCode: textOf(item['statusCode']), headers: [], templates: [] };
}

/** The control plane says no pattern, or an empty one, where a definition says `default`. */
function patternOf(item: JsonObject): string {
  return textOf(item['selectionPattern']) || 'default';
}

function rowDifferences({ equals, parts, error }: JsonObject, outcome: Outcome, row: string): string[] {
  if (error !== undefined) {
    if (!('error' in outcome)) return [`${row}: there should be an error`];
    return differences(error, { message: outcome.error }, newMatching(true), row);
  }
  if ('error' in outcome) return [`${row}: there is an error, ${outcome.error}`];
  if (equals !== undefined) return differences(equals, outcome.value, newMatching(), row);
  return listOf(parts).flatMap((part) => partDifferences(part, follow(outcome.value, listOf(objectOf(part)['path']))));
}
