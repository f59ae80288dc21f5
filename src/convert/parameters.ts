import type { MappingSource, ParameterMapping } from '../model/index.js';
import { isHttpContextVariable } from './context-variables.js';

/** Headers that parameter mapping cannot touch (import-export.md c.3). */
const reserved =
  /^(access-control-.*|apigw-.*|authorization|connection|content-encoding|content-length|content-location|forwarded|keep-alive|origin|proxy-authenticate|proxy-authorization|te|trailers|transfer-encoding|upgrade|x-amz-.*|x-amzn-.*|x-forwarded-(for|host|proto)|via)$/i;

/** @returns whether parameter mapping cannot touch a header */
export function isReservedHeader(name: string): boolean {
  return reserved.test(name);
}

/** What becomes of one line of `requestParameters`. */
export type MappingFate =
  /** A proxy passes it on anyway. */
  | { kind: 'passes-anyway' }
  | { kind: 'rewritten'; key: string; value: string }
  | { kind: 'reserved' }
  | { kind: 'no-counterpart'; reason: string };

/** Translates a header or query mapping (PT-1, PT-2, PT-4 to PT-7, PT-11). Path mappings go into the uri, see `uri.ts`. */
export function translateMapping({ target, source }: ParameterMapping): MappingFate {
  if (target.place === 'unknown') return { kind: 'no-counterpart', reason: `${target.text} is no request mapping` };
  if (isSame(target, source)) return { kind: 'passes-anyway' };
  if (target.place === 'header' && isReservedHeader(target.name)) return { kind: 'reserved' };
  if (target.place === 'header' && target.name.toLowerCase() === 'host') {
    return { kind: 'no-counterpart', reason: 'whether HTTP APIs let a mapping set Host is not documented' };
  }
  const value = valueFor(source);
  if (typeof value !== 'string') return { kind: 'no-counterpart', reason: value.reason };
  if (value.length === 0 || value.length > 512) {
    return { kind: 'no-counterpart', reason: 'a mapping value has 1 to 512 characters (PM-LEN)' };
  }
  return { kind: 'rewritten', key: `overwrite:${target.place}.${target.name}`, value };
}

/** Header names do not care for case, query names do (PM-CASE). */
function isSame(target: { place: string; name: string }, source: MappingSource): boolean {
  if (source.kind !== 'request' || source.place !== target.place) return false;
  return target.place === 'header'
    ? source.name.toLowerCase() === target.name.toLowerCase()
    : source.name === target.name;
}

/** @returns the value of a mapping in HTTP API syntax, or why there is none. */
function valueFor(source: MappingSource): string | { reason: string } {
  switch (source.kind) {
    case 'request':
      return source.multiValue
        ? { reason: 'repeated values are joined with commas in HTTP APIs' }
        : `$request.${source.place}.${source.name}`;
    case 'body':
      return bodyValue(source.path);
    case 'context':
      return contextValue(source.name);
    case 'stageVariable':
      return `$stageVariables.${source.name}`;
    case 'constant':
      return constantValue(source.text);
    case 'response-header':
    case 'response-body':
      return { reason: 'a request cannot be mapped from a response' };
    case 'unknown':
      return { reason: `"${source.text}" is not a mapping that the file shows in full` };
  }
}

/** @returns `$context.x`, or why there is none */
export function contextValue(name: string): string | { reason: string } {
  return isHttpContextVariable(name) ? `$context.${name}` : { reason: `HTTP APIs have no context.${name}` };
}

/** @returns `$request.body…`, or why there is none: HTTP APIs read bodies by a JSONPath without recursive descent and filters (PV-BODY). */
export function bodyValue(path: string): string | { reason: string } {
  if (/\.\.|\?\(|\*/.test(path)) return { reason: `HTTP APIs cannot read the body path ${path}` };
  if (path === '') return '$request.body';
  return path.startsWith('[') ? `$request.body${path}` : `$request.body.${path}`;
}

/** @returns a constant as a value, or why it cannot be one: it is plain text in HTTP APIs (PV-STATIC), so it must not look like an expression (PT-7). */
export function constantValue(text: string): string | { reason: string } {
  if (text.startsWith('$') && !text.startsWith('${'))
    return { reason: 'a constant that starts with $ reads as an expression' };
  if (/\$\{(request|context|stageVariables|response)\./.test(text))
    return { reason: 'the constant reads as an expression' };
  return text;
}
