import type { GatewayResponse as CustomResponse, JsonObject, MappingSource } from '../../model/index.js';
import type { GatewayResponse, Header } from '../gateway.js';
import { firstHeader, mediaType } from '../headers.js';
import { type Fault, faultTypes, isStop, type NotSimulated } from './faults.js';
import { type FillTemplate, readTemplate } from './gateway-response-templates.js';
import { type MappingScope, mappedValues } from './mappings.js';
import { textResponse } from './replies.js';

/** Answers a request that ended early. */
export type RespondToFault = (fault: Fault, scope: MappingScope) => GatewayResponse | NotSimulated;

/** A customised gateway response, read once. */
interface ReadResponse {
  status?: number;
  headers: { name: string; text: string; source: MappingSource }[];
  bodies: Map<string, FillTemplate>;
}

/**
 * Opens the gateway responses of an API: its own for the case where it has one, else that of `DEFAULT_4XX` or
 * `DEFAULT_5XX`, else AWS's (facts runtime.md 8.4).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export function openGatewayResponses(customised: readonly CustomResponse[]): RespondToFault {
  const byType = new Map(customised.toReversed().map((custom) => [custom.type, readResponse(custom)]));
  return (fault, scope) => {
    const { status: usual, errorType } = faultTypes[fault.fault];
    const status = fault.status ?? usual;
    const custom = byType.get(fault.fault) ?? byType.get(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
    const type: Header = ['x-amzn-ErrorType', fault.errorType ?? errorType];
    if (!custom) return textResponse(status, [type], defaultBody(fault));
    const within = { ...scope, context: { ...scope.context, error: errorContext(fault) } };
    const headers = customHeaders(custom, within);
    if (isStop(headers)) return headers;
    if (Number.isNaN(custom.status)) return { notSimulated: 'gateway response with a status that is no number' };
    const body = customBody(custom, within);
    return textResponse(
      custom.status ?? status,
      [type, ...contentType(body, headers), ...headers],
      body?.text ?? defaultBody(fault),
    );
  };
}

function readResponse({ statusCode, headers, templates }: CustomResponse): ReadResponse {
  return {
    ...(statusCode !== undefined && { status: Number(statusCode) }),
    headers: Object.entries(headers).map(([name, text]) => ({ name, text, source: sourceOf(text) })),
    bodies: new Map(Object.entries(templates).map(([type, template]) => [type, readTemplate(template)])),
  };
}

/**
 * `$context.error` (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html).
 * Quotes in what validation found are escaped, since templates put it between quotes of JSON (I).
 */
function errorContext({ fault, message, validationError }: Fault): JsonObject {
  return {
    message,
    messageString: JSON.stringify(message),
    responseType: fault,
    ...(validationError !== undefined && { validationErrorString: JSON.stringify(validationError).slice(1, -1) }),
  };
}

/** The key of a policy's refusal starts with a capital, of all others not (RT-AUTH-F-EXPLICIT). */
function defaultBody({ fault, message }: Fault): string {
  return JSON.stringify(fault === 'ACCESS_DENIED' ? { Message: message } : { message });
}

/** Headers whose source the request does not have are left out. */
function customHeaders(custom: ReadResponse, scope: MappingScope): Header[] | NotSimulated {
  const headers: Header[] = [];
  for (const { name, text, source } of custom.headers) {
    const values = mappedValues(source, scope);
    // A gateway response maps nothing that could end the request again, except what we cannot read.
    if (isStop(values)) return { notSimulated: `gateway response header ${name}: ${text}` };
    headers.push(...values.map((value): Header => [name, value]));
  }
  return headers;
}

interface Body {
  contentType: string;
  text: string;
}

/** Template for what the client accepts, else the one for JSON, else the first. */
function customBody({ bodies }: ReadResponse, scope: MappingScope): Body | undefined {
  const accepted = (firstHeader(scope.request.sent.headers, 'Accept') ?? '').split(',').map(mediaType);
  const type = [...accepted, 'application/json', ...bodies.keys()].find((one) => bodies.has(one));
  const fill = type === undefined ? undefined : bodies.get(type);
  return type === undefined || fill === undefined ? undefined : { contentType: type, text: fill(scope) };
}

/** That of the template, unless the response maps one. */
function contentType(body: Body | undefined, headers: readonly Header[]): Header[] {
  if (!body || firstHeader(headers, 'Content-Type') !== undefined) return [];
  return [['Content-Type', body.contentType]];
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
