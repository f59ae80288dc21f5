import {
  below,
  isObject,
  type Json,
  type MappingSource,
  type ParameterMapping,
  type Pointer,
  type RequestParameter,
  type ResponseHeaderMapping,
} from '../../model/index.js';
import { isIntrinsic, templatedOf } from '../templated.js';
import type { OperationSource } from './operations.js';

/** Reads the declared request parameters of a method; a method's own beat those of its path. */
export function readParameters({ item, value, at }: OperationSource): RequestParameter[] {
  const itemAt = at.slice(0, at.lastIndexOf('/'));
  const inherited = parametersIn(item['parameters'], below(itemAt, 'parameters'));
  const own = parametersIn(value['parameters'], below(at, 'parameters'));
  const all = [...inherited, ...own];
  if (all.length < 2) return all;
  const byKey = new Map(all.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  return [...byKey.values()];
}

function parametersIn(list: Json | undefined, at: Pointer): RequestParameter[] {
  return (Array.isArray(list) ? list : []).flatMap((parameter, index) => {
    if (!isObject(parameter)) return [];
    const place = parameter['in'];
    const name = templatedOf(parameter['name'])?.text;
    if ((place !== 'path' && place !== 'query' && place !== 'header') || name === undefined) return [];
    const required = parameter['required'] === true || parameter['required'] === 'true';
    return [{ at: below(at, index), in: place, name, required }];
  });
}

/** Reads `requestParameters` of an integration: REST's right and left sides of facts import-export.md c.4. */
export function readMappings(value: Json | undefined, at: Pointer): ParameterMapping[] {
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, source]) => ({
    at: below(at, key),
    target: targetOf(key),
    source: sourceOf(source),
  }));
}

function targetOf(key: string): ParameterMapping['target'] {
  const match = /^integration\.request\.(header|querystring|path)\.(.+)$/.exec(key);
  if (match?.[2] === undefined) return { place: 'unknown', text: key };
  switch (match[1]) {
    case 'header':
    case 'querystring':
    case 'path':
      return { place: match[1], name: match[2] };
    default:
      return { place: 'unknown', text: key };
  }
}

/** Reads `responseParameters` of an integration response. */
export function readResponseHeaders(value: Json | undefined, at: Pointer): ResponseHeaderMapping[] {
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, source]) => ({
    at: below(at, key),
    header: key.replace(/^method\.response\.(multivalueheader|header)\./i, ''),
    source: sourceOf(source),
  }));
}

/** Reads the right side of a mapping. A constant that a template computes is not known here, so it is no constant. */
export function sourceOf(value: Json | undefined): MappingSource {
  const text = templatedOf(value)?.text ?? '';
  // What a function of CloudFormation makes cannot stand inside of a mapping's text.
  if (isIntrinsic(value) && text.includes('${')) return { kind: 'unknown', text };
  const constant = /^'(.*)'$/s.exec(text)?.[1];
  if (constant !== undefined && !isIntrinsic(value)) return { kind: 'constant', text: constant };
  return requestSource(text) ?? otherSource(text) ?? { kind: 'unknown', text };
}

function requestSource(text: string): MappingSource | undefined {
  const match = /^method\.request\.(multivalue)?(header|querystring|path)\.(.+)$/i.exec(text);
  const place = match?.[2]?.toLowerCase();
  if (match?.[3] === undefined) return undefined;
  if (place !== 'header' && place !== 'querystring' && place !== 'path') return undefined;
  return { kind: 'request', place, name: match[3], multiValue: match[1] !== undefined };
}

const otherSources: [pattern: RegExp, source: (name: string) => MappingSource][] = [
  [/^method\.request\.body(?:\.(.+))?$/, (path) => ({ kind: 'body', path })],
  [/^context\.(.+)$/, (name) => ({ kind: 'context', name })],
  [/^stageVariables\.(.+)$/, (name) => ({ kind: 'stageVariable', name })],
  [/^integration\.response\.header\.(.+)$/, (name) => ({ kind: 'response-header', name, multiValue: false })],
  [/^integration\.response\.multivalueheader\.(.+)$/i, (name) => ({ kind: 'response-header', name, multiValue: true })],
  [/^integration\.response\.body(?:\.(.+))?$/, (path) => ({ kind: 'response-body', path })],
];

function otherSource(text: string): MappingSource | undefined {
  for (const [pattern, source] of otherSources) {
    const match = pattern.exec(text);
    if (match) return source(match[1] ?? '');
  }
  return undefined;
}
