import { isObject, type Json, type JsonObject, type MappingSource } from '../../model/index.js';
import type { Header } from '../gateway.js';
import { queryJson, UnreadablePath } from '../json-path.js';
import type { Arrival, RoutedRequest } from '../payload/rest-request.js';
import { type Payload, textOf } from './content-handling.js';
import { type Fault, isStop, misconfigured, type Stop } from './faults.js';

/** What the right side of a parameter mapping, and a template, can see. */
export interface MappingScope {
  request: Arrival | RoutedRequest;
  /** Headers as mappings and templates see them; absent: as they were sent. */
  headers?: readonly Header[];
  /** `$context`. Templates write overrides into it. */
  context: JsonObject;
  stageVariables: Record<string, string>;
  /** What the backend answered; absent while the request is mapped. */
  answer?: { headers: readonly Header[]; body: Payload };
}

/**
 * Values of the right side of a parameter mapping. Names are compared with letter case (RT-HTTP-MAP-CASE, KN).
 *
 * @returns several only for multi-value sources, none where the source is missing
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export function mappedValues(source: MappingSource, scope: MappingScope): string[] | Stop {
  switch (source.kind) {
    case 'request':
      return chosen(requestValues(source, scope), source.multiValue);
    case 'body':
      return bodyValues(bodyText(scope.request), source.path, {
        fault: 'BAD_REQUEST_PARAMETERS',
        message: 'Invalid JSON in request body',
      });
    case 'context':
      return textsOf(contextValue(scope.context, source.name));
    case 'stageVariable':
      return textsOf(scope.stageVariables[source.name]);
    case 'constant':
      return [source.text];
    case 'response-header':
      return chosen(named(scope.answer?.headers ?? [], source.name), source.multiValue);
    case 'response-body':
      return bodyValues(textOf(scope.answer?.body ?? ''), source.path, misconfigured());
    case 'unknown':
      return { notSimulated: `parameter mapping from ${source.text}` };
  }
}

/** @returns the headers that mappings and templates see. */
export function visibleHeaders({ request, headers }: MappingScope): readonly Header[] {
  return headers ?? request.sent.headers;
}

/** @returns the request's body as text, empty when it has none. */
export function bodyText(request: Arrival): string {
  return request.sent.body ? Buffer.from(request.sent.body).toString('utf8') : '';
}

/** @returns the value of a `$context` variable such as `identity.sourceIp`. */
export function contextValue(context: JsonObject, name: string): Json | undefined {
  return name.split('.').reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), context);
}

/** Everything that a request mapping can take from the request itself. */
function requestValues(source: Extract<MappingSource, { kind: 'request' }>, scope: MappingScope): string[] {
  const { request } = scope;
  switch (source.place) {
    case 'header':
      return named(visibleHeaders(scope), source.name);
    case 'querystring':
      return named(request.query, source.name);
    case 'path':
      return 'pathParameters' in request ? named(Object.entries(request.pathParameters), source.name) : [];
  }
}

function named(pairs: readonly (readonly [string, string])[], name: string): string[] {
  return pairs.filter(([key]) => key === name).map(([, value]) => value);
}

/** Of a repeated name the last value counts (RT-VTL-INPUT-MULTI). */
function chosen(values: string[], multiValue: boolean): string[] {
  return multiValue ? values : values.slice(-1);
}

/** The whole body of a response may be any text; that of a request must be JSON all the same (RT-VAL-BADJSON-MAP, C). */
function bodyValues(text: string, path: string, invalid: Fault): string[] | Stop {
  if (path === '' && invalid.fault !== 'BAD_REQUEST_PARAMETERS') return [text];
  const body = parsedBody(text, invalid);
  if (isStop(body)) return body;
  try {
    return path === '' ? [text] : textsOf(queryJson(body.json, path));
  } catch (error) {
    if (error instanceof UnreadablePath) return { notSimulated: error.feature };
    throw error;
  }
}

/** An empty body counts as `{}` (RT-VTL-INPUT-BODY). */
function parsedBody(text: string, invalid: Fault): { json: Json } | Fault {
  try {
    const json: Json = JSON.parse(text === '' ? '{}' : text);
    return { json };
  } catch {
    return invalid;
  }
}

function textsOf(value: Json | undefined): string[] {
  if (value === undefined || value === null) return [];
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
}
