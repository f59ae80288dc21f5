import type { Header } from '../gateway.js';
import { joinedHeader } from '../headers.js';
import { own } from '../own.js';
import { readQuery } from '../query.js';
import { bodyValue } from './body-path.js';
import type { Caller } from './caller.js';
import { type ContextSource, contextVariable } from './context.js';
import type { Invocation } from './invocation.js';

/** Reads a value of a request or an answer; `undefined` where there is none. */
export type Read<Source> = (source: Source) => string | undefined;

/** Who asks and with what: the source of every value in a request mapping. */
export interface RequestSource {
  invocation: Invocation;
  caller: Caller;
}

/** What a response mapping can refer to. */
export interface ResponseSource extends ContextSource {
  status: number;
  headers: readonly Header[];
  body: Uint8Array;
}

/**
 * Reads the text of a parameter mapping value or an identity source once: one reference (`$request.header.x`), text with
 * references in braces (`${request.path.a}-${context.requestId}`), or plain text (facts import-export.md c.1).
 *
 * @param reference reads one reference, without `$` and braces
 * @returns gives `undefined` when the value is one reference that leads nowhere; the mapping is then skipped (PM-MISSING)
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function openExpression<Source>(text: string, reference: (name: string) => Read<Source>): Read<Source> {
  const [, bare] = /^\$((?:request|response|context|stageVariables)(?:[.[].*)?)$/s.exec(text) ?? [];
  const [, braced] = /^\$\{([^{}]+)\}$/.exec(text) ?? [];
  const only = bare ?? braced;
  if (only !== undefined) return reference(only);
  const pieces = text.split(/\$\{([^{}]+)\}/);
  const parts = pieces.map((piece, index) => (index % 2 === 0 ? () => piece : reference(piece)));
  return (source) => parts.map((part) => part(source) ?? '').join('');
}

/** @returns the reader of a reference that may stand in a request mapping or an identity source. */
export function requestReference(name: string): Read<RequestSource> {
  const [, root = '', rest = ''] = /^([A-Za-z]+(?:\.(?:header|querystring|path|body)\b)?)[.]?(.*)$/s.exec(name) ?? [];
  switch (root) {
    case 'request.header':
      return ({ invocation }) => joinedHeader(invocation.request.headers, rest);
    case 'request.querystring':
      return ({ invocation }) => joinedQuery(invocation.request.rawQuery, rest);
    case 'request.path':
      return ({ invocation }) => (rest === '' ? invocation.path : own(invocation.pathParameters, rest));
    case 'request.body':
      return ({ invocation }) => bodyValue(invocation.request.body, rest);
    case 'stageVariables':
      return ({ invocation }) => own(invocation.deployment.stageVariables, rest);
    case 'context':
      return (source) => contextVariable(rest, source);
    default:
      return () => undefined;
  }
}

/** @returns the reader of a reference that may stand in a response mapping (PV-RHDR, PV-RBODY). */
export function responseReference(name: string): Read<ResponseSource> {
  const [, root = '', rest = ''] = /^([A-Za-z]+(?:\.(?:header|body)\b)?)[.]?(.*)$/s.exec(name) ?? [];
  switch (root) {
    case 'response.header':
      return ({ headers }) => joinedHeader(headers, rest);
    case 'response.body':
      return ({ body }) => bodyValue(body, rest);
    case 'stageVariables':
      return ({ invocation }) => own(invocation.deployment.stageVariables, rest);
    case 'context':
      return (source) => contextVariable(rest, source);
    default:
      return () => undefined;
  }
}

/** Names keep their letter case (PM-CASE), several values are joined with commas (PM-MULTI). */
function joinedQuery(rawQuery: string, name: string): string | undefined {
  const values = readQuery(rawQuery).filter(([key]) => key === name);
  return values.length > 0 ? values.map(([, value]) => value).join(',') : undefined;
}
