import type { GatewayResponse as CustomResponse, JsonObject, MappingSource } from '../../model/index.js';
import type { GatewayResponse, Header } from '../gateway.js';
import { firstHeader, mediaType } from '../headers.js';
import { type Fault, faultTypes, isStop, type NotSimulated } from './faults.js';
import { type MappingScope, mappedValues } from './mappings.js';
import { textResponse } from './replies.js';
import { renderTemplate } from './templates.js';

/**
 * Answers a request that ended early, with the API's own gateway response for the case where it has one, else with that
 * of `DEFAULT_4XX` or `DEFAULT_5XX`, else with AWS's (facts runtime.md 8.4).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export async function respondToFault(
  fault: Fault,
  customised: readonly CustomResponse[],
  scope: MappingScope,
): Promise<GatewayResponse | NotSimulated> {
  const { status: usual, errorType } = faultTypes[fault.fault];
  const status = fault.status ?? usual;
  const custom = customFor(fault, status, customised);
  const within = { ...scope, context: { ...scope.context, error: errorContext(fault) } };
  const headers = customHeaders(custom, within);
  const body = await customBody(custom, within);
  if (isStop(headers)) return headers;
  if (isStop(body)) return body;
  const type: Header[] = body ? [['Content-Type', body.contentType]] : [];
  return textResponse(
    Number(custom?.statusCode ?? status),
    [['x-amzn-ErrorType', errorType], ...type, ...headers],
    body?.text ?? defaultBody(fault),
  );
}

function customFor(
  { fault }: Fault,
  status: number,
  customised: readonly CustomResponse[],
): CustomResponse | undefined {
  const fallback = status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
  return customised.find(({ type }) => type === fault) ?? customised.find(({ type }) => type === fallback);
}

/** `$context.error` (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html). */
function errorContext({ fault, message, validationError }: Fault): JsonObject {
  return {
    message,
    messageString: JSON.stringify(message),
    responseType: fault,
    ...(validationError !== undefined && { validationErrorString: validationError }),
  };
}

/** The key of a policy's refusal starts with a capital, of all others not (RT-AUTH-F-EXPLICIT). */
function defaultBody({ fault, message }: Fault): string {
  return JSON.stringify(fault === 'ACCESS_DENIED' ? { Message: message } : { message });
}

/** Headers whose source the request does not have are left out. */
function customHeaders(custom: CustomResponse | undefined, scope: MappingScope): Header[] | NotSimulated {
  const headers: Header[] = [];
  for (const [name, text] of Object.entries(custom?.headers ?? {})) {
    const values = mappedValues(sourceOf(text), scope);
    // A gateway response maps nothing that could end the request again, except what we cannot read.
    if (isStop(values)) return { notSimulated: `gateway response header ${name}: ${text}` };
    headers.push(...values.map((value): Header => [name, value]));
  }
  return headers;
}

/** Template for what the client accepts, else the one for JSON, else the first. */
async function customBody(
  custom: CustomResponse | undefined,
  scope: MappingScope,
): Promise<{ text: string; contentType: string } | NotSimulated | undefined> {
  const templates = custom?.templates ?? {};
  const accepted = (firstHeader(scope.request.sent.headers, 'Accept') ?? '').split(',').map(mediaType);
  const contentType =
    [...accepted, 'application/json'].find((type) => Object.hasOwn(templates, type)) ?? Object.keys(templates)[0];
  const template = contentType === undefined ? undefined : templates[contentType];
  if (contentType === undefined || template === undefined) return undefined;
  const text = await renderTemplate(template, scope, '');
  return typeof text === 'string' ? { text, contentType } : text;
}

/** Reads the value of a gateway response header: text in quotes, or a part of request, context or stage variables. */
function sourceOf(text: string): MappingSource {
  const constant = /^'(.*)'$/s.exec(text);
  if (constant) return { kind: 'constant', text: constant[1] ?? '' };
  const [, place, name = ''] =
    /^(?:method\.request\.(header|querystring|path)|context|stageVariables)\.(.+)$/.exec(text) ?? [];
  if (place === 'header' || place === 'querystring' || place === 'path') {
    return { kind: 'request', place, name, multiValue: false };
  }
  if (name === '') return { kind: 'unknown', text };
  return text.startsWith('context.') ? { kind: 'context', name } : { kind: 'stageVariable', name };
}
