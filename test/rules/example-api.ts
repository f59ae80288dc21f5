import { load } from 'js-yaml';
import { convert } from '../../src/convert/convert.js';
import { type Conversion, type Decisions, isObject, type JsonObject, noDecisions } from '../../src/model/index.js';
import { writeHttpApi } from '../../src/openapi/http/write-http-api.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';
import type { Example, Fragment } from '../../src/rules/examples/fragment.js';
import { httpProxy, lambda, securitySchemes } from '../convert/definition.js';

const path = '/orders/{id}';
const place = ['paths', path, 'get'];
const integrationKey = 'x-amazon-apigateway-integration';
const idParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

/** What a snippet makes of the REST API of all examples, one method that is a Lambda proxy: `GET /orders/{id}`. */
export interface ExampleApi {
  definition: JsonObject;
  settings?: JsonObject;
  decisions: Partial<Decisions>;
}

/** @returns the REST API, settings and decisions that the snippets make together */
export function apiOf(...fragments: Fragment[]): ExampleApi {
  const api: ExampleApi = { definition: { paths: { [path]: { get: {} } } }, decisions: {} };
  for (const fragment of fragments) put(fragment, api);
  return { ...api, definition: filled(api.definition) };
}

function put({ of, text }: Fragment, api: ExampleApi): void {
  switch (of) {
    case 'definition':
      api.definition = merged(api.definition, mapOf(text));
      return;
    case 'method':
      api.definition = merged(api.definition, below(place, mapOf(text)));
      return;
    case 'integration':
      api.definition = merged(api.definition, below([...place, integrationKey], mapOf(text)));
      return;
    case 'settings':
      api.settings = merged(api.settings ?? {}, mapOf(text));
      return;
    case 'decide':
      api.decisions = together(api.decisions, decisionsOf(mapOf(text)));
      return;
    case 'write':
    case 'becomes':
    case 'stage':
    case 'seen':
    case 'do':
      return;
  }
}

/** Acceptances add up; anything else is decided once. */
function together(one: Partial<Decisions>, other: Partial<Decisions>): Partial<Decisions> {
  return { ...one, ...other, accept: [...(one.accept ?? []), ...(other.accept ?? [])] };
}

/** Decisions as `cli/decisions.ts` makes them of a file. */
function decisionsOf(value: JsonObject): Partial<Decisions> {
  // The shape is that of the schema of decisions, and a test holds every snippet against it.
  return value as Partial<Decisions>;
}

export function mapOf(text: string): JsonObject {
  const value = load(text);
  if (!isObject(value)) throw new Error(`Not a map: ${text}`);
  return value;
}

function below(keys: readonly string[], value: JsonObject): JsonObject {
  return keys.reduceRight<JsonObject>((inner, key) => ({ [key]: inner }), value);
}

function merged(one: JsonObject, other: JsonObject): JsonObject {
  const both = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const old = both[key];
    // The paths of a snippet are all that there are.
    both[key] = isObject(old) && isObject(value) && key !== 'paths' ? merged(old, value) : value;
  }
  return both;
}

const verbs = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'x-amazon-apigateway-any-method']);

/** Puts what the snippets left out: uri and verb of integrations, responses, path parameters, security schemes. */
function filled(definition: JsonObject): JsonObject {
  const paths = Object.entries(definition['paths'] ?? {}).map(([at, item]) => [
    at,
    isObject(item) ? itemOf(item) : item,
  ]);
  const text = JSON.stringify(definition);
  const named = Object.entries(securitySchemes).filter(([name]) => text.includes(`"${name}":[`));
  return merged(
    {
      openapi: '3.0.1',
      info: { title: 'orders', version: '1' },
      components: { securitySchemes: Object.fromEntries(named) },
    },
    { ...definition, paths: Object.fromEntries(paths) },
  );
}

function itemOf(item: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(item).map(([verb, one]) => [verb, verbs.has(verb) && isObject(one) ? methodOf(one) : one]),
  );
}

function methodOf(one: JsonObject): JsonObject {
  const given = one[integrationKey];
  const parameters = Array.isArray(one['parameters']) ? one['parameters'] : [];
  const all = { responses: { 200: { description: 'ok' } }, ...one, parameters: [...parameters, idParameter] };
  if (given === null) return withoutIntegration(all);
  return { ...all, [integrationKey]: isObject(given) ? integrationOf(given) : lambda() };
}

/** A snippet says `x-amazon-apigateway-integration:` with nothing behind it for a method that has none. */
function withoutIntegration(all: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== integrationKey));
}

function integrationOf(given: JsonObject): JsonObject {
  const type = String(given['type'] ?? 'aws_proxy').toLowerCase();
  if (type === 'aws_proxy' || (type === 'aws' && !('uri' in given))) return lambda({ type, ...given });
  return type.startsWith('http') ? httpProxy(given) : given;
}

/** Converts the API that the snippets make. */
export async function conversionOf(...fragments: Fragment[]): Promise<Conversion> {
  const { definition, settings, decisions } = apiOf(...fragments);
  const around = settings && { file: 'settings.json', text: JSON.stringify({ version: 1, ...settings }) };
  const source = { file: 'openapi.json', text: JSON.stringify(definition), ...(around && { settings: around }) };
  const { api } = await readRestDefinition(source);
  return convert(api, { ...noDecisions(), ...decisions });
}

/** The snippets that show the rule at work. */
export function shownBy({ before, beside }: Example): Fragment[] {
  return [before, ...(beside ? [beside] : [])];
}

/** @returns what the HTTP API has at the place of a snippet */
export function written({ httpApi }: Conversion, { of }: Fragment): unknown {
  const document: unknown = writeHttpApi(httpApi);
  const keys = of === 'integration' ? [...place, integrationKey] : of === 'method' ? place : [];
  return keys.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), document);
}
