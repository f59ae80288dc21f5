import type { GatewayResponse, Header } from '../gateway.js';
import { headerValues, withHeader, withoutHeaders } from '../headers.js';
import { type QueryPair, readQuery, writeQuery } from '../query.js';
import type { Caller } from './caller.js';
import { evaluate, type Lookup, requestLookup, responseLookup } from './expressions.js';
import type { Invocation, Outgoing } from './invocation.js';

/** One mapping: `append:header.x` and its value. */
interface Mapping {
  action: 'append' | 'overwrite' | 'remove';
  /** `header`, `querystring`, `path` or `statuscode`. */
  target: string;
  /** What of it; empty for `path` and `statuscode`. */
  name: string;
  value: string;
}

/** Who asks and with what: the source of every value in a request mapping. */
export interface RequestSource {
  invocation: Invocation;
  caller: Caller;
}

/**
 * Applies `requestParameters` to what goes to the backend. Values always come from the client's request, so the order of
 * the mappings does not matter; a value that is missing skips its mapping (PM-MISSING, U).
 *
 * @param parameters keys and values in HTTP API syntax (facts import-export.md c)
 */
export function mapRequest(parameters: Record<string, string>, outgoing: Outgoing, source: RequestSource): Outgoing {
  const lookup = requestLookup(source.invocation, source.caller);
  return mappingsOf(parameters, lookup).reduce(applyToRequest, outgoing);
}

function applyToRequest(outgoing: Outgoing, mapping: Mapping): Outgoing {
  switch (mapping.target) {
    case 'header':
      return { ...outgoing, headers: mapHeaders(outgoing.headers, mapping) };
    case 'querystring':
      return { ...outgoing, rawQuery: mapQuery(outgoing.rawQuery, mapping) };
    case 'path':
      return { ...outgoing, path: mapping.value.startsWith('/') ? mapping.value : `/${mapping.value}` };
    default:
      return outgoing;
  }
}

/**
 * Applies `responseParameters` of the backend's status; there is no mapping for "any other status" (PM-STATUS).
 *
 * @param parameters by status, then keys and values in HTTP API syntax
 */
export function mapResponse(
  parameters: Record<string, Record<string, string>>,
  response: GatewayResponse,
  source: RequestSource,
): GatewayResponse {
  const chosen = parameters[String(response.status)];
  if (!chosen) return response;
  return mappingsOf(chosen, responseLookup({ ...response, ...source })).reduce(applyToResponse, response);
}

function applyToResponse(response: GatewayResponse, mapping: Mapping): GatewayResponse {
  switch (mapping.target) {
    case 'header':
      return { ...response, headers: mapHeaders(response.headers, mapping) };
    case 'statuscode':
      return /^[2-5]\d\d$/.test(mapping.value) ? { ...response, status: Number(mapping.value) } : response;
    default:
      return response;
  }
}

function mappingsOf(parameters: Record<string, string>, lookup: Lookup): Mapping[] {
  return Object.entries(parameters).flatMap(([key, expression]) => {
    const [, action, target, name = ''] = /^(append|overwrite|remove):([a-z]+)(?:\.(.+))?$/s.exec(key) ?? [];
    if (!isAction(action) || target === undefined) return [];
    const value = action === 'remove' ? '' : evaluate(expression, lookup);
    return value === undefined ? [] : [{ action, target, name, value }];
  });
}

function isAction(text: string | undefined): text is Mapping['action'] {
  return text === 'append' || text === 'overwrite' || text === 'remove';
}

/** Header names are compared without letter case (PM-CASE). */
function mapHeaders(headers: readonly Header[], { action, name, value }: Mapping): Header[] {
  switch (action) {
    case 'append':
      return withHeader(headers, name, [...headerValues(headers, name), value].join(','));
    case 'overwrite':
      return withHeader(headers, name, value);
    case 'remove':
      return withoutHeaders(headers, [name]);
  }
}

/** Query names keep their letter case (PM-CASE). */
function mapQuery(rawQuery: string, { action, name, value }: Mapping): string {
  const pairs = readQuery(rawQuery);
  const others = action === 'append' ? pairs : pairs.filter(([key]) => key !== name);
  const added: QueryPair[] = action === 'remove' ? [] : [[name, value]];
  return writeQuery([...others, ...added]);
}
