import {
  isObject,
  type Json,
  type JsonObject,
  type Templated,
  type Unplaced,
  withoutPlaceholders,
} from '../../model/index.js';
import { queryJson, UnreadablePath } from '../json-path.js';
import { misconfigured, type Stop } from './faults.js';
import { type MappingScope, visibleHeaders } from './mappings.js';
import { beginTemplate, OverriddenTwice, withOverridePlaces } from './overrides.js';
import { UnreadableTemplate } from './template-methods.js';
import { ContextMap, parseJson } from './template-values.js';

/** Loaded with the first template that is rendered: most APIs have none. */
let velocity: typeof import('./velocity.js') | undefined;

/**
 * Renders a mapping template (VTL). Overrides that it sets are written into `scope.context`. What a template engine has still to
 * fill in stays as it is written.
 *
 * @param body what `$input` reads: the request's body, or the answer's
 * @returns the text; 500 for a second override of one target (which 5XX it is: I); what the template engine cannot read is named, not skipped
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export async function renderTemplate(
  template: Templated | string,
  scope: MappingScope,
  body: string,
): Promise<string | Stop> {
  velocity ??= await import('./velocity.js');
  const { context, stageVariables } = scope;
  const variables = { input: inputOf(scope, body), util: { ...util }, context, stageVariables };
  const { vtl, restore } = typeof template === 'string' ? { vtl: template, restore: asItIs } : unplaced(template);
  beginTemplate(context);
  try {
    return restore(velocity.renderVelocity(vtl, variables));
  } catch (error) {
    if (error instanceof OverriddenTwice) return misconfigured();
    return { notSimulated: `mapping template: ${reasonOf(error)}` };
  }
}

const asItIs = (text: string) => text;
const known = new WeakMap<Templated, Unplaced>();

/** Placeholders are found once for each template of the definition. */
function unplaced(template: Templated): Unplaced {
  const found = known.get(template) ?? withoutPlaceholders(template);
  known.set(template, found);
  return found;
}

/** Any error is the template's: the engine has no typed ones. The first line says what it is. */
function reasonOf(error: unknown): string {
  if (error instanceof UnreadableTemplate || error instanceof UnreadablePath) return error.feature;
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.message) : String(error);
}

/** @returns `$context` for templates: with the places where they put overrides (RT-VTL-CTX-OVERRIDE). */
export function templateContext(context: JsonObject): JsonObject {
  return withOverridePlaces(contextMap(context));
}

function contextMap(values: JsonObject): JsonObject {
  const entries = Object.entries(values).map(([name, value]) => [name, isObject(value) ? contextMap(value) : value]);
  return Object.assign(new ContextMap(), Object.fromEntries(entries));
}

/** `$input` (facts runtime.md 6.2). */
function inputOf(scope: MappingScope, body: string) {
  const { request } = scope;
  const params = {
    path: 'pathParameters' in request ? { ...request.pathParameters } : {},
    querystring: Object.fromEntries(request.query),
    header: Object.fromEntries(visibleHeaders(scope)),
  };
  return {
    body: body === '' ? '{}' : body,
    params: (name?: string) =>
      name === undefined ? params : (params.path[name] ?? params.querystring[name] ?? params.header[name] ?? ''),
    path: (path: string) => valueAt(body, path) ?? undefined,
    json: (path: string) => JSON.stringify(valueAt(body, path) ?? ''),
  };
}

/** An empty body counts as `{}`; one that is not JSON has no values (RT-VTL-INPUT-JSON, C). How it looks as a whole is not known. */
function valueAt(body: string, path: string): Json | undefined {
  try {
    return queryJson(parseJson(body.trim() === '' ? '{}' : body), path);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (path.trim() === '$') throw new UnreadableTemplate('$input of a body that is not JSON');
    return undefined;
  }
}

/** `$util` (facts runtime.md 6.3), method by method. */
export const util = {
  escapeJavaScript: (text: unknown) =>
    JSON.stringify(String(text ?? ''))
      .slice(1, -1)
      .replaceAll("'", "\\'"),
  urlEncode: (text: unknown) => new URLSearchParams([['', String(text ?? '')]]).toString().slice(1),
  urlDecode: (text: unknown) => new URLSearchParams(`=${String(text ?? '').replaceAll('&', '%26')}`).get('') ?? '',
  base64Encode: (text: unknown) => Buffer.from(String(text ?? '')).toString('base64'),
  base64Decode: (text: unknown) => Buffer.from(String(text ?? ''), 'base64').toString('utf8'),
  parseJson: (text: unknown): Json => parseJson(String(text ?? '')),
};
