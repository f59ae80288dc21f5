import { below, isObject, type Json, type JsonObject, keysOf, type Pointer } from '../../model/index.js';
import type { Draft } from './origins.js';
import type { Hidden } from './sam-api.js';
import type { SamMethod } from './sam-methods.js';

/** What SAM calls the scheme of API keys. */
export const apiKeyScheme = 'api_key';
/** In the place of a scheme: this method needs no API key although the API does. */
export const noApiKey = 'api_key_false';
/** In the place of a scheme: this method has no authorizer although the API has a default one. */
export const noAuthorizer = 'NONE';

/** @returns what a method asks for; undefined where that is no list of schemes */
export function securityOf({ operation }: SamMethod): JsonObject[] | undefined {
  const security = operation['security'] ?? [];
  return Array.isArray(security) && security.every(isObject) ? security : undefined;
}

/** Sets what a method asks for, and where in the template that was said. */
export function setSecurity(draft: Draft, method: SamMethod, security: Json, from: Pointer): void {
  method.operation['security'] = security;
  draft.origins.put(below(method.at, 'security'), from);
}

/** Makes it unknown who may call a method: what decides it stands in place of the schemes, and nobody can read it. */
export function hideSecurity(draft: Draft, methods: SamMethod[], hidden: Hidden): void {
  const security = isObject(hidden.value) ? hidden.value : { [keysOf(hidden.from).at(-1) ?? '']: hidden.value ?? null };
  for (const method of methods) setSecurity(draft, method, security, hidden.from);
}

/** @returns whether a requirement names one of the schemes */
export function names(requirement: JsonObject, schemes: ReadonlySet<string>): boolean {
  return Object.keys(requirement).some((scheme) => schemes.has(scheme));
}

/**
 * Adds a scheme to those that the definition has. SAM writes them as Swagger 2.0 has them, whatever the version;
 * `moveToComponents` brings them to their place.
 */
export function addScheme(draft: Draft, name: string, scheme: JsonObject, from: Pointer): void {
  const schemes = isObject(draft.root['securityDefinitions']) ? draft.root['securityDefinitions'] : {};
  draft.root['securityDefinitions'] = { ...schemes, [name]: scheme };
  draft.origins.put(below('/securityDefinitions', name), from);
}

/** As above, unless the definition has a scheme of that name. */
export function addMissingScheme(draft: Draft, name: string, scheme: JsonObject, from: Pointer): void {
  const schemes = draft.root['securityDefinitions'];
  if (!isObject(schemes) || schemes[name] === undefined) addScheme(draft, name, scheme, from);
}

/** Schemes without an authorizer, as SAM writes them. */
export const apiKey: JsonObject = { type: 'apiKey', name: 'x-api-key', in: 'header' };
export const iam: JsonObject = {
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authtype': 'awsSigv4',
};
