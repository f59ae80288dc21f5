import type { GatewayRequest, Header } from '../gateway/gateway.js';
import { isObject, type ModelUse, type Operation } from '../model/index.js';
import type { Credential } from './diff-request.js';
import { sampleBody } from './sample-body.js';

/** The parts of a request before they become one. */
export interface Draft {
  method: string;
  path: string;
  /** As on the wire: percent-encoded. */
  query: readonly (readonly [name: string, value: string])[];
  headers: readonly Header[];
  body?: DraftBody;
}

export interface DraftBody {
  /** Absent: the request does not say. */
  contentType?: string;
  content: string | Uint8Array;
}

/** Address from the block for documentation (RFC 5737). */
const sourceIp = '192.0.2.10';

/** @returns the request with the headers that any client sends, and the credentials in their places. */
export function compose(draft: Draft, credentials: readonly Credential[]): GatewayRequest {
  const secret = (wanted: Credential['place']) => onePerName(credentials.filter(({ place }) => place === wanted));
  const body = draft.body && bytesOf(draft.body);
  const inQuery = secret('querystring').map((pair) => pair.map(encodeURIComponent) as [string, string]);
  return {
    method: draft.method,
    rawPath: draft.path,
    rawQuery: layered([draft.query, inQuery], (name) => name)
      .map(([name, value]) => `${name}=${value}`)
      .join('&'),
    headers: layered([usualHeaders, bodyHeaders(draft, body), draft.headers, secret('header')], (name) =>
      name.toLowerCase(),
    ),
    ...(body && body.length > 0 ? { body } : {}),
    sourceIp,
  };
}

const usualHeaders: readonly Header[] = [
  ['Host', 'api.example.com'],
  ['User-Agent', 'apigw-migrate-diff'],
  ['Accept', 'application/json'],
];

function bytesOf({ content }: DraftBody): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

function bodyHeaders(draft: Draft, body: Uint8Array | undefined): Header[] {
  if (!draft.body || !body) return [];
  const { contentType } = draft.body;
  return [
    ...(contentType === undefined ? [] : [['Content-Type', contentType] as const]),
    ['Content-Length', String(body.length)],
  ];
}

/** An authorizer may read the header in which the API key stands: then the key is what it sees. */
function onePerName(credentials: readonly Credential[]): Header[] {
  const keysLast = [...credentials].sort(
    (one, other) => Number(one.kind === 'api-key') - Number(other.kind === 'api-key'),
  );
  return [...new Map(keysLast.map(({ name, value }) => [name.toLowerCase(), [name, value] as const])).values()];
}

/** @returns all pairs; a layer takes the place of equal names in the layers before it, and keeps its own repetitions. */
function layered(layers: readonly (readonly Header[])[], keyOf: (name: string) => string): Header[] {
  return layers.reduce<Header[]>((below, layer) => {
    const own = new Set(layer.map(([name]) => keyOf(name)));
    return [...below.filter(([name]) => !own.has(keyOf(name))), ...layer];
  }, []);
}

/**
 * @param secret names of what carries credentials: only `compose` sets those
 * @returns the parts of a good call of an operation: path filled, what is required or mapped set, a body that fits
 */
export function draftOf(operation: Operation, method: string, secret: ReadonlySet<string> = new Set()): Draft {
  const required = operation.parameters.filter((parameter) => parameter.required);
  const inPlace = (place: 'query' | 'header') => {
    const names = required.filter((parameter) => parameter.in === place).map(({ name }) => name);
    const known = new Set(names.map((name) => keyIn(place, name)));
    const more = mappedSources(operation, place).filter(
      (name) => !known.has(keyIn(place, name)) && !secret.has(name.toLowerCase()),
    );
    return [...names, ...more].map((name) => [name, sampleOf(name)] as const);
  };
  const body = bodyOf(operation, method);
  return {
    method,
    path: filledPath(operation.route.path),
    query: inPlace('query').map(([name, value]) => [encodeURIComponent(name), encodeURIComponent(value)]),
    headers: inPlace('header').filter(([name]) => !usual.has(name.toLowerCase())),
    ...(body ? { body } : {}),
  };
}

/** What the integration reads of a request: a mapping that is lost shows only where its source is there. */
function mappedSources({ integration }: Operation, place: 'query' | 'header'): string[] {
  const wanted = place === 'query' ? 'querystring' : 'header';
  const names = (integration?.parameters ?? []).flatMap(({ source }) =>
    source.kind === 'request' && source.place === wanted ? [[keyIn(place, source.name), source.name] as const] : [],
  );
  return [...new Map(names).values()];
}

function keyIn(place: 'query' | 'header', name: string): string {
  return place === 'header' ? name.toLowerCase() : name;
}

/** Headers that every request has anyway, with a value that means something. */
const usual = new Set(['host', 'user-agent', 'accept', 'content-type', 'content-length', 'origin']);

function sampleOf(name: string): string {
  return `${name.replace(/[^A-Za-z0-9]/g, '') || 'value'}-1`;
}

/** @returns the path with its variables filled; a greedy one takes two segments. */
export function filledPath(path: string): string {
  return path.replace(/\{([^}+]*)(\+?)\}/g, (_, name: string, greedy: string) =>
    greedy === '+' ? `${sampleOf(name)}/more` : sampleOf(name),
  );
}

const withBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

function bodyOf(operation: Operation, method: string): Draft['body'] {
  const model = operation.bodyModels.find((use) => isJson(use.contentType)) ?? operation.bodyModels[0];
  if (model) return modelBody(model);
  return withBody.has(method) ? { contentType: 'application/json', content: '{}' } : undefined;
}

function modelBody(model: ModelUse): DraftBody {
  const contentType = model.contentType.includes('*') ? 'application/json' : model.contentType;
  if (isJson(contentType)) return { contentType, content: JSON.stringify(sampleBody(model.schema)) };
  if (!contentType.includes('form-urlencoded')) return { contentType, content: 'sample' };
  const sample = sampleBody(model.schema);
  const fields = isObject(sample) ? Object.entries(sample).map(([name, value]) => [name, String(value)] as const) : [];
  return { contentType, content: new URLSearchParams(Object.fromEntries(fields)).toString() || 'sample=1' };
}

function isJson(contentType: string): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(contentType) || contentType.includes('*');
}

/** @returns a method to call an operation with: its own, or for `ANY` one that no sibling on the path declares. */
export function methodFor({ route, bodyModels }: Operation, declared: ReadonlySet<string>): string {
  if (route.method !== 'ANY') return route.method;
  const [first = 'GET'] = freeVerbs(declared);
  return bodyModels.length > 0 ? (freeBodyVerb(declared) ?? first) : first;
}

/** @returns a verb with a body that no method on a path declares */
export function freeBodyVerb(declared: ReadonlySet<string>): string | undefined {
  return freeVerbs(declared).find((method) => withBody.has(method));
}

/** @returns the verbs that no method on a path declares, the usual ones first. */
export function freeVerbs(declared: ReadonlySet<string>): string[] {
  return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'].filter((method) => !declared.has(method));
}
