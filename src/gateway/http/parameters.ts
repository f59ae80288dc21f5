import type { GatewayResponse, Header } from '../gateway.js';
import { headerValues, withHeader, withoutHeaders } from '../headers.js';
import { type QueryPair, readQuery, writeQuery } from '../query.js';
import {
  openExpression,
  type Read,
  type RequestSource,
  type ResponseSource,
  requestReference,
  responseReference,
} from './expressions.js';
import type { Outgoing } from './invocation.js';

/** One mapping, read: `append:header.x` and where its value comes from. */
interface Mapping<Source> {
  action: 'append' | 'overwrite' | 'remove';
  /** `header`, `querystring`, `path` or `statuscode`. */
  target: string;
  /** What of it; empty for `path` and `statuscode`. */
  name: string;
  read: Read<Source>;
}

/** A mapping with its value. */
type Change = Pick<Mapping<never>, 'action' | 'target' | 'name'> & { value: string };

/** Changes what goes to the backend. */
export type MapRequest = (outgoing: Outgoing, source: RequestSource) => Outgoing;

/** Changes what the backend answered. */
export type MapResponse = (response: GatewayResponse, source: RequestSource) => GatewayResponse;

/**
 * Reads `requestParameters`. Values always come from the client's request, so the order of the mappings does not matter; a
 * value that is missing skips its mapping (PM-MISSING, U).
 *
 * @param parameters keys and values in HTTP API syntax (facts import-export.md c)
 */
export function openRequestMapping(parameters: Record<string, string>): MapRequest {
  const mappings = mappingsOf(parameters, requestReference);
  if (mappings.length === 0) return (outgoing) => outgoing;
  return (outgoing, source) => changesBy(mappings, source).reduce(applyToRequest, outgoing);
}

function applyToRequest(outgoing: Outgoing, change: Change): Outgoing {
  switch (change.target) {
    case 'header':
      return { ...outgoing, headers: mapHeaders(outgoing.headers, change) };
    case 'querystring':
      return { ...outgoing, rawQuery: mapQuery(outgoing.rawQuery, change) };
    case 'path':
      return {
        ...outgoing,
        path: change.value.startsWith('/') ? change.value : `/${change.value}`,
        isPathMapped: true,
      };
    default:
      return outgoing;
  }
}

/**
 * Reads `responseParameters`. Those of the backend's status count; there is no mapping for "any other status" (PM-STATUS).
 *
 * @param parameters by status, then keys and values in HTTP API syntax
 */
export function openResponseMapping(parameters: Record<string, Record<string, string>>): MapResponse {
  const byStatus = new Map(
    Object.entries(parameters).map(([status, some]) => [status, mappingsOf(some, responseReference)] as const),
  );
  if (byStatus.size === 0) return (response) => response;
  return (response, source) => {
    const mappings = byStatus.get(String(response.status)) ?? [];
    const answered: ResponseSource = { ...response, ...source };
    return changesBy(mappings, answered).reduce(applyToResponse, response);
  };
}

function applyToResponse(response: GatewayResponse, change: Change): GatewayResponse {
  switch (change.target) {
    case 'header':
      return { ...response, headers: mapHeaders(response.headers, change) };
    case 'statuscode':
      return /^[2-5]\d\d$/.test(change.value) ? { ...response, status: Number(change.value) } : response;
    default:
      return response;
  }
}

function mappingsOf<Source>(
  parameters: Record<string, string>,
  reference: (name: string) => Read<Source>,
): Mapping<Source>[] {
  return Object.entries(parameters).flatMap(([key, expression]) => {
    const [, action, target, name = ''] = /^(append|overwrite|remove):([a-z]+)(?:\.(.+))?$/s.exec(key) ?? [];
    if (!isAction(action) || target === undefined) return [];
    const read = action === 'remove' ? () => '' : openExpression(expression, reference);
    return [{ action, target, name, read }];
  });
}

function isAction(text: string | undefined): text is Change['action'] {
  return text === 'append' || text === 'overwrite' || text === 'remove';
}

function changesBy<Source>(mappings: readonly Mapping<Source>[], source: Source): Change[] {
  return mappings.flatMap(({ read, ...mapping }) => {
    const value = read(source);
    return value === undefined ? [] : [{ ...mapping, value }];
  });
}

/** Header names are compared without letter case (PM-CASE). Cookies cannot be joined with commas (RFC 6265, 3). */
function mapHeaders(headers: readonly Header[], { action, name, value }: Change): Header[] {
  switch (action) {
    case 'append':
      if (name.toLowerCase() === 'set-cookie') return [...headers, [name, value]];
      return withHeader(headers, name, [...headerValues(headers, name), value].join(','));
    case 'overwrite':
      return withHeader(headers, name, value);
    case 'remove':
      return withoutHeaders(headers, [name]);
  }
}

/** Query names keep their letter case (PM-CASE). */
function mapQuery(rawQuery: string, { action, name, value }: Change): string {
  const pairs = readQuery(rawQuery);
  const others = action === 'append' ? pairs : pairs.filter(([key]) => key !== name);
  const added: QueryPair[] = action === 'remove' ? [] : [[name, value]];
  return writeQuery([...others, ...added]);
}
